package dev.rudp.game.chance;

/// Digests of state, to prove that two runs are one.
public final class Digest {
    private Digest() {}

    /// {@return `hash` with `value` mixed in; the order of values matters}
    public static long mix(long hash, long value) {
        return Chance.mix(hash * 31 + value + 0x9E3779B97F4A7C15L);
    }

    /// {@return `hash` with a part of a column mixed in}
    public static long mix(long hash, int[] column, int from, int to) {
        long mixed = hash;
        for (int i = from; i < to; i++) {
            mixed = mixed * 0xFF51AFD7ED558CCDL + column[i];
        }
        return Chance.mix(mixed);
    }
}
