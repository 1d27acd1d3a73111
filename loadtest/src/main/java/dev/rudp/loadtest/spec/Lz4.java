package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;

/// Compressed messages, docs/protocol.md §3.6: their length, and an LZ4 block.
final class Lz4 {
    private static final int MESSAGE_BYTES_MAX = 65_536;
    private static final int MATCH_BYTES_MIN = 4;

    private Lz4() {}

    static byte[] unpack(byte[] packed) throws RefusedException {
        ByteBuffer in = Wire.over(packed);
        int length = Wire.varU(in);
        RefusedException.unless(length >= 1 && length <= MESSAGE_BYTES_MAX, "length " + length);
        byte[] out = new byte[length];
        int at = 0;
        while (true) {
            int token = Wire.take(in, 1, "block")[0] & 0xFF;
            byte[] literals = Wire.take(in, extended(in, token >>> 4), "literals");
            RefusedException.unless(at + literals.length <= length, "unpacks to more");
            System.arraycopy(literals, 0, out, at, literals.length);
            at += literals.length;
            if (!in.hasRemaining()) {
                break;
            }
            byte[] distance = Wire.take(in, 2, "distance");
            int back = (distance[0] & 0xFF) | ((distance[1] & 0xFF) << 8);
            int count = extended(in, token & 0xF) + MATCH_BYTES_MIN;
            RefusedException.unless(back >= 1 && back <= at, "a distance before the begin");
            RefusedException.unless(at + count <= length, "unpacks to more");
            // Byte by byte: a match may reach into itself.
            for (int i = 0; i < count; i++, at++) {
                out[at] = out[at - back];
            }
        }
        RefusedException.unless(at == length, "unpacks to less");
        return out;
    }

    private static int extended(ByteBuffer in, int nibble) throws RefusedException {
        int value = nibble;
        int part = nibble == 15 ? 255 : 0;
        while (part == 255) {
            part = Wire.take(in, 1, "length")[0] & 0xFF;
            value += part;
            RefusedException.unless(value <= MESSAGE_BYTES_MAX, "unpacks to more");
        }
        return value;
    }
}
