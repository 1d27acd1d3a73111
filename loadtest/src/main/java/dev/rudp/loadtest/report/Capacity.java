package dev.rudp.loadtest.report;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.Verdict.Result;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// A finished search for the largest number of players.
///
/// @param seconds that each point was measured for
/// @param rates ticks per second that were searched at
/// @param points in the order in which they were tried
public record Capacity(String scenario, int seconds, List<Integer> rates, List<Point> points) {

    /// The one target that the search does not go by: how far the longest of some hundred ticks is
    /// from the mean one tells of the machine's other work, and hardly changes with the players. It
    /// is judged and reported all the same.
    private static final String LONGEST_TICK = "tickMaxToMean";

    /// One number of players that was tried.
    ///
    /// @param missed keys of the figures that missed their targets
    /// @param reason the first reason why it was not held; empty when it was
    public record Point(
            int tickHz,
            int players,
            Result result,
            List<String> missed,
            String reason,
            Figures figures) {
        public Point {
            missed = List.copyOf(missed);
        }

        /// {@return whether every target was kept, but perhaps that of the longest tick}
        public boolean held() {
            return result == Result.PASSED || missed.equals(List.of(LONGEST_TICK));
        }

        /// {@return whether every target was kept}
        public boolean heldAll() {
            return result == Result.PASSED;
        }

        /// {@return `held`, `held*` (all but the longest tick), `not held`, or `invalid`: nobody
        /// knows, for the bots were late}
        public String outcome() {
            return switch (result) {
                case PASSED -> "held";
                case FAILED -> held() ? "held*" : "not held";
                case INVALID -> "invalid";
            };
        }
    }

    public Capacity {
        rates = List.copyOf(rates);
        points = List.copyOf(points);
    }

    /// {@return the largest number that held at that rate, whatever its longest tick; 0 for none}
    public int most(int tickHz) {
        return largest(tickHz, Point::held);
    }

    /// {@return the largest number with which every single target was kept; 0 for none}
    public int mostWithAll(int tickHz) {
        return largest(tickHz, Point::heldAll);
    }

    private int largest(int tickHz, Predicate<Point> wanted) {
        return points.stream()
                .filter(point -> point.tickHz() == tickHz && wanted.test(point))
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
