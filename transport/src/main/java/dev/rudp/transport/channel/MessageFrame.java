package dev.rudp.transport.channel;

import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;

/// How a message, or a piece of one, stands in a packet; frames follow each other to the packet's
/// end:
///
/// ```
/// u8    bits 0..5: channel
///       bits 6, 7: form: 0 whole message or its last piece; 1 a piece, more follow; 2 is a
///                  [ControlFrame]; 3 extended
/// u8    only in form 3: flags; bit 0 more follow, bit 1 continues, bit 2 void, bit 3
///       compressed, bits 4..7 zero
/// u16   sequence of the message, or of the piece (reliable modes)
/// varU  length of the bytes that follow; of a void piece, the length that it had
/// …     bytes; none in a void piece
/// ```
///
/// Form 3 is used only where form 0 and 1 cannot say the same; the length has the shortest
/// encoding. A reusable value for reading; not thread-safe.
public final class MessageFrame {
    /// What the head adds to a message at most.
    public static final int HEAD_BYTES_MAX = 7;

    /// The longest piece of a reliable message. Leaves room for small frames beside it.
    public static final int PIECE_BYTES = 1_024;

    /// The longest frame that a datagram carries beside the longest packet header.
    public static final int PACKET_FRAME_BYTES_MAX = 1_191;

    /// Further pieces of the same message follow.
    static final int MORE = 1;

    /// Not the first piece of its message; said only in reliable-unordered channels.
    static final int CONTINUES = 2;

    /// The sender gave the message up; the piece counts as received, without its bytes.
    static final int VOID = 4;

    /// The message is compressed, see [MessagePacker]; said in its first piece only.
    static final int COMPRESSED = 8;

    private static final int FLAGS = MORE | CONTINUES | VOID | COMPRESSED;
    private static final int CHANNEL_BITS = 0x3F;
    private static final int EXTENDED = 3;

    private int channel;
    private int flags;
    private int sequence;
    private int offset;
    private int length;

    /// {@return the bytes of a plain frame with `length` bytes in it}
    public static int frameBytes(int length) {
        return frameBytes(length, 0);
    }

    /// {@return the bytes of a frame with these flags}
    static int frameBytes(int length, int flags) {
        return (flags > MORE ? 4 : 3) + lengthBytes(length) + ((flags & VOID) == 0 ? length : 0);
    }

    /// {@return the bytes of the shortest form of a length below 2²¹}; longer ones never fit
    static int lengthBytes(int length) {
        return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : 3;
    }

    /// Writes the head of a frame; the caller has checked that the whole frame fits, and writes the
    /// bytes.
    static void writeHead(ByteWriter out, int channel, int flags, int sequence, int length) {
        if (flags > MORE) {
            out.u8(channel | EXTENDED << 6);
            out.u8(flags);
        } else {
            out.u8(channel | flags << 6);
        }
        out.u16(sequence);
        out.varU32(length);
    }

    /// Becomes the frame of a whole message without flags.
    void set(int newChannel, int newSequence, int newOffset, int newLength) {
        channel = newChannel;
        flags = 0;
        sequence = newSequence;
        offset = newOffset;
        length = newLength;
    }

    /// Reads the next frame, from the wire, and passes over its bytes. It is no control frame.
    ///
    /// @return false when it is malformed; then the fields mean nothing
    public boolean read(ByteReader in) {
        int head = in.u8();
        int form = head >>> 6;
        channel = head & CHANNEL_BITS;
        flags = form == EXTENDED ? in.u8() : form;
        boolean canonical =
                form != EXTENDED
                        || (flags > MORE
                                && (flags & ~FLAGS) == 0
                                && ((flags & COMPRESSED) == 0
                                        || (flags & (CONTINUES | VOID)) == 0));
        sequence = in.u16();
        int lengthAt = in.position();
        length = in.varU32();
        int lengthBytes = in.position() - lengthAt;
        if (in.failed() || !canonical || length < 0 || bytesThatFollow() > in.remaining()) {
            return false;
        }
        offset = in.skip(bytesThatFollow());
        return lengthBytes == lengthBytes(length);
    }

    public int channel() {
        return channel;
    }

    /// {@return whether further pieces of the same message follow}
    public boolean more() {
        return (flags & MORE) != 0;
    }

    /// {@return whether it is said not to be the first piece of its message}
    public boolean continues() {
        return (flags & CONTINUES) != 0;
    }

    /// {@return whether the piece was given up: it has a length, but no bytes}
    public boolean isVoid() {
        return (flags & VOID) != 0;
    }

    /// {@return whether the message that begins here is compressed}
    public boolean compressed() {
        return (flags & COMPRESSED) != 0;
    }

    int flags() {
        return flags;
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

    private int bytesThatFollow() {
        return (flags & VOID) == 0 ? length : 0;
    }
}
