package dev.rudp.transport.ack;

import dev.rudp.transport.buffer.BufferPool;
import org.jspecify.annotations.Nullable;

/// Sends one long packet as fragments, a datagram at a time. Owner: the shard thread.
///
/// Use: [#begin] gives room, write the packet's bytes there, [#commit], then [#next] until
/// [#isIdle()].
public final class PacketFragmenter {
    private final BufferPool pool;
    private final FragmentHeader fragmentHeader = new FragmentHeader();
    private byte @Nullable [] packet;
    private int packetBytes;
    private int sequence;
    private int ack;
    private int ackBits;
    private int nextId;
    private int count;

    public PacketFragmenter(BufferPool pool) {
        this.pool = pool;
    }

    /// Gives up what was not sent yet.
    public void reset() {
        byte[] old = packet;
        if (old != null) {
            pool.give(old);
        }
        packet = null;
        count = 0;
        nextId = 0;
    }

    /// {@return room for a packet of `bytes`, or null when the pool is used up}; only when idle
    public byte @Nullable [] begin(int bytes) {
        assert isIdle() && bytes <= FragmentHeader.COUNT_MAX * FragmentHeader.FRAGMENT_BYTES;
        reset();
        packet = pool.take(bytes);
        return packet;
    }

    /// Makes the bytes written since [#begin] ready to go, under this header.
    public void commit(PacketHeader header, int bytes) {
        assert packet != null && bytes > 0;
        sequence = header.sequence();
        ack = header.ack();
        ackBits = header.ackBits();
        packetBytes = bytes;
        count = (bytes + FragmentHeader.FRAGMENT_BYTES - 1) / FragmentHeader.FRAGMENT_BYTES;
        nextId = 0;
    }

    /// Writes the next fragment.
    ///
    /// @return its bytes, at most 5 + 9 + 1,024; 0 when idle
    public int next(byte[] out, int offset, PacketHeader scratch) {
        byte[] source = packet;
        if (source == null || isIdle()) {
            return 0;
        }
        fragmentHeader.set(sequence, nextId, count);
        fragmentHeader.write(out, offset);
        int at = offset + FragmentHeader.BYTES;
        if (nextId == 0) {
            scratch.set(sequence, ack, ackBits);
            at += scratch.write(out, at);
        }
        int from = nextId * FragmentHeader.FRAGMENT_BYTES;
        int length = Math.min(FragmentHeader.FRAGMENT_BYTES, packetBytes - from);
        System.arraycopy(source, from, out, at, length);
        nextId++;
        if (isIdle()) {
            reset();
        }
        return at + length - offset;
    }

    public boolean isIdle() {
        return nextId >= count;
    }
}
