package dev.rudp.game.item;

import dev.rudp.game.chance.Digest;

/// What came into the world and what left it, by kind: units of items, and gold. At every tick's
/// end, what exists of a kind is what came less what left. Owner: the world thread.
public final class Ledger {
    private final long[] came;
    private final long[] left;
    private long goldCame;
    private long goldLeft;

    public Ledger(int kinds) {
        came = new long[kinds];
        left = new long[kinds];
    }

    void came(int kind, int count) {
        came[kind] += count;
    }

    void left(int kind, int count) {
        left[kind] += count;
    }

    void goldCame(long gold) {
        goldCame += gold;
    }

    void goldLeft(long gold) {
        goldLeft += gold;
    }

    /// {@return the units of a kind that must exist}
    public long units(int kind) {
        return came[kind] - left[kind];
    }

    /// {@return the gold that must exist}
    public long gold() {
        return goldCame - goldLeft;
    }

    public long hash(long seed) {
        long hash = Digest.mix(seed, goldCame * 31 + goldLeft);
        for (int kind = 0; kind < came.length; kind++) {
            hash = Digest.mix(hash, came[kind] * 31 + left[kind]);
        }
        return hash;
    }
}
