package dev.rudp.benchmarks.scaling;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import dev.rudp.engine.frame.Frame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Measures what a player costs in worlds of 500 to 4,000 players at one density, by the CPU time
/// of the measuring thread: its share of the world's tick, and interest and snapshot. All worlds
/// have their turn in every round.
public final class DensityBenchmark implements Benchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {500, 1_000, 2_000, 4_000};
    private static final int WARM_UP_TICKS = 120;
    private static final int AGE_TICKS = 70;

    @Override
    public String name() {
        return "density";
    }

    @Override
    public String question() {
        return "Does a player cost the same among 500 and among 4,000, at one density?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) {
        List<Turns> all = new ArrayList<>();
        for (int players : SIZES) {
            progress.accept("a world of " + players + " players");
            all.add(new Turns(new PopulatedWorld(players)));
        }
        for (int round = 1; round <= options.rounds(); round++) {
            progress.accept("round " + round + " of " + options.rounds());
            for (Turns turns : all) {
                turns.measure(TimeUnit.SECONDS.toNanos(options.seconds()));
            }
        }
        BenchReport report = new BenchReport(this);
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Turns turns : all) {
            report.row(turns.row());
            least = Math.min(least, turns.nsPerPlayer());
            most = Math.max(most, turns.nsPerPlayer());
        }
        return report.figure("mostToLeastRatio", most / least)
                .figure(
                        "firstToLastRatio",
                        all.getFirst().nsPerPlayer() / all.getLast().nsPerPlayer());
    }

    /// All turns of one world.
    private static final class Turns {
        private final PopulatedWorld world;
        private final PopulatedWorld.Teller teller;
        private final List<double[]> ticks = new ArrayList<>();

        Turns(PopulatedWorld world) {
            this.world = world;
            this.teller = world.teller();
            for (int i = 0; i < WARM_UP_TICKS; i++) {
                turn();
            }
        }

        void measure(long durationNs) {
            // The caches belong to another world still.
            for (int i = 0; i < AGE_TICKS; i++) {
                turn();
            }
            long endNs = System.nanoTime() + durationNs;
            while (System.nanoTime() < endNs) {
                ticks.add(turn());
            }
        }

        /// Plays one tick; {@return the CPU nanoseconds of the world, and of telling everybody}
        private double[] turn() {
            world.think();
            long startNs = THREADS.getCurrentThreadCpuTime();
            Frame frame = world.advance();
            long ticked = THREADS.getCurrentThreadCpuTime();
            teller.tell(frame, 0, world.players());
            return new double[] {ticked - startNs, THREADS.getCurrentThreadCpuTime() - ticked};
        }

        double nsPerPlayer() {
            return median(0) + median(1);
        }

        Map<String, Object> row() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("players", world.players());
            row.put("metres", world.metres());
            row.put("visible", world.meanVisible());
            row.put("worldTickUs", median(0) * world.players() / 1_000);
            row.put("worldNsPerPlayer", median(0));
            row.put("snapshotNsPerPlayer", median(1));
            row.put("nsPerPlayer", nsPerPlayer());
            return row;
        }

        private double median(int part) {
            return Medians.of(ticks.stream().mapToDouble(tick -> tick[part]).toArray())
                    / world.players();
        }
    }
}
