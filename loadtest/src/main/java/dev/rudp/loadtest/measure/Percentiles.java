package dev.rudp.loadtest.measure;

import org.HdrHistogram.Histogram;

/// A distribution of durations, boiled down to what a table shows. All in milliseconds; NaN
/// throughout when nothing was recorded, for no value is not the value zero.
///
/// @param count how many values were recorded
public record Percentiles(
        double mean, double p50, double p90, double p99, double p999, double max, long count) {
    private static final double NS_PER_MS = 1e6;

    /// Nothing recorded.
    public static final Percentiles NONE =
            new Percentiles(
                    Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    /// {@return what `histogram`, recorded in nanoseconds, holds}
    public static Percentiles ofNs(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return NONE;
        }
        return new Percentiles(
                histogram.getMean() / NS_PER_MS,
                histogram.getValueAtPercentile(50) / NS_PER_MS,
                histogram.getValueAtPercentile(90) / NS_PER_MS,
                histogram.getValueAtPercentile(99) / NS_PER_MS,
                histogram.getValueAtPercentile(99.9) / NS_PER_MS,
                histogram.getMaxValue() / NS_PER_MS,
                histogram.getTotalCount());
    }
}
