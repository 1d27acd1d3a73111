package dev.rudp.transport.channel;

import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;

/// How a message, or a piece of one, stands in a packet; frames follow each other to the packet's
/// end:
///
/// ```
/// u8    bits 0..5: channel
///       bits 6, 7: 0 whole message or its last piece; 1 a piece, more follow; 2 is a
///                  [ControlFrame]; 3 reserved
/// u16   sequence of the message (unreliable-sequenced) or of the piece (reliable-ordered)
/// varU  length of the bytes that follow
/// …     bytes
/// ```
///
/// The length has the shortest encoding. A reusable value for reading; not thread-safe.
public final class MessageFrame {
    /// What the head adds to a message at most.
    public static final int HEAD_BYTES_MAX = 6;

    /// The longest piece of a reliable message. Leaves room for small frames beside it.
    public static final int PIECE_BYTES = 1_024;

    /// The longest frame that a datagram carries beside the longest packet header.
    public static final int PACKET_FRAME_BYTES_MAX = 1_191;

    private static final int CHANNEL_BITS = 0x3F;
    private static final int MORE = 1;

    private int channel;
    private boolean more;
    private int sequence;
    private int offset;
    private int length;

    /// {@return the bytes of a frame with `length` bytes in it}
    public static int frameBytes(int length) {
        return 3 + lengthBytes(length) + length;
    }

    /// {@return the bytes of the shortest form of a length below 2²¹}; longer ones never fit
    static int lengthBytes(int length) {
        return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : 3;
    }

    /// Writes the head of a frame; the caller has checked that the whole frame fits, and writes the
    /// bytes.
    static void writeHead(ByteWriter out, int channel, boolean more, int sequence, int length) {
        out.u8(channel | (more ? MORE << 6 : 0));
        out.u16(sequence);
        out.varU32(length);
    }

    /// Reads the next frame, from the wire, and passes over its bytes.
    ///
    /// @return false when it is malformed; then the fields mean nothing
    public boolean read(ByteReader in) {
        int head = in.u8();
        int form = head >>> 6;
        channel = head & CHANNEL_BITS;
        more = form == MORE;
        sequence = in.u16();
        int lengthAt = in.position();
        length = in.varU32();
        int lengthBytes = in.position() - lengthAt;
        if (in.failed() || form > MORE || length < 0 || length > in.remaining()) {
            return false;
        }
        offset = in.skip(length);
        return lengthBytes == lengthBytes(length);
    }

    public int channel() {
        return channel;
    }

    /// {@return whether further pieces of the same message follow}
    public boolean more() {
        return more;
    }

    public int sequence() {
        return sequence;
    }

    /// {@return where the bytes begin in the array that was read}
    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }
}
