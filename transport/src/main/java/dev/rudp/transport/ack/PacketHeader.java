package dev.rudp.transport.ack;

import dev.rudp.transport.wire.LittleEndian;

/// The header of a packet in reliable 1.0, 4 to 9 bytes:
///
/// ```
/// u8   prefix    bit 0: 0 (1 is a fragment)
///                bit 1..4: byte 0..3 of ackBits follows; a byte not sent is 0xFF
///                bit 5: ack is sent as u8, sequence − ack
///                bit 6, 7: 0
/// u16  sequence
/// u8 or u16      ack
/// u8 × 0..4      ackBits, low byte first; bit n: packet ack − n was received
/// ```
///
/// Each header has exactly one encoding; [#read] refuses the others. A reusable value; not
/// thread-safe.
public final class PacketHeader {
    /// The longest header.
    public static final int BYTES_MAX = 9;

    /// The shortest header.
    public static final int BYTES_MIN = 4;

    /// What [#read] returns for bytes that are no header.
    public static final int MALFORMED = -1;

    private static final int FRAGMENT_BIT = 1;
    private static final int SHORT_ACK_BIT = 1 << 5;
    private static final int RESERVED_BITS = 0xC0;
    private static final int SHORT_ACK_MAX = 255;

    private int sequence;
    private int ack;
    private int ackBits;

    public void set(int sequence, int ack, int ackBits) {
        this.sequence = sequence;
        this.ack = ack;
        this.ackBits = ackBits;
    }

    /// Writes the header at `offset`, where [#BYTES_MAX] bytes must be free.
    ///
    /// @return the bytes written, 4..9
    public int write(byte[] bytes, int offset) {
        int prefix = 0;
        int at = offset + 1;
        LittleEndian.putU16(bytes, at, sequence);
        at += 2;
        int behind = (sequence - ack) & 0xFFFF;
        if (behind <= SHORT_ACK_MAX) {
            prefix |= SHORT_ACK_BIT;
            bytes[at++] = (byte) behind;
        } else {
            LittleEndian.putU16(bytes, at, ack);
            at += 2;
        }
        for (int i = 0; i < 4; i++) {
            int part = (ackBits >>> (8 * i)) & 0xFF;
            if (part != 0xFF) {
                prefix |= 2 << i;
                bytes[at++] = (byte) part;
            }
        }
        bytes[offset] = (byte) prefix;
        return at - offset;
    }

    /// Reads a header from bytes of the wire.
    ///
    /// @return the bytes read, 4..9, or [#MALFORMED]; then the fields mean nothing
    public int read(byte[] bytes, int offset, int length) {
        if (length < BYTES_MIN) {
            return MALFORMED;
        }
        int prefix = bytes[offset];
        if ((prefix & (FRAGMENT_BIT | RESERVED_BITS)) != 0) {
            return MALFORMED;
        }
        boolean shortAck = (prefix & SHORT_ACK_BIT) != 0;
        int size = 3 + (shortAck ? 1 : 2) + Integer.bitCount(prefix & 0x1E);
        if (length < size) {
            return MALFORMED;
        }
        sequence = LittleEndian.u16(bytes, offset + 1);
        int at = offset + 3;
        if (shortAck) {
            ack = (sequence - (bytes[at++] & 0xFF)) & 0xFFFF;
        } else {
            ack = LittleEndian.u16(bytes, at);
            at += 2;
            if (((sequence - ack) & 0xFFFF) <= SHORT_ACK_MAX) {
                return MALFORMED;
            }
        }
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            int part = 0xFF;
            if ((prefix & (2 << i)) != 0) {
                part = bytes[at++] & 0xFF;
                if (part == 0xFF) {
                    return MALFORMED;
                }
            }
            bits |= part << (8 * i);
        }
        ackBits = bits;
        return size;
    }

    /// {@return whether the bytes, at least one, claim to be a fragment}
    public static boolean isFragment(byte[] bytes, int offset) {
        return (bytes[offset] & FRAGMENT_BIT) != 0;
    }

    /// {@return this packet's number, 0..65535}
    public int sequence() {
        return sequence;
    }

    /// {@return the newest packet that the writer had received; 65535 before the first}
    public int ack() {
        return ack;
    }

    /// {@return bit n: packet `ack − n` had been received}
    public int ackBits() {
        return ackBits;
    }
}
