package dev.rudp.game.declare;

import dev.rudp.game.map.Distance;

/// What a number of a file becomes in the running game. Everything there is an int, so that equal
/// content gives equal games on every machine.
public enum Unit {
    /// A whole number, kept as it is.
    COUNT("", 1),

    /// Seconds, to ticks: at least one for anything above 0.
    SECONDS("seconds", 0),

    /// Metres, to 1/256 m.
    METRES("metres", Distance.PER_METRE),

    /// Metres a second, to 1/256 m a second.
    METRES_PER_S("metres-per-s", Distance.PER_METRE),

    /// An angle in degrees, to 1/65,536 turn.
    DEGREES("degrees", 65_536 / 360.0),

    /// Points of health, damage, a stat: to thousandths.
    POINTS("", 1_000),

    /// A share or a factor, to thousandths: 0.25 is a quarter, 250.
    RATIO("", 1_000);

    private final String suffix;
    private final double scale;

    Unit(String suffix, double scale) {
        this.suffix = suffix;
        this.scale = scale;
    }

    /// {@return the key for a component of that name: lower-case with dashes, and the unit last}
    String key(String component) {
        String dashed = Names.dashed(component);
        return suffix.isEmpty() ? dashed : dashed + "-" + suffix;
    }

    /// {@return the value in the running game}
    int convert(double value, int tickHz) {
        if (this == SECONDS) {
            int ticks = (int) Math.rint(value * tickHz);
            return value > 0 ? Math.max(1, ticks) : ticks;
        }
        return (int) Math.rint(value * scale);
    }
}
