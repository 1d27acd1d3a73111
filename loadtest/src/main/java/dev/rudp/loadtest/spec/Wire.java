package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// What all layouts share: little-endian, and lengths that are checked before they are believed.
final class Wire {
    static final byte[] VERSION = "NETCODE 1.02\0".getBytes(StandardCharsets.US_ASCII);

    private Wire() {}

    static ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// {@return all bytes that a buffer has room for, also those not written}
    static byte[] all(ByteBuffer out) {
        byte[] bytes = new byte[out.capacity()];
        out.get(0, bytes);
        return bytes;
    }

    static byte[] take(ByteBuffer in, int count, String what) throws RefusedException {
        RefusedException.unless(in.remaining() >= count, what + " is cut off");
        byte[] taken = new byte[count];
        in.get(taken);
        return taken;
    }

    static byte[] rest(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }

    /// LEB128 of 32 bits in its shortest form.
    static int varU(ByteBuffer in) throws RefusedException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            RefusedException.unless(in.hasRemaining(), "a number is cut off");
            int part = in.get() & 0xFF;
            value |= (long) (part & 0x7F) << shift;
            RefusedException.unless(value <= Integer.MAX_VALUE && shift < 35, "a number too large");
            if (part < 0x80) {
                RefusedException.unless(part != 0 || shift == 0, "a number longer than needed");
                return (int) value;
            }
        }
    }

    static void putVarU(ByteBuffer out, int value) {
        int rest = value;
        while (rest >= 0x80) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }
}
