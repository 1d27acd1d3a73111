package dev.rudp.transport.channel;

import dev.rudp.transport.buffer.BufferPool;
import org.jspecify.annotations.Nullable;

/// Received pieces that wait, by number, in buffers of the shared pool: a ring that is made when
/// the first piece has to wait. Owner: the shard thread.
final class HeldPieces {
    private static final int HELD = 0x80;
    private static final int DELIVERED = 0x40;

    private final BufferPool pool;
    private final int capacity;
    private final int bytesMax;
    private byte[] @Nullable [] buffer = new byte[0][];
    private short[] length = new short[0];

    /// Of the frame, and one of the two above.
    private byte[] flags = new byte[0];

    private int count;
    private int bytes;

    /// @param pieces how many numbers apart two pieces here can be
    /// @param bytesMax more is not held
    HeldPieces(BufferPool pool, int pieces, int bytesMax) {
        this.pool = pool;
        this.bytesMax = bytesMax;
        capacity = Integer.highestOneBit(pieces - 1) * 2;
    }

    void reset() {
        for (int i = 0; i < flags.length; i++) {
            drop(i);
            flags[i] = 0;
        }
    }

    /// Keeps a copy of a piece that is not here yet.
    ///
    /// @return false when there is no room for it
    boolean hold(MessageFrame frame, byte[] source) {
        make();
        int slot = slot(frame.sequence());
        assert flags[slot] == 0;
        if (!frame.isVoid()) {
            if (bytes + frame.length() > bytesMax) {
                return false;
            }
            byte[] target = pool.take(frame.length());
            if (target == null) {
                return false;
            }
            System.arraycopy(source, frame.offset(), target, 0, frame.length());
            buffer[slot] = target;
            bytes += frame.length();
        }
        length[slot] = (short) frame.length();
        flags[slot] = (byte) (frame.flags() | HELD);
        count++;
        return true;
    }

    /// Notes that a piece needs to be held no more, or never had to.
    void deliver(int sequence, int pieceBytes) {
        make();
        int slot = slot(sequence);
        drop(slot);
        length[slot] = (short) pieceBytes;
        flags[slot] = (byte) DELIVERED;
    }

    /// Forgets a piece.
    void clear(int sequence) {
        if (flags.length > 0) {
            int slot = slot(sequence);
            drop(slot);
            flags[slot] = 0;
        }
    }

    boolean isHeld(int sequence) {
        return count > 0 && (flags[slot(sequence)] & HELD) != 0;
    }

    boolean isDelivered(int sequence) {
        return flags.length > 0 && (flags[slot(sequence)] & DELIVERED) != 0;
    }

    /// {@return the frame's flags of a held piece}
    int flags(int sequence) {
        return flags[slot(sequence)] & ~(HELD | DELIVERED);
    }

    int length(int sequence) {
        return length[slot(sequence)];
    }

    /// {@return the bytes of a held piece; null for a void one}
    byte @Nullable [] buffer(int sequence) {
        return buffer[slot(sequence)];
    }

    int count() {
        return count;
    }

    int bytes() {
        return bytes;
    }

    private void drop(int slot) {
        if ((flags[slot] & HELD) == 0) {
            return;
        }
        count--;
        byte[] old = buffer[slot];
        if (old != null) {
            bytes -= length[slot];
            pool.give(old);
            buffer[slot] = null;
        }
    }

    private void make() {
        if (flags.length == 0) {
            buffer = new byte[capacity][];
            length = new short[capacity];
            flags = new byte[capacity];
        }
    }

    private int slot(int sequence) {
        return sequence & (capacity - 1);
    }
}
