package dev.rudp.engine.space;

import java.util.Arrays;

/// A linear quadtree or octree: points sorted by the Morton code of their cell, so that every
/// square (or cube) of the tree is one contiguous range, found by bisection; the tree itself is
/// never stored. One bit of the code at a time halves a cell along x, then y (then z).
///
/// The outermost cell is the bounding square (cube) of the points; the finest is 1/32768 (1/1024)
/// of its side.
///
/// Source: Gargantini, "An effective way to represent quadtrees", CACM 25 (12), 1982; Morton, 1966.
final class MortonTree extends SpatialIndex {
    /// 2 × 15 and 3 × 10 make a positive int.
    static final int CODE_BITS = 30;

    private static final int RADIX_BITS = 10;
    static final int RADIX = 1 << RADIX_BITS;

    /// Ranges of at most this many points are scanned rather than split.
    private static final int LEAF = 16;

    private final int dimensions;
    final int[] codes;
    private int minX;
    private int minY;
    private int minZ;
    private int maxZ;
    int shift;

    private MortonTree(int capacity, int dimensions, Workspace work) {
        super(capacity, work);
        this.dimensions = dimensions;
        this.codes = new int[capacity];
    }

    /// {@return a tree over x and y}
    static MortonTree quadtree(int capacity, Workspace work) {
        return new MortonTree(capacity, 2, work);
    }

    /// {@return a tree over x, y and z}
    static MortonTree octree(int capacity, Workspace work) {
        return new MortonTree(capacity, 3, work);
    }

    @Override
    public void build() {
        bound();
        long[] keys = work.keys;
        for (int i = 0; i < count; i++) {
            int cellX = (work.xs[i] - minX) >> shift;
            int cellY = (work.ys[i] - minY) >> shift;
            int code =
                    dimensions == 2
                            ? spread2(cellX) | (spread2(cellY) << 1)
                            : spread3(cellX)
                                    | (spread3(cellY) << 1)
                                    | (spread3((work.zs[i] - minZ) >> shift) << 2);
            keys[i] = ((long) code << 32) | i;
        }
        long[] sorted = sort();
        for (int i = 0; i < count; i++) {
            int at = (int) sorted[i];
            codes[i] = (int) (sorted[i] >>> 32);
            slots[i] = work.slots[at];
            xs[i] = work.xs[at];
            ys[i] = work.ys[at];
            zs[i] = work.zs[at];
        }
    }

    @Override
    void overlap(NeighbourQuery query) {
        overlapIn(query, 0, count, CODE_BITS, 0, 0, 0, 0);
    }

    @Override
    void approach(NeighbourQuery query) {
        approachIn(query, 0, count, CODE_BITS, 0, 0, 0, 0);
    }

    /// @param bits how many bits of the code are not decided yet: the lowest ones
    /// @param code of the first finest cell in this cell, which is `(cellX, cellY, cellZ)`
    private void overlapIn(
            NeighbourQuery query,
            int from,
            int to,
            int bits,
            int code,
            int cellX,
            int cellY,
            int cellZ) {
        if (to - from <= LEAF || bits == 0) {
            query.scan(this, from, to);
            return;
        }
        int bit = bits - 1;
        int axis = bit % dimensions;
        int half = 1 << (bit / dimensions);
        int upperX = axis == 0 ? cellX + half : cellX;
        int upperY = axis == 1 ? cellY + half : cellY;
        int upperZ = axis == 2 ? cellZ + half : cellZ;
        long border =
                switch (axis) {
                    case 0 -> minX + ((long) upperX << shift);
                    case 1 -> minY + ((long) upperY << shift);
                    default -> minZ + ((long) upperZ << shift);
                };
        int upper = code | (1 << bit);
        int middle = split(from, to, upper);
        if (query.min(axis) < border && from < middle) {
            overlapIn(query, from, middle, bit, code, cellX, cellY, cellZ);
        }
        if (query.max(axis) >= border && middle < to) {
            overlapIn(query, middle, to, bit, upper, upperX, upperY, upperZ);
        }
    }

    private void approachIn(
            NeighbourQuery query,
            int from,
            int to,
            int bits,
            int code,
            int cellX,
            int cellY,
            int cellZ) {
        if (from >= to || isOutOfReach(query, bits, cellX, cellY, cellZ)) {
            return;
        }
        if (to - from <= LEAF || bits == 0) {
            query.scan(this, from, to);
            return;
        }
        int bit = bits - 1;
        int axis = bit % dimensions;
        int half = 1 << (bit / dimensions);
        int upperX = axis == 0 ? cellX + half : cellX;
        int upperY = axis == 1 ? cellY + half : cellY;
        int upperZ = axis == 2 ? cellZ + half : cellZ;
        boolean upperFirst =
                switch (axis) {
                    case 0 -> query.centreX >= minX + ((long) upperX << shift);
                    case 1 -> query.centreY >= minY + ((long) upperY << shift);
                    default -> query.centreZ >= minZ + ((long) upperZ << shift);
                };
        int upper = code | (1 << bit);
        int middle = split(from, to, upper);
        // The half of the centre first: the bound shrinks early.
        if (upperFirst) {
            approachIn(query, middle, to, bit, upper, upperX, upperY, upperZ);
        }
        approachIn(query, from, middle, bit, code, cellX, cellY, cellZ);
        if (!upperFirst) {
            approachIn(query, middle, to, bit, upper, upperX, upperY, upperZ);
        }
    }

