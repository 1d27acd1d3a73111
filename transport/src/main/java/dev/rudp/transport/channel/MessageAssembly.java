package dev.rudp.transport.channel;

import dev.rudp.transport.buffer.BufferPool;
import org.jspecify.annotations.Nullable;

/// A message that is being put together, in a buffer of the shared pool that grows. Owner: the
/// shard thread.
final class MessageAssembly {
    private final BufferPool pool;
    private byte @Nullable [] buffer;
    private int length;

    MessageAssembly(BufferPool pool) {
        this.pool = pool;
    }

    /// Adds bytes at the end.
    ///
    /// @return false when the pool is used up; then nothing changed
    boolean add(byte[] source, int offset, int count) {
        byte[] target = buffer;
        if (target == null || target.length < length + count) {
            byte[] larger = pool.take(Math.max(length + count, 2 * MessageFrame.PIECE_BYTES));
            if (larger == null) {
                return false;
            }
            if (target != null) {
                System.arraycopy(target, 0, larger, 0, length);
                pool.give(target);
            }
            target = larger;
            buffer = larger;
        }
        System.arraycopy(source, offset, target, length, count);
        length += count;
        return true;
    }

    void deliver(int channel, MessageSink sink) {
        byte[] whole = buffer;
        if (whole != null) {
            sink.onMessage(channel, whole, 0, length);
        }
        release();
    }

    void release() {
        byte[] old = buffer;
        if (old != null) {
            pool.give(old);
            buffer = null;
        }
        length = 0;
    }

    int length() {
        return length;
    }
}
