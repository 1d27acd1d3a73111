package dev.rudp.transport.channel;

import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;

/// What two connections tell each other beside messages; stands among the frames of a packet
/// (docs/protocol.md §3):
///
/// ```
/// u8    bits 0..5: type
///       bits 6, 7: form 2
/// varU  length of the bytes that follow, in its shortest form
/// …     bytes
/// ```
///
/// A type that the reader does not know is passed over: that is how later versions grow. A reusable
/// value for reading; not thread-safe.
public final class ControlFrame {
    /// varU: microseconds that the ack named by this packet's header has waited.
    public static final int ACK_DELAY = 0;

    /// How far a channel's sender may go; asks for an ack.
    public static final int WINDOW = 1;

    /// An equation over small pieces of a channel, see [RepairFrame]; asks for no ack.
    public static final int REPAIR = 2;

    static final int FORM = 2;

    private static final int TYPE_BITS = 0x3F;

    private int type;
    private int offset;
    private int length;

    /// {@return whether the frame that `in` stands before is a control frame}; it must have a byte
    public static boolean isNext(ByteReader in) {
        return (in.array()[in.position()] & 0xFF) >>> 6 == FORM;
    }

    /// {@return whether a packet with such a frame must be acknowledged}
    public static boolean asksForAck(int type) {
        return type == WINDOW;
    }

    /// Writes the head of a frame; the caller writes the bytes.
    public static void writeHead(ByteWriter out, int type, int length) {
        assert type <= TYPE_BITS && length >= 0;
        out.u8(FORM << 6 | type);
        out.varU32(length);
    }

    /// Reads the next frame, from the wire, and passes over its bytes.
    ///
    /// @return false when it is malformed; then the fields mean nothing
    public boolean read(ByteReader in) {
        type = in.u8() & TYPE_BITS;
        int lengthAt = in.position();
        length = in.varU32();
        int lengthBytes = in.position() - lengthAt;
        if (in.failed() || length < 0 || length > in.remaining()) {
            return false;
        }
        offset = in.skip(length);
        return lengthBytes == MessageFrame.lengthBytes(length);
    }

    /// {@return whether the frame may be a repair, by its length}
    public boolean isPossibleRepair() {
        return RepairFrame.isPossibleLength(length);
    }

    public int type() {
        return type;
    }

    /// {@return where the bytes begin in the array that was read}
    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }
}