    private boolean isOutOfReach(NeighbourQuery query, int bits, int cellX, int cellY, int cellZ) {
        long left = minX + ((long) cellX << shift);
        long bottom = minY + ((long) cellY << shift);
        long right = left + reach(bits, 0);
        long top = bottom + reach(bits, 1);
        if (dimensions == 2) {
            return query.isOutOfReach(left, right, bottom, top, minZ, maxZ);
        }
        long floor = minZ + ((long) cellZ << shift);
        return query.isOutOfReach(left, right, bottom, top, floor, floor + reach(bits, 2));
    }

    /// {@return the distance along an axis from the first to the last step of a cell with so many
    /// undecided bits}
    private long reach(int bits, int axis) {
        return (1L << ((bits - axis + dimensions - 1) / dimensions + shift)) - 1;
    }

    /// {@return the first position in `[from, to)` whose code is at least `code`}
    private int split(int from, int to, int code) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (codes[middle] < code) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void bound() {
        int lowX = Integer.MAX_VALUE;
        int lowY = Integer.MAX_VALUE;
        int lowZ = Integer.MAX_VALUE;
        int highX = Integer.MIN_VALUE;
        int highY = Integer.MIN_VALUE;
        int highZ = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            lowX = Math.min(lowX, work.xs[i]);
            lowY = Math.min(lowY, work.ys[i]);
            lowZ = Math.min(lowZ, work.zs[i]);
            highX = Math.max(highX, work.xs[i]);
            highY = Math.max(highY, work.ys[i]);
            highZ = Math.max(highZ, work.zs[i]);
        }
        minX = count == 0 ? 0 : lowX;
        minY = count == 0 ? 0 : lowY;
        minZ = count == 0 ? 0 : lowZ;
        maxZ = count == 0 ? 0 : highZ;
        int side = count == 0 ? 0 : Math.max(highX - lowX, highY - lowY);
        if (dimensions == 3) {
            side = Math.max(side, maxZ - minZ);
        }
        shift =
                Math.max(
                        0,
                        Integer.SIZE - Integer.numberOfLeadingZeros(side) - CODE_BITS / dimensions);
    }

    /// Sorts the workspace's keys by their codes, stably; {@return the array that holds the result}
    private long[] sort() {
        long[] from = work.keys;
        long[] to = work.swap;
        for (int bit = 32; bit < 32 + CODE_BITS; bit += RADIX_BITS) {
            if (radixPass(from, to, bit)) {
                long[] other = from;
                from = to;
                to = other;
            }
        }
        return from;
    }

    /// One stable counting pass by ten bits; {@return false, having done nothing, when all keys
    /// agree in them}
    private boolean radixPass(long[] from, long[] to, int bit) {
        int[] digits = work.digits;
        Arrays.fill(digits, 0);
        for (int i = 0; i < count; i++) {
            digits[(int) (from[i] >>> bit) & (RADIX - 1)]++;
        }
        if (count == 0 || digits[(int) (from[0] >>> bit) & (RADIX - 1)] == count) {
            return false;
        }
        int start = 0;
        for (int i = 0; i < RADIX; i++) {
            int size = digits[i];
            digits[i] = start;
            start += size;
        }
        for (int i = 0; i < count; i++) {
            to[digits[(int) (from[i] >>> bit) & (RADIX - 1)]++] = from[i];
        }
        return true;
    }

    /// Spreads 15 bits to every second of 30.
    private static int spread2(int value) {
        int v = value;
        v = (v | (v << 8)) & 0x00FF00FF;
        v = (v | (v << 4)) & 0x0F0F0F0F;
        v = (v | (v << 2)) & 0x33333333;
        v = (v | (v << 1)) & 0x55555555;
        return v;
    }

    /// Spreads 10 bits to every third of 30.
    private static int spread3(int value) {
        int v = value;
        v = (v | (v << 16)) & 0x030000FF;
        v = (v | (v << 8)) & 0x0300F00F;
        v = (v | (v << 4)) & 0x030C30C3;
        v = (v | (v << 2)) & 0x09249249;
        return v;
    }
}
