package dev.rudp.transport.endpoint;

/// SipHash-1-3 (Aumasson and Bernstein, 2012): a hash that nobody without its key can aim. Tables
/// that strangers' addresses lead into are hashed with it, so that whoever can choose source
/// addresses cannot aim at one bucket.
final class KeyedHash {
    private KeyedHash() {}

    /// {@return the hash of the 20 bytes `hi`, `lo` and `tail`}
    static long of(long key0, long key1, long hi, long lo, int tail) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        for (int i = 0; i < 6; i++) {
            long word =
                    switch (i) {
                        case 0 -> hi;
                        case 1 -> lo;
                        case 2 -> (20L << 56) | (tail & 0xFFFF_FFFFL);
                        default -> 0;
                    };
            v3 ^= word;
            if (i == 3) {
                v2 ^= 0xFF;
            }
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
