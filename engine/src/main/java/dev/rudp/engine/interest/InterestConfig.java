package dev.rudp.engine.interest;

/// How far and how much a player sees.
///
/// @param enterRadius entities come into view within it, in the units of the position; they leave
///   beyond 1.15 of it
/// @param maxVisible the most entities in view, the player's own among them, 1..1024
/// @param everyTicks ticks between evaluations, 1..64
/// @param graceTicks how long an entity stays in view after the filter began to hide it, 0..600
/// @param rings how often they are told of
public record InterestConfig(
        double enterRadius, int maxVisible, int everyTicks, int graceTicks, DetailRings rings) {
    /// The most that `maxVisible` can be.
    public static final int MAX_VISIBLE = 1024;

    public InterestConfig {
        if (!(enterRadius > 0) || Double.isInfinite(enterRadius)) {
            throw new IllegalArgumentException("interest.enter-radius=" + enterRadius + " <= 0");
        }
        require("max-visible", maxVisible, 1, MAX_VISIBLE);
        require("every-ticks", everyTicks, 1, 64);
        require("grace-ticks", graceTicks, 0, 600);
    }

    /// Everything in view at full rate, and nobody hidden.
    public InterestConfig(double enterRadius, int maxVisible, int everyTicks) {
        this(enterRadius, maxVisible, everyTicks, 30, DetailRings.none());
    }

    /// Eight ticks at 60 Hz are 133 ms, in which a runner at 8 m/s crosses a fifth of the margin of
    /// 40 m.
    public static InterestConfig defaults() {
        return new InterestConfig(40, 64, 8);
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "interest." + key + "=" + value + " not in [" + min + ", " + max + "]");
        }
    }
}
