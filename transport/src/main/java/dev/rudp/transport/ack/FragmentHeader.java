package dev.rudp.transport.ack;

import dev.rudp.transport.wire.LittleEndian;

/// The header of a fragment in reliable 1.0, 5 bytes:
///
/// ```
/// u8   01
/// u16  sequence of the packet
/// u8   id of the fragment, 0..count − 1
/// u8   count − 1
/// ```
///
/// Behind it, fragment 0 carries the packet's own [PacketHeader]; then come the packet's bytes:
/// exactly [#FRAGMENT_BYTES], but 1 to [#FRAGMENT_BYTES] in the last. A reusable value; not
/// thread-safe.
public final class FragmentHeader {
    public static final int BYTES = 5;

    /// Bytes of the packet in each fragment but the last. Both sides must have the same.
    public static final int FRAGMENT_BYTES = 1_024;

    /// The most fragments of one packet.
    public static final int COUNT_MAX = 256;

    private int sequence;
    private int id;
    private int count;

    public void set(int sequence, int id, int count) {
        this.sequence = sequence;
        this.id = id;
        this.count = count;
    }

    /// Writes [#BYTES] bytes at `offset`.
    public void write(byte[] bytes, int offset) {
        bytes[offset] = 1;
        LittleEndian.putU16(bytes, offset + 1, sequence);
        bytes[offset + 3] = (byte) id;
        bytes[offset + 4] = (byte) (count - 1);
    }

    /// {@return whether the bytes of the wire begin with a well-formed fragment header}
    public boolean read(byte[] bytes, int offset, int length) {
        if (length < BYTES || bytes[offset] != 1) {
            return false;
        }
        sequence = LittleEndian.u16(bytes, offset + 1);
        id = bytes[offset + 3] & 0xFF;
        count = (bytes[offset + 4] & 0xFF) + 1;
        return id < count;
    }

    /// {@return the packet's number, 0..65535}
    public int sequence() {
        return sequence;
    }

    public int id() {
        return id;
    }

    /// {@return the fragments of the packet, 1..256}
    public int count() {
        return count;
    }
}
