package dev.rudp.testkit.seed;

import java.util.random.RandomGenerator;

/// A fast, deterministic generator: xoshiro256++ (Blackman and Vigna, 2019) whose state is filled
/// by SplitMix64. The same seed gives the same numbers on every JVM. Not for secrets. Not
/// thread-safe.
public final class SeededRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private final long seed;
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    public SeededRandom(long seed) {
        this.seed = seed;
        long state = seed;
        s0 = mix(state += GOLDEN_GAMMA);
        s1 = mix(state += GOLDEN_GAMMA);
        s2 = mix(state += GOLDEN_GAMMA);
        s3 = mix(state + GOLDEN_GAMMA);
    }

    /// {@return a value that depends on every bit of `value`}: SplitMix64's finalizer, a bijection
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /// {@return whether an event of this probability happens}
    ///
    /// @param probability 0..1; 0 never, 1 always
    public boolean chance(double probability) {
        return nextDouble() < probability;
    }

    /// Fills part of an array with random bytes, without allocating.
    public void fill(byte[] target, int offset, int length) {
        long word = 0;
        for (int i = 0; i < length; i++) {
            if ((i & 7) == 0) {
                word = nextLong();
            }
            target[offset + i] = (byte) word;
            word >>>= 8;
        }
    }

    /// {@return the seed it was made from}
    public long seed() {
        return seed;
    }
}
