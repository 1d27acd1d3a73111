package dev.rudp.benchmarks.space;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import dev.rudp.benchmarks.space.Candidate.Work;
import dev.rudp.engine.space.SpatialIndexConfig;
import dev.rudp.engine.space.SpatialIndexConfig.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Measures every spatial index, by the CPU time of the measuring thread: building it from a
/// frame's points, and each question, asked by two thousand of the points in no order. All have a
/// short turn in every round; the figure is the median of the turns. The plain list is brute force,
/// and the judge: every index must give its answers. The row `tick` is one build and an eighth of
/// the points asking for their interest: what a tick of a world of that size pays.
public final class SpaceBenchmark implements Benchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int QUESTIONS = 2_000;
    private static final int WARM_UP_TURNS = 3;
    private static final int TURNS_PER_ROUND = 4;

    /// Brute force is asked less often: so many points are looked at in a turn.
    private static final int LIST_POINTS_PER_TURN = 4_000_000;

    private static final int BUILD_POINTS_PER_TURN = 200_000;

    /// Each player's interest is evaluated every eighth tick.
    private static final int INTEREST_TICKS = 8;

    private static final Map<String, SpatialIndexConfig> CONFIGS = configs();

    private static Map<String, SpatialIndexConfig> configs() {
        Map<String, SpatialIndexConfig> configs = new LinkedHashMap<>();
        configs.put("list", new SpatialIndexConfig(Kind.LIST, 1));
        configs.put("quadtree", new SpatialIndexConfig(Kind.QUADTREE, 1));
        configs.put("octree", new SpatialIndexConfig(Kind.OCTREE, 1));
        configs.put("grid8", new SpatialIndexConfig(Kind.HASH_GRID, 8));
        configs.put("grid16", new SpatialIndexConfig(Kind.HASH_GRID, 16));
        configs.put("grid32", new SpatialIndexConfig(Kind.HASH_GRID, 32));
        return configs;
    }

    private final int[] sizes;

    public SpaceBenchmark() {
        this(2_000, 10_000, 100_000);
    }

    SpaceBenchmark(int... sizes) {
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "space";
    }

    @Override
    public String question() {
        return "What do building and asking each spatial index cost, in ns?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) {
        BenchReport report = new BenchReport(this);
        int turns = options.rounds() * TURNS_PER_ROUND;
        report.figure("turns", turns).figure("questionsPerTurn", QUESTIONS);
        long checked = 0;
        for (Crowd.Shape shape : Crowd.Shape.values()) {
            for (int size : sizes) {
                Crowd crowd = new Crowd(size, shape, QUESTIONS);
                progress.accept(size + " points, " + name(shape));
                checked += compare(crowd, shape, turns, report);
            }
        }
        return report.figure("answersCompared", checked);
    }

    @SuppressWarnings("EnumOrdinal") // a row of the table for each
    private static long compare(Crowd crowd, Crowd.Shape shape, int turns, BenchReport report) {
        String[] names = CONFIGS.keySet().toArray(String[]::new);
        Candidate[] candidates =
                CONFIGS.values().stream()
                        .map(config -> new Candidate(config, crowd))
                        .toArray(Candidate[]::new);
        Work[] works = Work.values();
        long checked = 0;
        for (Work work : works) {
            checked += check(candidates, names, work, times(crowd, work, true));
        }
        double[][][] ns = new double[works.length][candidates.length][turns];
        for (int turn = -WARM_UP_TURNS; turn < turns; turn++) {
            for (Work work : works) {
                for (int i = 0; i < candidates.length; i++) {
                    int times = times(crowd, work, i == 0);
                    double cost = measure(candidates[i], work, times);
                    if (turn >= 0) {
                        ns[work.ordinal()][i][turn] = cost;
                    }
                }
            }
        }
        report(crowd, shape, ns, report);
        return checked;
    }

    @SuppressWarnings("EnumOrdinal") // a row of the table for each
    private static void report(
            Crowd crowd, Crowd.Shape shape, double[][][] ns, BenchReport report) {
        String[] names = CONFIGS.keySet().toArray(String[]::new);
        double[] tick = new double[names.length];
        for (Work work : Work.values()) {
            Map<String, Object> row = row(crowd, shape, name(work));
            for (int i = 0; i < names.length; i++) {
                double median = Medians.of(ns[work.ordinal()][i]);
                row.put(names[i], median);
                if (work == Work.BUILD) {
                    tick[i] += median;
                } else if (work == Work.CIRCLE) {
                    tick[i] += median * crowd.x.length / INTEREST_TICKS;
                }
            }
            report.row(row);
        }
        Map<String, Object> row = row(crowd, shape, "tick");
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], tick[i]);
        }
        report.row(row);
    }

    private static Map<String, Object> row(Crowd crowd, Crowd.Shape shape, String work) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("points", crowd.x.length);
        row.put("shape", name(shape));
        row.put("work", work);
        return row;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static int times(Crowd crowd, Work work, boolean isList) {
        int points = crowd.x.length;
        if (work == Work.BUILD) {
            return Math.max(1, BUILD_POINTS_PER_TURN / points);
        }
        return isList ? Math.min(QUESTIONS, LIST_POINTS_PER_TURN / points) : QUESTIONS;
    }

    /// Compares with the first; {@return the number of answers compared}
    private static long check(Candidate[] candidates, String[] names, Work work, int times) {
        int questions = Math.min(times, QUESTIONS);
        long expected = candidates[0].answers(work, questions);
        for (int i = 1; i < candidates.length; i++) {
            if (candidates[i].answers(work, questions) != expected) {
                throw new IllegalStateException(names[i] + " gives other answers to " + work);
            }
        }
        return (long) questions * (candidates.length - 1);
    }

    private static double measure(Candidate candidate, Work work, int times) {
        long before = candidate.found();
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        candidate.run(work, times);
        cpuNs = THREADS.getCurrentThreadCpuTime() - cpuNs;
        if (candidate.found() == before && work != Work.RAY) {
            throw new IllegalStateException("nothing found by " + work);
        }
        return (double) cpuNs / times;
    }
}
