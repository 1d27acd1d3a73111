package dev.rudp.benchmarks.scaling;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import dev.rudp.engine.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Measures by the clock what more threads bring, from one to the number of cores and one beyond:
/// the movement of all bodies split over workers, which is the largest phase of the world's tick
/// that falls apart by itself, beside the phases that do not; and telling all players what they
/// see, split over shards as the server splits it. Every number of workers must lead to the same
/// state.
public final class WorkersBenchmark implements Benchmark {
    private static final int WARM_UP_TICKS = 200;
    private static final int TICKS_PER_SECOND = 60;
    private static final String[] PHASES = {"separation", "movement", "frame and index"};

    @Override
    public String name() {
        return "workers";
    }

    @Override
    public String question() {
        return "What do more threads bring to the world's tick, and to telling players of it?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) {
        int most = Runtime.getRuntime().availableProcessors() + 1;
        int ticks = options.seconds() * TICKS_PER_SECOND;
        List<Threads> rows = IntStream.rangeClosed(1, most).mapToObj(Threads::new).toList();
        for (int round = 1; round <= options.rounds(); round++) {
            progress.accept("round " + round + " of " + options.rounds());
            long hash = 0;
            for (Threads row : rows) {
                MovementScene scene = new MovementScene(options.players());
                row.tickUs.add(moved(scene, row.count, ticks));
                if (row.count > 1 && scene.stateHash() != hash) {
                    throw new IllegalStateException(row.count + " workers lead to another state");
                }
                hash = scene.stateHash();
            }
            PopulatedWorld world = new PopulatedWorld(options.players());
            for (Threads row : rows) {
                row.tellUs.add(told(world, row.count, ticks));
            }
        }
        BenchReport report = new BenchReport(this);
        rows.forEach(row -> report.row(row.cells()));
        return report.figure("players", options.players()).figure("ticks", ticks);
    }

    /// What so many threads took, by round.
    private static final class Threads {
        final int count;
        final List<double[]> tickUs = new ArrayList<>();
        final List<Double> tellUs = new ArrayList<>();

        Threads(int count) {
            this.count = count;
        }

        Map<String, Object> cells() {
            Map<String, Object> cells = new LinkedHashMap<>();
            cells.put("threads", count);
            for (int phase = 0; phase < PHASES.length; phase++) {
                int at = phase;
                double[] us = tickUs.stream().mapToDouble(tick -> tick[at]).toArray();
                cells.put(PHASES[phase] + " us", Medians.of(us));
            }
            cells.put("telling us", Medians.of(tellUs.stream().mapToDouble(us -> us).toArray()));
            return cells;
        }
    }

    /// {@return the median of each phase, in microseconds by the clock}
    private static double[] moved(MovementScene scene, int workers, int ticks) {
        double[][] ns = new double[PHASES.length][ticks];
        try (Crew crew = new Crew(workers)) {
            for (int tick = -WARM_UP_TICKS; tick < ticks; tick++) {
                scene.think();
                long start = System.nanoTime();
                scene.separate();
                long separated = System.nanoTime();
                crew.run(worker -> scene.move(worker, crew.workers()));
                long moved = System.nanoTime();
                scene.publish();
                if (tick >= 0) {
                    ns[0][tick] = separated - start;
                    ns[1][tick] = moved - separated;
                    ns[2][tick] = System.nanoTime() - moved;
                }
            }
        }
        return Arrays.stream(ns).mapToDouble(phase -> Medians.of(phase) / 1_000).toArray();
    }

    private static double told(PopulatedWorld world, int shards, int ticks) {
        double[] ns = new double[ticks];
        PopulatedWorld.Teller[] tellers = new PopulatedWorld.Teller[shards];
        Arrays.setAll(tellers, shard -> world.teller());
        int players = world.players();
        try (Crew crew = new Crew(shards)) {
            for (int tick = -WARM_UP_TICKS; tick < ticks; tick++) {
                world.think();
                Frame frame = world.advance();
                long start = System.nanoTime();
                crew.run(shard ->
                        tellers[shard].tell(
                                frame, players * shard / shards, players * (shard + 1) / shards));
                if (tick >= 0) {
                    ns[tick] = System.nanoTime() - start;
                }
            }
        }
        return Medians.of(ns) / 1_000;
    }
}
