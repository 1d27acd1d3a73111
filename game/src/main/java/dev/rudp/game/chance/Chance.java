package dev.rudp.game.chance;

/// A counter-based generator: the throw for (seed, purpose, tick, who, number) is one hash of these
/// five, made of SplitMix64's finaliser. The order in which throws are made does not matter, two
/// throws that differ in anything are independent, and there is no state to save. Immutable.
public final class Chance {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;

    public Chance(long seed) {
        this.seed = mix(seed + GAMMA);
    }

    /// {@return 64 random bits}
    ///
    /// @param who an entity's number or id
    /// @param number tells throws of one purpose, tick and entity apart
    public long bits(Purpose purpose, int tick, long who, long number) {
        long hash = mix(seed ^ purpose.salt());
        hash = mix(hash + GAMMA * tick);
        hash = mix(hash ^ (who + GAMMA));
        return mix(hash + GAMMA * (number + 1));
    }

    /// {@return 0..bound - 1, each as likely}
    public int below(int bound, Purpose purpose, int tick, long who, long number) {
        return (int) (((bits(purpose, tick, who, number) >>> 33) * bound) >>> 31);
    }

    /// {@return whether something happens that does `thousandths` times in a thousand}
    public boolean happens(int thousandths, Purpose purpose, int tick, long who, long number) {
        return below(1_000, purpose, tick, who, number) < thousandths;
    }

    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
