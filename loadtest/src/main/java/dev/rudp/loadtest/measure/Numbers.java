package dev.rudp.loadtest.measure;

import java.util.Locale;

/// Figures as text: three significant digits or so, `n/a` for NaN.
public final class Numbers {
    private Numbers() {}

    /// {@return `value` for people: `n/a`, `0.042`, `3.14`, `42.5`, `1,234`}
    public static String plain(double value) {
        if (Double.isNaN(value)) {
            return "n/a";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size >= 10) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, size >= 0.1 ? "%.2f" : "%.4f", value);
    }

    /// {@return a count for people: `1,234,567`}
    public static String plain(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
