package dev.rudp.transport.channel;

import dev.rudp.transport.ack.Sequence16;
import dev.rudp.transport.buffer.BufferPool;

/// Puts pieces in order and messages together. A whole message that comes in turn is delivered from
/// the packet itself; only what must wait is copied, into buffers of the shared pool.
///
/// Holds at most one message in the making, and the pieces of one [ReceiveWindow]. A peer that
/// sends a longer message than declared, or one that cannot be unpacked, has broken its word: from
/// then on everything is refused. Owner: the shard thread.
final class OrderedReceiver implements ReceivingChannel {
    private final ChannelSpec spec;
    private final MessagePacker packer;
    private final ReceiveWindow window;
    private final HeldPieces held;
    private final MessageAssembly assembly;

    /// Whether the rest of the message in the making has been given up.
    private boolean skipping;

    private boolean paused;
    private boolean broken;
    private long dropped;

    OrderedReceiver(ChannelSpec spec, BufferPool pool, MessagePacker packer) {
        this.spec = spec;
        this.packer = packer;
        window = new ReceiveWindow(spec);
        held = new HeldPieces(pool, window.pieces(), window.bytes());
        assembly = new MessageAssembly(pool);
    }

    @Override
    public void reset() {
        window.reset();
        held.reset();
        assembly.release();
        skipping = false;
        paused = false;
        broken = false;
        dropped = 0;
    }

    @Override
    public boolean isPossible(MessageFrame frame) {
        return !frame.continues() && ReceivingChannel.isPossiblePiece(spec, frame);
    }

    @Override
    public boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink) {
        int ahead = Sequence16.distance(frame.sequence(), window.next());
        if (ahead < 0) {
            dropped++;
            // It may have come back because memory for what follows it was missing.
            return drain(sink);
        }
        if (broken || ahead >= window.pieces()) {
            return false;
        }
        if (held.isHeld(frame.sequence())) {
            dropped++;
            return drain(sink);
        }
        if (ahead > 0 || paused) {
            return held.hold(frame, bytes);
        }
        return take(bytes, frame.offset(), frame.length(), frame.flags(), sink) && drain(sink);
    }

    @Override
    public ReceiveWindow window() {
        return window;
    }

    @Override
    public void pause() {
        paused = true;
        window.speak();
    }

    @Override
    public boolean resume(MessageSink sink) {
        paused = false;
        boolean drained = drain(sink);
        paused |= !drained;
        return drained;
    }

    @Override
    public long touch() {
        return window.next();
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public int heldBytes() {
        return held.bytes() + assembly.length();
    }

    /// Takes the pieces that waited for the one just taken.
    private boolean drain(MessageSink sink) {
        while (!paused && held.count() > 0 && held.isHeld(window.next())) {
            int piece = window.next();
            byte[] buffer = held.buffer(piece);
            byte[] source = buffer == null ? NO_BYTES : buffer;
            if (!take(source, 0, held.length(piece), held.flags(piece), sink)) {
                // Only the memory for the message is missing: the piece stays, and the packet that
                // is being read is not acknowledged, so that its sender comes back.
                return false;
            }
            held.clear(piece);
        }
        return true;
    }

    /// Takes the piece in turn: delivers, or adds to the message in the making.
    private boolean take(byte[] bytes, int offset, int length, int flags, MessageSink sink) {
        boolean more = (flags & MessageFrame.MORE) != 0;
        if (skipping || (flags & MessageFrame.VOID) != 0) {
            assembly.release();
            skipping = more;
            window.consume(length);
            return true;
        }
        boolean compressed = (flags & MessageFrame.COMPRESSED) != 0;
        if (assembly.length() == 0 && !more) {
            window.consume(length);
            broken = !packer.deliver(spec, bytes, offset, length, compressed, sink);
            return true;
        }
        if (assembly.length() == 0) {
            assembly.begin(compressed);
        } else if (compressed) {
            broken = true;
            return false;
        }
        if (assembly.length() + length > spec.maxMessageBytes()) {
            broken = true;
            return false;
        }
        if (!assembly.add(bytes, offset, length)) {
            return false;
        }
        window.consume(length);
        if (!more) {
            broken = !assembly.deliver(spec, packer, sink);
        }
        return true;
    }
}
