package dev.rudp.transport.channel;

import dev.rudp.transport.ack.SentPackets;
import dev.rudp.transport.ack.Sequence16;
import dev.rudp.transport.wire.ByteWriter;

/// How much a reliable channel's receiver lets its sender have on the way: a number of pieces, and
/// bytes, from the next piece that it will consume. Owner: the shard thread.
///
/// With the window that the protocol gives every channel nothing is said, and the sender goes by
/// its acks. A channel whose window is larger, or that was ever paused, *speaks*: from then on its
/// sender goes by the limits in our [ControlFrame#WINDOW] frames, as RFC 9000 §4.1 has it. Limits
/// are absolute and only grow, so that a frame that comes late does no harm.
public final class ReceiveWindow {
    /// The window of every channel, in pieces.
    public static final int PIECES = 256;

    /// The window of every channel, in bytes: the longest message.
    public static final int BYTES = 65_536;

    /// The bytes in a WINDOW frame: channel, u16 piece limit, i32 byte limit.
    public static final int FRAME_LENGTH = 7;

    private static final int SERIAL_MASK = 0xFF;

    private final int channel;
    private final int pieces;
    private final int bytes;

    /// The next piece to consume, and the bytes of all before it, modulo 2³².
    private int next;

    private int nextByte;
    private boolean speaks;
    private boolean due;

    /// The number of the frame that was sent last, modulo 2⁸: an ack of an earlier one means
    /// nothing.
    private int serial;

    private boolean unacknowledged;
    private int toldPiece;
    private int toldByte;

    ReceiveWindow(ChannelSpec spec) {
        channel = spec.id();
        bytes = spec.windowBytes();
        pieces = pieces(bytes);
        reset();
    }

    /// {@return the pieces in a window of so many bytes}
    static int pieces(int windowBytes) {
        return Math.max(PIECES, windowBytes / MessageFrame.PIECE_BYTES);
    }

    void reset() {
        next = 0;
        nextByte = 0;
        serial = 0;
        unacknowledged = false;
        toldPiece = 0;
        toldByte = 0;
        speaks = bytes > BYTES;
        due = speaks;
    }

    int pieces() {
        return pieces;
    }

    int bytes() {
        return bytes;
    }

    int next() {
        return next;
    }

    void consume(int length) {
        next = Sequence16.plus(next, 1);
        nextByte += length;
        if (speaks
                && (Sequence16.distance(next, toldPiece) + pieces >= pieces / 2
                        || nextByte - toldByte + bytes >= bytes / 2)) {
            due = true;
        }
    }

    /// From now on the sender must know the limits.
    void speak() {
        due |= !speaks;
        speaks = true;
    }

    /// {@return whether a frame should go out}
    public boolean isDue() {
        return due;
    }

    /// Writes the frame if it is due and fits, and adds `item`, with the frame's serial number in
    /// its bits 8..15, to the packet.
    ///
    /// @return whether it was written
    public boolean fill(ByteWriter out, SentPackets packet, int item) {
        if (!due || out.remaining() < 2 + FRAME_LENGTH || !packet.hasRoomForItem()) {
            return false;
        }
        toldPiece = Sequence16.plus(next, pieces);
        toldByte = nextByte + bytes;
        ControlFrame.writeHead(out, ControlFrame.WINDOW, FRAME_LENGTH);
        out.u8(channel);
        out.u16(toldPiece);
        out.i32(toldByte);
        serial = (serial + 1) & SERIAL_MASK;
        packet.addItem(item | serial << 8);
        unacknowledged = true;
        due = false;
        return true;
    }

    /// A packet with such a frame arrived.
    public void onAcked(int item) {
        unacknowledged &= (item >>> 8 & SERIAL_MASK) != serial;
    }

    /// A packet with such a frame is believed lost: unless a newer one is on its way, the limits of
    /// now go out instead.
    public void onLost(int item) {
        due |= unacknowledged && (item >>> 8 & SERIAL_MASK) == serial;
    }

    /// Nothing was heard for long.
    public void probe() {
        due |= unacknowledged;
    }

    /// {@return whether a frame waits for its ack}
    public boolean awaitsAck() {
        return unacknowledged;
    }
}
