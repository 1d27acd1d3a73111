package dev.rudp.testkit.fuzz;

import java.util.Arrays;

/// Reads an input from its begin as numbers and byte strings. Behind its end there are zeros: every
/// input means something.
public final class FuzzInput {
    private final byte[] bytes;
    private int position;

    public FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isAtEnd() {
        return position >= bytes.length;
    }

    /// {@return 0..255}
    public int u8() {
        return isAtEnd() ? 0 : bytes[position++] & 0xFF;
    }

    /// {@return 0..65535, low byte first}
    public int u16() {
        int low = u8();
        return low | u8() << 8;
    }

    /// {@return a number of 64 bits, low byte first}
    public long i64() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            value |= (long) u8() << shift;
        }
        return value;
    }

    /// {@return the next bytes, fewer when the input ends}
    public byte[] bytes(int count) {
        int from = Math.min(position, bytes.length);
        position = Math.min(bytes.length, from + count);
        return Arrays.copyOfRange(bytes, from, position);
    }

    public byte[] rest() {
        return bytes(bytes.length);
    }
}
