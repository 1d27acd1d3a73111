package dev.rudp.benchmarks.bench;

import java.util.Arrays;

/// The middle of several measurements, which one disturbed turn does not move.
public final class Medians {
    private Medians() {}

    /// {@return the median; NaN of nothing}
    public static double of(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
