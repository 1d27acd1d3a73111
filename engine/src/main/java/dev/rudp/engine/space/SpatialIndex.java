package dev.rudp.engine.space;

/// Where points are: each a slot and a position in quantised steps. An index is written by one
/// thread, as a whole: [#clear()], [#add(int, int, int, int)] for every point, [#build()].
/// Afterwards any thread may ask it through a [NeighbourQuery] of its own. No allocation after
/// construction.
///
/// All indexes give the same answers; they differ in what building and asking cost and, where the
/// question leaves the order open, in the order of the answer. That order is a function of the
/// sequence of adding alone, so that simulations may depend on it.
///
/// The order of adding decides between equals only: points of one cell keep it. Positions are
/// within [#MAX_COORDINATE] of 0 on every axis; an index needs no other bounds.
public abstract sealed class SpatialIndex permits PointList, MortonTree, HashGrid {
    /// The largest distance of a point from 0, in steps, on each axis. Questions may be asked from
    /// twice as far. So differences fit 27 bits, and three squares of them a long.
    public static final int MAX_COORDINATE = 1 << 25;

    /// The points in the index's own order, valid up to [#count]: columns, because a question reads
    /// runs of neighbours.
    final int[] slots;

    final int[] xs;
    final int[] ys;
    final int[] zs;
    final Workspace work;
    int count;

    /// What building needs beside the result; may serve any number of indexes of one writer thread,
    /// one after the other.
    public static final class Workspace {
        final int[] slots;
        final int[] xs;
        final int[] ys;
        final int[] zs;
        final int[] cells;
        final long[] keys;
        final long[] swap;
        final int[] digits = new int[MortonTree.RADIX];

        public Workspace(int capacity) {
            this.slots = new int[capacity];
            this.xs = new int[capacity];
            this.ys = new int[capacity];
            this.zs = new int[capacity];
            this.cells = new int[capacity];
            this.keys = new long[capacity];
            this.swap = new long[capacity];
        }
    }

    /// @param capacity the most points
    /// @param work scratch of at least that capacity
    SpatialIndex(int capacity, Workspace work) {
        assert work.slots.length >= capacity;
        this.slots = new int[capacity];
        this.xs = new int[capacity];
        this.ys = new int[capacity];
        this.zs = new int[capacity];
        this.work = work;
    }

    /// Writer: forgets all points.
    public final void clear() {
        count = 0;
    }

    /// Writer: adds a point; not more than the capacity.
    public final void add(int slot, int x, int y, int z) {
        assert Math.max(Math.max(x, y), z) <= MAX_COORDINATE : x + " " + y + " " + z;
        assert Math.min(Math.min(x, y), z) >= -MAX_COORDINATE : x + " " + y + " " + z;
        int at = count++;
        work.slots[at] = slot;
        work.xs[at] = x;
        work.ys[at] = y;
        work.zs[at] = z;
    }

    /// Writer: makes the index ready to be asked.
    public abstract void build();

    /// {@return the number of points}
    public final int count() {
        return count;
    }

    /// Has the query scan runs of points, no point twice, among them every point within the query's
    /// box.
    abstract void overlap(NeighbourQuery query);

    /// Has the query scan runs of points, no point twice, among them every point that the query can
    /// still keep; the sooner the near ones, the better.
    abstract void approach(NeighbourQuery query);
}
