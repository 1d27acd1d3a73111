package dev.rudp.engine.space;

import java.util.Arrays;

/// A grid of equal squares, without bounds: the plane is folded onto a torus of buckets, about as
/// many as there are points, and a point lies in the bucket of its column and row modulo the
/// torus's. That is a hash function which keeps neighbours together: the buckets of adjacent cells
/// of a row are adjacent, so a question scans one run of points per row of cells it covers (two
/// where the torus closes). Far cells that share a bucket cost comparisons and change no answer.
/// Points are put in order by counting.
///
/// Building costs three passes over the points and one over the buckets. z is compared, never
/// indexed.
final class HashGrid extends SpatialIndex {
    private static final int MIN_BUCKET_BITS = 4;
    private static final int MAX_SHIFT = 26;

    private final int shift;
    private final int maxBucketBits;

    /// The points of bucket `b` are `[starts[b], starts[b + 1])`.
    final int[] starts;

    /// Columns are 2 to the lower half of this, rows 2 to the upper. One field, so that whoever
    /// reads it while it is rewritten reads numbers that belong together.
    int layout;

    /// @param cellSteps the wanted side of a cell, in steps; the nearest power of two is taken
    HashGrid(int capacity, double cellSteps, Workspace work) {
        super(capacity, work);
        this.shift = shiftOf(cellSteps);
        this.maxBucketBits = bucketBits(capacity);
        this.starts = new int[(1 << maxBucketBits) + 1];
        this.layout = layout(MIN_BUCKET_BITS);
    }

    @Override
    public void build() {
        int bits = Math.min(maxBucketBits, bucketBits(count));
        layout = layout(bits);
        int buckets = 1 << bits;
        int columnBits = columnBits(layout);
        int columnMask = (1 << columnBits) - 1;
        int rowMask = (1 << rowBits(layout)) - 1;
        int[] cells = work.cells;
        Arrays.fill(starts, 0, buckets + 1, 0);
        for (int i = 0; i < count; i++) {
            int column = (work.xs[i] >> shift) & columnMask;
            int row = (work.ys[i] >> shift) & rowMask;
            cells[i] = (row << columnBits) | column;
        }
        for (int i = 0; i < count; i++) {
            starts[cells[i]]++;
        }
        int end = 0;
        for (int bucket = 0; bucket <= buckets; bucket++) {
            end += starts[bucket];
            starts[bucket] = end;
        }
        // Backwards, so that what was the end of a bucket becomes its start and the order stays.
        for (int i = count - 1; i >= 0; i--) {
            int at = --starts[cells[i]];
            slots[at] = work.slots[i];
            xs[at] = work.xs[i];
            ys[at] = work.ys[i];
            zs[at] = work.zs[i];
        }
    }

    @Override
    void overlap(NeighbourQuery query) {
        int layout = this.layout;
        long left = query.min(0) >> shift;
        long right = query.max(0) >> shift;
        long bottom = query.min(1) >> shift;
        long rows = Math.min((query.max(1) >> shift) - bottom + 1, 1L << rowBits(layout));
        for (long row = bottom; row < bottom + rows; row++) {
            scanRow(query, layout, row, left, right);
        }
    }

    @Override
    void approach(NeighbourQuery query) {
        if (query.isRay()) {
            followRay(query);
        } else {
            widen(query);
        }
    }

    /// Looks at squares of cells around the centre, each a ring wider, until all outside are too
    /// far; or at everything, once the square would meet itself on the torus.
    private void widen(NeighbourQuery query) {
        int layout = this.layout;
        int most = 1 << Math.min(columnBits(layout), rowBits(layout));
        long column = query.centreX >> shift;
        long row = query.centreY >> shift;
        for (int ring = 0; 2 * ring < most; ring++) {
            scanRow(query, layout, row + ring, column - ring, column + ring);
            for (long side = row + ring - 1; side > row - ring; side--) {
                scanRow(query, layout, side, column - ring, column - ring);
                scanRow(query, layout, side, column + ring, column + ring);
            }
            if (ring > 0) {
                scanRow(query, layout, row - ring, column - ring, column + ring);
            }
            long left = query.centreX - ((column - ring) << shift);
            long right = ((column + ring + 1) << shift) - 1 - query.centreX;
            long bottom = query.centreY - ((row - ring) << shift);
            long top = ((row + ring + 1) << shift) - 1 - query.centreY;
            long outside = Math.min(Math.min(left, right), Math.min(bottom, top)) + 1;
            if (outside * outside > query.bound()) {
                return;
            }
        }
        query.restart();
        query.scan(this, 0, count);
    }

    /// Looks at the cells that the ray's tube touches, row by row from where it starts.
    private void followRay(NeighbourQuery query) {
        int layout = this.layout;
        long bottom = query.min(1) >> shift;
        long top = query.max(1) >> shift;
        if (top - bottom >= 1L << rowBits(layout)) {
            query.scan(this, 0, count);
            return;
        }
        boolean isUpward = query.rayY >= 0;
        for (long i = 0; i <= top - bottom; i++) {
            long row = isUpward ? bottom + i : top - i;
            long low = row << shift;
            long high = low + (1L << shift) - 1;
            long away = isUpward ? low - query.centreY : query.centreY - high;
            if (away > 0 && away * away > query.bound()) {
                return;
            }
            long first = query.rayMinX(low, high);
            long last = query.rayMaxX(low, high);
            scanRow(query, layout, row, first >> shift, last >> shift);
        }
    }

    /// Scans the cells `[left, right]` of one row.
    private void scanRow(NeighbourQuery query, int layout, long row, long left, long right) {
        int columnBits = columnBits(layout);
        int columns = 1 << columnBits;
        int base = ((int) row & ((1 << rowBits(layout)) - 1)) << columnBits;
        if (right - left >= columns - 1) {
            query.scan(this, starts[base], starts[base + columns]);
            return;
        }
        int from = base + ((int) left & (columns - 1));
        int to = base + ((int) right & (columns - 1));
        if (left > right) {
            return;
        }
        if (from <= to) {
            query.scan(this, starts[from], starts[to + 1]);
        } else {
            query.scan(this, starts[from], starts[base + columns]);
            query.scan(this, starts[base], starts[to + 1]);
        }
    }

    private static int shiftOf(double cellSteps) {
        int shift = 0;
        while (shift < MAX_SHIFT && (1L << (shift + 1)) <= cellSteps * Math.sqrt(2)) {
            shift++;
        }
        return shift;
    }

    /// {@return the bits of the number of buckets for so many points: at least as many buckets}
    private static int bucketBits(int points) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, points - 1));
        return Math.max(MIN_BUCKET_BITS, bits);
    }

    static int layout(int bucketBits) {
        return (bucketBits / 2) << 16 | (bucketBits + 1) / 2;
    }

    private static int columnBits(int layout) {
        return layout & 0xFFFF;
    }

    private static int rowBits(int layout) {
        return layout >>> 16;
    }
}
