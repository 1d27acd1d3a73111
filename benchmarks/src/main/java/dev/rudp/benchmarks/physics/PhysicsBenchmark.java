package dev.rudp.benchmarks.physics;

import com.sun.management.ThreadMXBean;
import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import dev.rudp.engine.physics.CapsuleMover;
import dev.rudp.engine.physics.CollisionScene;
import dev.rudp.engine.physics.SceneBuilder;
import dev.rudp.engine.physics.SceneQuery;
import dev.rudp.engine.physics.Terrain;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Asks two worlds of one square kilometre with 4,000 solids: one level, one with hills. CPU time
/// of the measuring thread per question; every kind has a short turn in every round, and the figure
/// is the median of the turns. The share of hits is shown, for a ray that meets nothing is cheap.
public final class PhysicsBenchmark implements Benchmark {
    private static final int METRE = 256;
    private static final int SIZE = 1_000 * METRE;
    private static final int SOLIDS = 4_000;
    private static final int TURN_QUESTIONS = 50_000;
    private static final int WARM_UP_TURNS = 6;
    private static final int TURNS_PER_ROUND = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long random;

    private enum Question {
        SIGHT_10_M,
        SIGHT_50_M,
        RAY_50_M,
        BALL_2_M,
        CAPSULE_2_M,
        BOX_2_M,
        WALK
    }

    @Override
    public String name() {
        return "physics";
    }

    @Override
    public String question() {
        return "What does a question about solid things cost, in a square kilometre with 4,000 of"
                + " them?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) {
        BenchReport report = new BenchReport(this);
        int turns = options.rounds() * TURNS_PER_ROUND;
        report.figure("solids", SOLIDS);
        report.figure("turns", turns).figure("questionsPerTurn", TURN_QUESTIONS);
        for (boolean hills : new boolean[] {false, true}) {
            progress.accept(hills ? "hills" : "level ground");
            measure(new Asker(scene(hills)), hills, turns, report);
        }
        return report;
    }

    private void measure(Asker asker, boolean hills, int turns, BenchReport report) {
        Question[] questions = Question.values();
        double[][] ns = new double[questions.length][turns];
        int[] hits = new int[questions.length];
        for (int turn = -WARM_UP_TURNS; turn < turns; turn++) {
            for (int i = 0; i < questions.length; i++) {
                random = 42;
                long cpuNs = THREADS.getCurrentThreadCpuTime();
                int hit = asker.ask(questions[i], TURN_QUESTIONS);
                cpuNs = THREADS.getCurrentThreadCpuTime() - cpuNs;
                if (turn >= 0) {
                    ns[i][turn] = (double) cpuNs / TURN_QUESTIONS;
                    hits[i] = hit;
                }
            }
        }
        for (int i = 0; i < questions.length; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("question", questions[i].name().toLowerCase(Locale.ROOT));
            row.put("ground", hills ? "hills" : "level");
            row.put("ns", Medians.of(ns[i]));
            row.put("hitPercent", 100.0 * hits[i] / TURN_QUESTIONS);
            report.row(row);
        }
    }

    private CollisionScene scene(boolean hills) {
        random = 7;
        SceneBuilder scene = new SceneBuilder(SIZE, SIZE, 64 * METRE);
        if (hills) {
            int points = SIZE / (4 * METRE) + 2;
            int[] heights = new int[points * points];
            for (int i = 0; i < heights.length; i++) {
                heights[i] = below(2 * METRE);
            }
            scene.terrain(new Terrain(4 * METRE, points, points, heights));
        }
        for (int i = 0; i < SOLIDS; i++) {
            int x = below(SIZE);
            int y = below(SIZE);
            int long1 = METRE + below(6 * METRE);
            int thin = METRE / 4 + below(METRE);
            switch (i % 4) {
                case 0 -> scene.box(x, y, 0, x + 2 * long1, y + 2 * thin, 5 * METRE, i);
                case 1 -> scene.box(x, y, 0, x + 2 * thin, y + 2 * long1, 4 * METRE, i);
                case 2 -> scene.turnedBox(x, y, 0, long1, thin, 3 * METRE, below(65_536), i);
                default -> scene.capsule(x, y, -METRE, 4 * METRE, METRE / 2, i);
            }
        }
        return scene.build();
    }

    /// SplitMix64.
    private int below(int bound) {
        long mixed = random += 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) ((((mixed ^ (mixed >>> 31)) >>> 33) * bound) >>> 31);
    }

    private final class Asker {
        private static final int WALKERS = 2_000;

        private final CollisionScene scene;
        private final SceneQuery query;
        private final CapsuleMover mover;
        private final int[] x = new int[WALKERS];
        private final int[] y = new int[WALKERS];
        private final int[] z = new int[WALKERS];

        Asker(CollisionScene scene) {
            this.scene = scene;
            query = new SceneQuery(scene);
            mover = new CapsuleMover(scene, 96, 448, 102, 0.64);
            for (int i = 0; i < WALKERS; i++) {
                do {
                    x[i] = below(SIZE);
                    y[i] = below(SIZE);
                    z[i] = mover.standOn(x[i], y[i]);
                } while (!mover.isFree(x[i], y[i], z[i]));
            }
        }

        int ask(Question question, int count) {
            int hits = 0;
            for (int i = 0; i < count; i++) {
                hits += one(question, i % WALKERS) ? 1 : 0;
            }
            return hits;
        }

        private boolean one(Question question, int walker) {
            return switch (question) {
                case SIGHT_10_M -> !sees(10 * METRE);
                case SIGHT_50_M -> !sees(50 * METRE);
                case RAY_50_M -> {
                    int reach = 50 * METRE;
                    int fromX = reach + below(SIZE - 2 * reach);
                    int fromY = reach + below(SIZE - 2 * reach);
                    double height = scene.groundAt(fromX, fromY) + 400;
                    yield query.ray(fromX, fromY, height, way(reach), way(reach), way(100));
                }
                case BALL_2_M, CAPSULE_2_M, BOX_2_M -> cast(question);
                case WALK -> {
                    mover.move(x[walker], y[walker], z[walker], way(26), way(26), -4, true);
                    x[walker] = mover.x();
                    y[walker] = mover.y();
                    z[walker] = mover.z();
                    yield mover.planeCount() > 0;
                }
            };
        }

        private boolean sees(int reach) {
            int fromX = reach + below(SIZE - 2 * reach);
            int fromY = reach + below(SIZE - 2 * reach);
            int toX = fromX + way(reach);
            int toY = fromY + way(reach);
            int fromZ = (int) scene.groundAt(fromX, fromY) + 400;
            int toZ = (int) scene.groundAt(toX, toY) + 400;
            return query.sees(fromX, fromY, fromZ, toX, toY, toZ);
        }

        private boolean cast(Question question) {
            int fromX = 10 * METRE + below(SIZE - 20 * METRE);
            int fromY = 10 * METRE + below(SIZE - 20 * METRE);
            double fromZ = scene.groundAt(fromX, fromY) + 300;
            double wayX = way(2 * METRE);
            double wayY = way(2 * METRE);
            return switch (question) {
                case BALL_2_M -> query.sphere(fromX, fromY, fromZ, 40, wayX, wayY, 0);
                case CAPSULE_2_M -> query.capsule(fromX, fromY, fromZ, 96, 448, wayX, wayY, 0);
                default -> query.box(fromX, fromY, fromZ, 90, 60, 90, 0.6, 0.8, wayX, wayY, 0);
            };
        }

        private int way(int reach) {
            return below(2 * reach) - reach;
        }
    }
}
