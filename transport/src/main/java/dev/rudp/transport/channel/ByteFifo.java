package dev.rudp.transport.channel;

import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.wire.ByteWriter;
import org.jspecify.annotations.Nullable;

/// Bytes that wait, first in, first out, in a ring that grows from the shared pool and goes back to
/// it as soon as it is empty. Positions count all bytes ever added. Owner: the shard thread.
final class ByteFifo {
    private static final int BYTES_MIN = 1_024;

    private final BufferPool pool;
    private byte @Nullable [] ring;
    private long head;
    private long tail;

    ByteFifo(BufferPool pool) {
        this.pool = pool;
    }

    void reset() {
        releaseRing();
        head = 0;
        tail = 0;
    }

    /// Copies the bytes to the end.
    ///
    /// @return false when the pool is used up; then nothing changed
    boolean add(byte[] source, int offset, int length) {
        byte[] target = ring;
        if (target == null || target.length - size() < length) {
            target = grow(size() + length);
            if (target == null) {
                return false;
            }
        }
        int at = (int) tail & (target.length - 1);
        int first = Math.min(length, target.length - at);
        System.arraycopy(source, offset, target, at, first);
        System.arraycopy(source, offset + first, target, 0, length - first);
        tail += length;
        return true;
    }

    /// Writes bytes that are still here, without removing them.
    void copyTo(ByteWriter out, long position, int length) {
        byte[] source = ring;
        if (source == null) {
            assert length == 0;
            return;
        }
        assert position >= head && position + length <= tail;
        int at = (int) position & (source.length - 1);
        int first = Math.min(length, source.length - at);
        out.bytes(source, at, first);
        out.bytes(source, 0, length - first);
    }

    /// Adds bytes that are still here, times `factor` in [Gf256], to those of `target`.
    void addScaledTo(byte[] target, int targetAt, long position, int length, int factor) {
        byte[] source = ring;
        if (source == null) {
            assert length == 0;
            return;
        }
        assert position >= head && position + length <= tail;
        int at = (int) position & (source.length - 1);
        int first = Math.min(length, source.length - at);
        Gf256.addScaled(target, targetAt, source, at, first, factor);
        Gf256.addScaled(target, targetAt + first, source, 0, length - first, factor);
    }

    /// Removes the oldest bytes.
    void remove(int length) {
        head += length;
        assert head <= tail;
        if (head == tail) {
            releaseRing();
        }
    }

    int size() {
        return (int) (tail - head);
    }

    /// {@return the position of the next byte added}
    long tail() {
        return tail;
    }

    private byte @Nullable [] grow(int needed) {
        byte[] larger = pool.take(Math.max(needed, BYTES_MIN));
        byte[] old = ring;
        if (larger != null && old != null) {
            for (long i = head; i < tail; ) {
                int from = (int) i & (old.length - 1);
                int to = (int) i & (larger.length - 1);
                int run =
                        Math.min((int) (tail - i), Math.min(old.length - from, larger.length - to));
                System.arraycopy(old, from, larger, to, run);
                i += run;
            }
            pool.give(old);
        }
        if (larger != null) {
            ring = larger;
        }
        return larger;
    }

    private void releaseRing() {
        byte[] old = ring;
        if (old != null) {
            pool.give(old);
            ring = null;
        }
    }
}
