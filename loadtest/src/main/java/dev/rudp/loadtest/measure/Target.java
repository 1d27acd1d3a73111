package dev.rudp.loadtest.measure;

/// One promise about one figure, and what the figure turned out to be.
///
/// @param figure the figure's key in the JSON report
/// @param label what a reader calls it
/// @param unit of value and limit, such as `ms`; empty for counts; [#RATIO] is shown as percent
/// @param value NaN when it could not be measured
public record Target(String figure, String label, String unit, double value, Limit limit) {
    /// The unit of figures between 0 and 1.
    public static final String RATIO = "ratio";

    /// How a target came out. A figure that nobody could measure is neither kept nor missed.
    public enum Outcome {
        KEPT,
        MISSED,
        UNKNOWN
    }

    public Outcome outcome() {
        if (Double.isNaN(value)) {
            return Outcome.UNKNOWN;
        }
        return limit.holds(value) ? Outcome.KEPT : Outcome.MISSED;
    }

    public boolean kept() {
        return outcome() == Outcome.KEPT;
    }

    /// {@return the value with its unit, for people}
    public String valueText() {
        return Numbers.plain(value * scale()) + unitText();
    }

    /// {@return the limit with its unit, for people}
    public String limitText() {
        String text = limit.text(scale());
        return text.endsWith("%") ? text : text + unitText();
    }

    private double scale() {
        return unit.equals(RATIO) ? 100 : 1;
    }

    private String unitText() {
        if (unit.equals(RATIO)) {
            return " %";
        }
        return unit.isEmpty() ? "" : " " + unit;
    }
}
