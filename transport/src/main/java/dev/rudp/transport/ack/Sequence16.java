package dev.rudp.transport.ack;

/// Arithmetic of 16-bit sequence numbers, which wrap around (RFC 1982 with SERIAL_BITS = 16).
public final class Sequence16 {
    private static final int MASK = 0xFFFF;

    private Sequence16() {}

    /// {@return how far `a` lies ahead of `b`, -32768..32767}
    public static int distance(int a, int b) {
        return (short) (a - b);
    }

    /// {@return whether `a` comes after `b`; numbers 32,768 apart are in no order: false}
    public static boolean isNewer(int a, int b) {
        return distance(a, b) > 0;
    }

    /// {@return `sequence + delta`, wrapped to 0..65535}
    public static int plus(int sequence, int delta) {
        return (sequence + delta) & MASK;
    }

    /// {@return the number nearest at or above `base` whose low 16 bits are `sequence`}
    public static long atOrAbove(long base, int sequence) {
        return base + ((sequence - (int) base) & MASK);
    }
}
