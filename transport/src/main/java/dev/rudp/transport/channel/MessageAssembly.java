package dev.rudp.transport.channel;

import dev.rudp.transport.buffer.BufferPool;
import org.jspecify.annotations.Nullable;

/// A message that is being put together, in a buffer of the shared pool that grows. Owner: the
/// shard thread.
final class MessageAssembly {
    private final BufferPool pool;
    private byte @Nullable [] buffer;
    private int length;
    private boolean compressed;

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

    /// Says, before the first bytes, whether they are a compressed message's.
    void begin(boolean isCompressed) {
        compressed = isCompressed;
    }

    /// Delivers what was added, and releases it.
    ///
    /// @return false when it is compressed, and malformed
    boolean deliver(ChannelSpec spec, MessagePacker packer, MessageSink sink) {
        byte[] whole = buffer;
        boolean good = whole == null || packer.deliver(spec, whole, 0, length, compressed, sink);
        release();
        return good;
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
