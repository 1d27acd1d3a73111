package dev.rudp.game.movement;

import dev.rudp.game.map.WorldMap;

/// How movement feels. The server and its clients must use equal settings.
///
/// @param bodyRadiusMetres of a body, which is an upright capsule; 0.1..1
/// @param bodyHeightMetres 0.5..3, at least twice the radius
/// @param stepHeightMetres ledges up to this are climbed in running; 0..1
/// @param slopeLimitDegrees the steepest ground that carries; 0..80
/// @param runMetresPerS speed on the ground with the stick at its rim; 0.5..40
/// @param sprintMetresPerS the same with the sprint button: the limit of all horizontal speed, at
///   least the run speed, at most 40
/// @param accelerationMetresPerS2 towards the wanted velocity, on the ground; 2..500
/// @param frictionMetresPerS2 towards rest without a stick, on the ground; 2..500
/// @param airAccelerationMetresPerS2 towards the wanted velocity, in the air; 2..500
/// @param gravityMetresPerS2 1..100
/// @param jumpMetresPerS upward speed at take-off; 0 (no jumping)..20
/// @param fallLimitMetresPerS the largest speed downwards; 1..60
/// @param separationMetresPerS how fast overlapping bodies push each other apart; 0 (they do
///   not)..10
public record MovementSettings(
        double bodyRadiusMetres,
        double bodyHeightMetres,
        double stepHeightMetres,
        double slopeLimitDegrees,
        double runMetresPerS,
        double sprintMetresPerS,
        double accelerationMetresPerS2,
        double frictionMetresPerS2,
        double airAccelerationMetresPerS2,
        double gravityMetresPerS2,
        double jumpMetresPerS,
        double fallLimitMetresPerS,
        double separationMetresPerS) {
    private static final double MAX_SPEED = 40;

    /// Below this an acceleration is less than two velocity units a tick, and rounding would show.
    private static final double MIN_ACCELERATION = 2;

    public MovementSettings {
        check("body-radius-metres", bodyRadiusMetres, 0.1, WorldMap.MAX_BODY_RADIUS_METRES);
        check("body-height-metres", bodyHeightMetres, 0.5, WorldMap.MAX_BODY_HEIGHT_METRES);
        check("body-height-metres", bodyHeightMetres, 2 * bodyRadiusMetres, bodyHeightMetres);
        check("step-height-metres", stepHeightMetres, 0, Math.min(1, bodyHeightMetres));
        check("slope-limit-degrees", slopeLimitDegrees, 0, 80);
        check("run-metres-per-s", runMetresPerS, 0.5, MAX_SPEED);
        check("sprint-metres-per-s", sprintMetresPerS, runMetresPerS, MAX_SPEED);
        check("acceleration-metres-per-s2", accelerationMetresPerS2, MIN_ACCELERATION, 500);
        check("friction-metres-per-s2", frictionMetresPerS2, MIN_ACCELERATION, 500);
        check("air-acceleration-metres-per-s2", airAccelerationMetresPerS2, MIN_ACCELERATION, 500);
        check("gravity-metres-per-s2", gravityMetresPerS2, 1, 100);
        check("jump-metres-per-s", jumpMetresPerS, 0, 20);
        check("fall-limit-metres-per-s", fallLimitMetresPerS, 1, 60);
        check("separation-metres-per-s", separationMetresPerS, 0, 10);
    }

    /// A brisk third-person feel: steps of 0.4 m, slopes of 50°, full run speed after 0.12 s,
    /// standing after 0.15 s, jumps of 6.5² / (2 × 20) = 1.05 m that last 0.65 s.
    public static MovementSettings defaults() {
        return new MovementSettings(0.375, 1.75, 0.4, 50, 6, 8, 50, 40, 12, 20, 6.5, 40, 2);
    }

    private static void check(String key, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    "movement." + key + "=" + value + " not in [" + min + ", " + max + "]");
        }
    }
}
