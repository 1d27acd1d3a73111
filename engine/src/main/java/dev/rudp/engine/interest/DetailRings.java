package dev.rudp.engine.interest;

/// How often a player is told of an entity, by its distance: every tick in the innermost ring, then
/// every 2, 6 and 30 ticks (60, 30, 10 and 2 times a second at 60 Hz). An entity goes one ring in
/// at a ring's border and back out at 1.15 of it.
///
/// @param fullRadius the border of the ring of every tick, in the units of the position
/// @param halfRadius the border of the ring of every second tick, at least `fullRadius`
/// @param sixthRadius the border of the ring of every sixth tick, at least `halfRadius`
/// @param fullRate at most so many entities, the nearest, are told more often than every sixth tick
public record DetailRings(double fullRadius, double halfRadius, double sixthRadius, int fullRate) {
    /// How many rings there are.
    public static final int COUNT = 4;

    public DetailRings {
        boolean ordered = fullRadius >= 0 && halfRadius >= fullRadius && sixthRadius >= halfRadius;
        if (!ordered || Double.isInfinite(sixthRadius)) {
            throw new IllegalArgumentException(
                    "interest.rings=%s, %s, %s not ascending from 0"
                            .formatted(fullRadius, halfRadius, sixthRadius));
        }
        if (fullRate < 1 || fullRate > InterestConfig.MAX_VISIBLE) {
            throw new IllegalArgumentException(
                    "interest.full-rate=" + fullRate + " not in [1, 1024]");
        }
    }

    /// Everything in view every tick.
    public static DetailRings none() {
        return new DetailRings(1e9, 1e9, 1e9, InterestConfig.MAX_VISIBLE);
    }

    /// A fifth and two fifths of a view of 100 m: where a step of a tenth of a second is seen.
    public static DetailRings defaults() {
        return new DetailRings(20, 40, 120, 64);
    }

    double border(int ring) {
        return switch (ring) {
            case 0 -> fullRadius;
            case 1 -> halfRadius;
            default -> sixthRadius;
        };
    }
}
