package dev.rudp.loadtest.report;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.Verdict.Result;
import java.util.Comparator;
import java.util.List;

/// A finished search for the largest number of players.
///
/// @param seconds that each point was measured for
/// @param rates ticks per second that were searched at
/// @param points in the order in which they were tried
public record Capacity(String scenario, int seconds, List<Integer> rates, List<Point> points) {

    /// One number of players that was tried.
    ///
    /// @param reason the first reason why it was not held; empty when it was
    public record Point(int tickHz, int players, Result result, String reason, Figures figures) {
        public boolean held() {
            return result == Result.PASSED;
        }

        /// {@return `held`, `not held`, or `invalid`: nobody knows, for the bots were late}
        public String outcome() {
            return switch (result) {
                case PASSED -> "held";
                case FAILED -> "not held";
                case INVALID -> "invalid";
            };
        }
    }

    public Capacity {
        rates = List.copyOf(rates);
        points = List.copyOf(points);
    }

    /// {@return the largest number that held at that rate; 0 for none}
    public int most(int tickHz) {
        return points.stream()
                .filter(point -> point.tickHz() == tickHz && point.held())
                .mapToInt(Point::players)
                .max()
                .orElse(0);
    }

    /// {@return the points of one rate by their number of players}
    List<Point> ascending(int tickHz) {
        return points.stream()
                .filter(point -> point.tickHz() == tickHz)
                .sorted(Comparator.comparingInt(Point::players))
                .toList();
    }
}
