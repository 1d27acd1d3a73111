package dev.rudp.engine.space;

import java.util.Arrays;

/// A linear quadtree: points sorted by the Morton code of their cell, so that every square of a
/// quadtree is one contiguous range. Coordinates are quantised steps within the bounds given at
/// construction; the finest cell is 1/32768 of the larger side. Build it with [#clear()],
/// [#add(int, int, int)] and [#sort()]; afterwards any thread may read it through its own
/// [NeighbourQuery]. No allocation after construction.
///
/// Source: Gargantini, "An effective way to represent quadtrees", CACM 25 (12), 1982; Morton, 1966.
public final class SpatialIndex {
    /// Cells per axis are 2 to this: two codes of 15 bits make a positive int.
    static final int LEVELS = 15;

    private static final int RADIX_BITS = 10;
    private static final int RADIX = 1 << RADIX_BITS;

    final int minX;
    final int minY;
    final int shift;

    /// In Morton order, valid up to [#count].
    final int[] codes;

    final int[] slots;
    final int[] xs;
    final int[] ys;
    int count;

    private final Workspace work;

    /// What sorting needs beside the result; may serve any number of indexes of one writer thread.
    public static final class Workspace {
        private final int[] slots;
        private final int[] xs;
        private final int[] ys;
        private final long[] keys;
        private final long[] swap;
        private final int[] buckets = new int[RADIX];

        public Workspace(int capacity) {
            this.slots = new int[capacity];
            this.xs = new int[capacity];
            this.ys = new int[capacity];
            this.keys = new long[capacity];
            this.swap = new long[capacity];
        }
    }

    /// @param capacity the most points
    /// @param work scratch of at least that capacity
    public SpatialIndex(int capacity, int minX, int maxX, int minY, int maxY, Workspace work) {
        assert work.slots.length >= capacity;
        this.minX = minX;
        this.minY = minY;
        long side = Math.max((long) maxX - minX, (long) maxY - minY);
        this.shift = Math.max(0, 64 - Long.numberOfLeadingZeros(side) - LEVELS);
        this.codes = new int[capacity];
        this.slots = new int[capacity];
        this.xs = new int[capacity];
        this.ys = new int[capacity];
        this.work = work;
    }

    /// Writer: forgets all points.
    public void clear() {
        count = 0;
    }

    /// Writer: adds a point within the bounds; points of one cell keep the order of adding.
    public void add(int slot, int x, int y) {
        int at = count++;
        work.slots[at] = slot;
        work.xs[at] = x;
        work.ys[at] = y;
        int code = code((x - minX) >> shift, (y - minY) >> shift);
        work.keys[at] = ((long) code << 32) | at;
    }

    /// Writer: makes the index ready to be queried.
    public void sort() {
        long[] from = work.keys;
        long[] to = work.swap;
        for (int pass = 0; pass < 3; pass++) {
            if (radixPass(from, to, 32 + pass * RADIX_BITS)) {
                long[] other = from;
                from = to;
                to = other;
            }
        }
        for (int i = 0; i < count; i++) {
            int at = (int) from[i];
            codes[i] = (int) (from[i] >>> 32);
            slots[i] = work.slots[at];
            xs[i] = work.xs[at];
            ys[i] = work.ys[at];
        }
    }

    /// {@return the number of points}
    public int count() {
        return count;
    }

    /// One stable counting pass by ten bits; {@return false, having done nothing, when all keys
    /// agree in them}
    private boolean radixPass(long[] from, long[] to, int bit) {
        int[] buckets = work.buckets;
        Arrays.fill(buckets, 0);
        for (int i = 0; i < count; i++) {
            buckets[(int) (from[i] >>> bit) & (RADIX - 1)]++;
        }
        if (count == 0 || buckets[(int) (from[0] >>> bit) & (RADIX - 1)] == count) {
            return false;
        }
        int start = 0;
        for (int i = 0; i < RADIX; i++) {
            int size = buckets[i];
            buckets[i] = start;
            start += size;
        }
        for (int i = 0; i < count; i++) {
            to[buckets[(int) (from[i] >>> bit) & (RADIX - 1)]++] = from[i];
        }
        return true;
    }

    /// {@return the Morton code of a cell}
    static int code(int cellX, int cellY) {
        return interleave(cellX) | (interleave(cellY) << 1);
    }

    /// Spreads 15 bits to the even positions of 30.
    private static int interleave(int value) {
        int v = value;
        v = (v | (v << 8)) & 0x00FF00FF;
        v = (v | (v << 4)) & 0x0F0F0F0F;
        v = (v | (v << 2)) & 0x33333333;
        v = (v | (v << 1)) & 0x55555555;
        return v;
    }
}
