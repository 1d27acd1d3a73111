package dev.rudp.transport.channel;

/// Arithmetic of the field of 256 elements, polynomial x⁸ + x⁴ + x³ + x² + 1 with x as generator:
/// that of RFC 5510 and RFC 8681. Addition is exclusive or. Two tables, 768 bytes for all.
final class Gf256 {
    private static final int POLYNOMIAL = 0x11D;
    private static final int ORDER = 255;
    private static final byte[] POWER = new byte[2 * ORDER + 2];
    private static final byte[] LOG = new byte[ORDER + 1];

    static {
        int power = 1;
        for (int i = 0; i < ORDER; i++) {
            POWER[i] = (byte) power;
            POWER[i + ORDER] = (byte) power;
            LOG[power] = (byte) i;
            power <<= 1;
            power ^= power > ORDER ? POLYNOMIAL : 0;
        }
    }

    private Gf256() {}

    static int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : POWER[log(a) + log(b)] & 0xFF;
    }

    /// @param a 1..255
    static int inverse(int a) {
        assert a != 0;
        return POWER[ORDER - log(a)] & 0xFF;
    }

    /// `target[at + i] += factor · source[from + i]` for `count` bytes.
    static void addScaled(byte[] target, int at, byte[] source, int from, int count, int factor) {
        if (factor == 0) {
            return;
        }
        int logFactor = log(factor);
        for (int i = 0; i < count; i++) {
            int value = source[from + i] & 0xFF;
            if (value != 0) {
                target[at + i] ^= POWER[log(value) + logFactor];
            }
        }
    }

    /// `target[at + i] *= factor` for `count` bytes.
    static void scale(byte[] target, int at, int count, int factor) {
        for (int i = at; i < at + count; i++) {
            target[i] = (byte) multiply(target[i] & 0xFF, factor);
        }
    }

    private static int log(int a) {
        return LOG[a] & 0xFF;
    }
}
