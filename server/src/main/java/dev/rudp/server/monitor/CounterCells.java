package dev.rudp.server.monitor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A few 64-bit counters of one writer, readable from any thread. Writes are opaque: never torn,
/// seen soon, and no dearer than a plain store; no reader can slow the writer down. Both ends are
/// padded by 128 bytes (two cache lines, as the prefetcher fetches pairs), so that two owners'
/// cells never share a line.
final class CounterCells {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PADDING = 16;

    private final long[] cells;

    CounterCells(int count) {
        cells = new long[PADDING + count + PADDING];
    }

    /// Owner only.
    void add(int index, long delta) {
        LONGS.setOpaque(cells, PADDING + index, cells[PADDING + index] + delta);
    }

    /// Owner only.
    void set(int index, long value) {
        LONGS.setOpaque(cells, PADDING + index, value);
    }

    /// Any thread.
    long value(int index) {
        return (long) LONGS.getOpaque(cells, PADDING + index);
    }
}
