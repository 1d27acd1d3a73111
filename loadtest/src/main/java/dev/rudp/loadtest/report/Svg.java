package dev.rudp.loadtest.report;

import java.util.Locale;

/// Text of SVG and HTML: escaping, numbers, and round steps for an axis. Pure functions.
final class Svg {
    private Svg() {}

    /// {@return `text` safe inside an element or a quoted attribute}
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// {@return a coordinate, to a tenth of a unit}
    static String at(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }

    /// {@return the step between grid lines: 1, 2 or 5 times a power of ten, such that at most
    /// `lines` of them reach `max`}
    static double step(double max, int lines) {
        double raw = max / lines;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (int factor : new int[] {1, 2, 5}) {
            if (power * factor >= raw) {
                return power * factor;
            }
        }
        return power * 10;
    }

    /// {@return an axis label: `120k`, `35`, `0.25`}
    static String label(double value) {
        double size = Math.abs(value);
        if (size >= 10_000) {
            return trim(String.format(Locale.ROOT, "%.1f", value / 1000)) + "k";
        }
        return trim(String.format(Locale.ROOT, "%.3f", value));
    }

    private static String trim(String decimal) {
        return decimal.replaceAll("\\.?0+$", "");
    }
}
