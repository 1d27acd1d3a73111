package dev.rudp.engine.space;

/// No index: every question looks at every point. For a few dozen points nothing is faster.
final class PointList extends SpatialIndex {
    PointList(int capacity, Workspace work) {
        super(capacity, work);
    }

    @Override
    public void build() {
        System.arraycopy(work.slots, 0, slots, 0, count);
        System.arraycopy(work.xs, 0, xs, 0, count);
        System.arraycopy(work.ys, 0, ys, 0, count);
        System.arraycopy(work.zs, 0, zs, 0, count);
    }

    @Override
    void overlap(NeighbourQuery query) {
        query.scan(this, 0, count);
    }

    @Override
    void approach(NeighbourQuery query) {
        query.scan(this, 0, count);
    }
}
