package dev.rudp.transport.channel;

import dev.rudp.transport.ack.Sequence16;
import dev.rudp.transport.buffer.BufferPool;
import org.jspecify.annotations.Nullable;

/// Puts pieces in order and messages together. A whole message that comes in turn is delivered from
/// the packet itself; only what must wait is copied, into buffers of the shared pool.
///
/// Holds at most one message in the making, and the pieces of one [OrderedWindow]. A peer that
/// sends a longer message than declared has broken its word: from then on everything is refused.
/// Owner: the shard thread.
final class OrderedReceiver implements ReceivingChannel {
    private static final int MASK = OrderedWindow.PIECES - 1;

    private final ChannelSpec spec;
    private final BufferPool pool;

    /// The next piece in turn.
    private int next;

    // Pieces that came before their turn, by their number; made when the first such piece comes.
    private byte[] @Nullable [] waiting = new byte[0][];
    private short[] waitingLength = new short[0];
    private boolean[] waitingMore = new boolean[0];
    private int waitingCount;
    private int waitingBytes;

    /// The message in the making.
    private byte @Nullable [] assembly;

    private int assemblyBytes;
    private boolean broken;
    private long dropped;

    OrderedReceiver(ChannelSpec spec, BufferPool pool) {
        this.spec = spec;
        this.pool = pool;
    }

    @Override
    public void reset() {
        for (int i = 0; i < waiting.length && waitingCount > 0; i++) {
            byte[] buffer = waiting[i];
            if (buffer != null) {
                pool.give(buffer);
                waiting[i] = null;
                waitingCount--;
            }
        }
        releaseAssembly();
        next = 0;
        waitingBytes = 0;
        broken = false;
        dropped = 0;
    }

    @Override
    public boolean isPossible(MessageFrame frame) {
        return frame.length() <= Math.min(MessageFrame.PIECE_BYTES, spec.maxMessageBytes())
                && (!frame.more() || frame.length() == MessageFrame.PIECE_BYTES);
    }

    @Override
    public boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink) {
        int ahead = Sequence16.distance(frame.sequence(), next);
        if (ahead < 0) {
            dropped++;
            // It may have come back because memory for what follows it was missing.
            return drain(sink);
        }
        if (broken || ahead >= OrderedWindow.PIECES) {
            return false;
        }
        if (ahead > 0) {
            return hold(frame, bytes);
        }
        if (!take(bytes, frame.offset(), frame.length(), frame.more(), sink)) {
            return false;
        }
        return drain(sink);
    }

    @Override
    public long touch() {
        return next;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public int heldBytes() {
        return waitingBytes + assemblyBytes;
    }

    private boolean hold(MessageFrame frame, byte[] bytes) {
        if (waiting.length == 0) {
            waiting = new byte[OrderedWindow.PIECES][];
            waitingLength = new short[OrderedWindow.PIECES];
            waitingMore = new boolean[OrderedWindow.PIECES];
        }
        int slot = frame.sequence() & MASK;
        if (waiting[slot] != null) {
            dropped++;
            return true;
        }
        if (waitingBytes + frame.length() > OrderedWindow.BYTES) {
            return false;
        }
        byte[] buffer = pool.take(frame.length());
        if (buffer == null) {
            return false;
        }
        System.arraycopy(bytes, frame.offset(), buffer, 0, frame.length());
        waiting[slot] = buffer;
        waitingLength[slot] = (short) frame.length();
        waitingMore[slot] = frame.more();
        waitingCount++;
        waitingBytes += frame.length();
        return true;
    }

    /// Takes the pieces that waited for the one just taken.
    private boolean drain(MessageSink sink) {
        while (waitingCount > 0) {
            int slot = next & MASK;
            byte[] buffer = waiting[slot];
            if (buffer == null) {
                return true;
            }
            if (!take(buffer, 0, waitingLength[slot], waitingMore[slot], sink)) {
                // Only the memory for the message is missing: the piece stays, and the packet that
                // is being read is not acknowledged, so that its sender comes back.
                return false;
            }
            waiting[slot] = null;
            waitingCount--;
            waitingBytes -= waitingLength[slot];
            pool.give(buffer);
        }
        return true;
    }

    /// Takes the piece in turn: delivers, or adds to the message in the making.
    private boolean take(byte[] bytes, int offset, int length, boolean more, MessageSink sink) {
        if (assemblyBytes == 0 && !more) {
            next = Sequence16.plus(next, 1);
            sink.onMessage(spec.id(), bytes, offset, length);
            return true;
        }
        if (assemblyBytes + length > spec.maxMessageBytes()) {
            broken = true;
            return false;
        }
        byte[] target = roomFor(assemblyBytes + length);
        if (target == null) {
            return false;
        }
        System.arraycopy(bytes, offset, target, assemblyBytes, length);
        assemblyBytes += length;
        next = Sequence16.plus(next, 1);
        if (!more) {
            sink.onMessage(spec.id(), target, 0, assemblyBytes);
            releaseAssembly();
        }
        return true;
    }

    private byte @Nullable [] roomFor(int messageBytes) {
        byte[] old = assembly;
        if (old != null && old.length >= messageBytes) {
            return old;
        }
        byte[] larger = pool.take(Math.max(messageBytes, 2 * MessageFrame.PIECE_BYTES));
        if (larger != null) {
            if (old != null) {
                System.arraycopy(old, 0, larger, 0, assemblyBytes);
                pool.give(old);
            }
            assembly = larger;
        }
        return larger;
    }

    private void releaseAssembly() {
        byte[] old = assembly;
        if (old != null) {
            pool.give(old);
            assembly = null;
        }
        assemblyBytes = 0;
    }
}
