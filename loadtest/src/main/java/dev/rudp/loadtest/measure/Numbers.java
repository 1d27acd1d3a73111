package dev.rudp.loadtest.measure;

import java.math.BigDecimal;
import java.math.MathContext;
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

    /// {@return `value` to nine digits, without zeros at the end: for limits}
    public static String exact(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    /// {@return a count for people: `1,234,567`}
    public static String plain(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
