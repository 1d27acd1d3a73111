package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The header of a packet, docs/protocol.md §2.1.
///
/// @param ackBits bit n: packet `ack − n` was received
public record AckHeader(int sequence, int ack, int ackBits) {
    private static final int MASK = 0xFFFF;

    public static AckHeader read(ByteBuffer in) throws RefusedException {
        int from = in.position();
        int prefix = Wire.take(in, 1, "header")[0] & 0xFF;
        RefusedException.unless((prefix & 0xC1) == 0, "reserved bits in the header");
        boolean shortAck = (prefix & 0x20) != 0;
        int size = 3 + (shortAck ? 1 : 2) + Integer.bitCount(prefix & 0x1E);
        RefusedException.unless(in.remaining() >= size - 1, "header is cut off");
        int sequence = in.getShort() & MASK;
        int ack = shortAck ? (sequence - (in.get() & 0xFF)) & MASK : in.getShort() & MASK;
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            int part = (prefix & (2 << i)) == 0 ? 0xFF : in.get() & 0xFF;
            bits |= part << (8 * i);
        }
        AckHeader header = new AckHeader(sequence, ack, bits);
        // One encoding: what this header would be written as is what came.
        byte[] came = new byte[size];
        in.get(from, came);
        RefusedException.unless(Arrays.equals(came, header.write()), "not the one encoding");
        return header;
    }

    public byte[] write() {
        ByteBuffer out = Wire.room(9);
        int behind = (sequence - ack) & MASK;
        int prefix = behind <= 255 ? 0x20 : 0;
        out.put((byte) 0).putShort((short) sequence);
        if (behind <= 255) {
            out.put((byte) behind);
        } else {
            out.putShort((short) ack);
        }
        for (int i = 0; i < 4; i++) {
            byte part = (byte) (ackBits >>> (8 * i));
            if (part != -1) {
                prefix |= 2 << i;
                out.put(part);
            }
        }
        out.put(0, (byte) prefix);
        return Arrays.copyOf(Wire.all(out), out.position());
    }

    /// {@return whether it names that packet as received}
    public boolean acknowledges(int packet) {
        int behind = (ack - packet) & MASK;
        return behind < 32 && ((ackBits >>> behind) & 1) != 0;
    }
}
