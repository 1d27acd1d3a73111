package dev.rudp.transport.channel;

import dev.rudp.transport.ack.Sequence16;
import dev.rudp.transport.buffer.BufferPool;

/// Delivers each message once, as soon as all of its pieces are there. A whole message is delivered
/// from the packet itself; pieces wait for their siblings in buffers of the shared pool.
///
/// Holds at most the pieces of one [ReceiveWindow], and of one message that began before it. A peer
/// whose pieces make no message, or one longer than declared or that cannot be unpacked, has broken
/// its word: from then on everything is refused. Owner: the shard thread.
final class UnorderedReceiver implements ReceivingChannel {
    private final ChannelSpec spec;
    private final MessagePacker packer;
    private final int messagePiecesMax;

    /// Its next piece is the oldest that has not arrived (while paused: not been delivered).
    private final ReceiveWindow window;

    private final HeldPieces held;
    private final MessageAssembly assembly;
    private boolean paused;
    private boolean broken;
    private long dropped;

    UnorderedReceiver(ChannelSpec spec, BufferPool pool, MessagePacker packer) {
        this.spec = spec;
        this.packer = packer;
        int piece = MessageFrame.PIECE_BYTES;
        messagePiecesMax = (spec.maxMessageBytes() + piece - 1) / piece;
        window = new ReceiveWindow(spec);
        held =
                new HeldPieces(
                        pool,
                        window.pieces() + messagePiecesMax,
                        window.bytes() + spec.maxMessageBytes());
        assembly = new MessageAssembly(pool);
    }

    @Override
    public void reset() {
        window.reset();
        held.reset();
        assembly.release();
        paused = false;
        broken = false;
        dropped = 0;
    }

    @Override
    public boolean isPossible(MessageFrame frame) {
        return ReceivingChannel.isPossiblePiece(spec, frame);
    }

    @Override
    public boolean accept(MessageFrame frame, byte[] bytes, MessageSink sink) {
        int piece = frame.sequence();
        int ahead = Sequence16.distance(piece, window.next());
        if (broken || ahead >= window.pieces()) {
            return false;
        }
        if (ahead < 0 || held.isHeld(piece) || held.isDelivered(piece)) {
            dropped++;
            return true;
        }
        boolean whole = !frame.more() && !frame.continues();
        if (whole && (frame.isVoid() || !paused)) {
            finish(piece, frame.length());
            if (!frame.isVoid()) {
                int length = frame.length();
                broken =
                        !packer.deliver(
                                spec, bytes, frame.offset(), length, frame.compressed(), sink);
            }
            return true;
        }
        if (!held.hold(frame, bytes)) {
            return false;
        }
        if (!paused && !deliverWith(piece, sink)) {
            held.clear(piece);
            return false;
        }
        advance();
        return true;
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
        int next = window.next();
        // What began before the window cannot be whole: it would have been delivered then.
        for (int i = 0; i < window.pieces() && held.count() > 0 && !paused; i++) {
            int piece = Sequence16.plus(next, i);
            if (held.isHeld(piece) && !deliverWith(piece, sink)) {
                paused = true;
                return false;
            }
        }
        advance();
        return true;
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
        return held.bytes();
    }

    /// Delivers the message of a held piece if all of it is there.
    ///
    /// @return false when it has to be refused
    private boolean deliverWith(int piece, MessageSink sink) {
        int first = piece;
        while ((held.flags(first) & MessageFrame.CONTINUES) != 0) {
            int before = Sequence16.plus(first, -1);
            if (!held.isHeld(before)) {
                broken |=
                        Sequence16.distance(before, window.next()) < 0 || held.isDelivered(before);
                return !broken;
            }
            first = before;
            if ((held.flags(first) & MessageFrame.MORE) == 0 || isTooLong(first, piece)) {
                broken = true;
                return false;
            }
        }
        int last = piece;
        while ((held.flags(last) & MessageFrame.MORE) != 0) {
            last = Sequence16.plus(last, 1);
            if (!held.isHeld(last)) {
                broken |= held.isDelivered(last);
                return !broken;
            }
            if ((held.flags(last) & MessageFrame.CONTINUES) == 0 || isTooLong(first, last)) {
                broken = true;
                return false;
            }
        }
        return deliver(first, last, sink);
    }

    private boolean isTooLong(int first, int last) {
        return Sequence16.distance(last, first) >= messagePiecesMax;
    }

    private boolean deliver(int first, int last, MessageSink sink) {
        int end = Sequence16.plus(last, 1);
        boolean isVoid = false;
        assembly.begin((held.flags(first) & MessageFrame.COMPRESSED) != 0);
        for (int piece = first; piece != end; piece = Sequence16.plus(piece, 1)) {
            byte[] bytes = held.buffer(piece);
            if (bytes == null) {
                isVoid = true;
                break;
            }
            if (assembly.length() + held.length(piece) > spec.maxMessageBytes()) {
                broken = true;
            }
            if (broken || !assembly.add(bytes, 0, held.length(piece))) {
                assembly.release();
                return false;
            }
        }
        for (int piece = first; piece != end; piece = Sequence16.plus(piece, 1)) {
            if (Sequence16.distance(piece, window.next()) < 0) {
                held.clear(piece);
            } else {
                held.deliver(piece, held.length(piece));
            }
        }
        if (isVoid) {
            assembly.release();
        } else {
            broken = !assembly.deliver(spec, packer, sink);
        }
        return true;
    }

    /// Notes a whole message that needs not be held.
    private void finish(int piece, int length) {
        if (piece == window.next() && !paused) {
            window.consume(length);
        } else {
            held.deliver(piece, length);
        }
        advance();
    }

    private void advance() {
        while (!paused) {
            int next = window.next();
            if (held.isDelivered(next)) {
                window.consume(held.length(next));
                held.clear(next);
            } else if (held.isHeld(next)) {
                window.consume(held.length(next));
            } else {
                return;
            }
        }
    }
}
