package dev.rudp.benchmarks.snapshot;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import dev.rudp.engine.interest.DetailRings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Measures a tick's replication work, by the CPU time of the measuring thread: publishing the
/// frame with its index, interest of all players, snapshots of all players; and beside them a bare
/// delta loop over the rows of everything in view, which remembers nothing, checks nothing and
/// prioritises nothing. Several scenes take turns. A sample of the players decodes everything and
/// checks it by checksum.
public final class SnapshotBenchmark implements Benchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_TICKS = 150;
    private static final int PARTS = 4;
    private static final int INTEREST = 1;
    private static final int SNAPSHOT = 2;
    private static final int LOOP = 3;

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String question() {
        return "What do interest and snapshots cost per player and tick, spread, crowded, in flocks?";
    }

    private static final class Case {
        final String name;
        final ReplicationScene scene;
        final double[][] ns = new double[PARTS][0];
        int ticks;

        Case(String name, ReplicationScene scene) {
            this.name = name;
            this.scene = scene;
        }

        double median(int part) {
            return Medians.of(Arrays.copyOf(ns[part], ticks)) / scene.players() / 1_000;
        }
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) {
        List<Case> cases = new ArrayList<>();
        for (Terrain.Scene scene : Terrain.Scene.values()) {
            cases.add(
                    new Case(
                            scene.name().toLowerCase(Locale.ROOT),
                            new ReplicationScene(
                                    scene, options.players(), DetailRings.defaults())));
        }
        cases.add(
                new Case(
                        "even, no rings",
                        new ReplicationScene(
                                Terrain.Scene.EVEN, options.players(), DetailRings.none())));
        progress.accept("warm-up of " + WARM_UP_TICKS + " ticks");
        for (Case each : cases) {
            for (int i = 0; i < WARM_UP_TICKS; i++) {
                turn(each.scene);
            }
            each.scene.resetCounts();
        }
        for (int round = 1; round <= options.rounds(); round++) {
            progress.accept("round " + round + " of " + options.rounds());
            for (Case each : cases) {
                measure(each, options.seconds());
            }
        }
        return report(cases);
    }

    private static void measure(Case each, int seconds) {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < endNs) {
            double[] cost = turn(each.scene);
            for (int part = 0; part < PARTS; part++) {
                if (each.ticks == each.ns[part].length) {
                    each.ns[part] = Arrays.copyOf(each.ns[part], 2 * each.ticks + 64);
                }
                each.ns[part][each.ticks] = cost[part];
            }
            each.ticks++;
        }
    }

    private BenchReport report(List<Case> cases) {
        BenchReport report = new BenchReport(this);
        long checked = 0;
        long mismatches = 0;
        for (Case each : cases) {
            ReplicationScene scene = each.scene;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("scene", each.name);
            row.put("visible", scene.meanVisible());
            row.put("interestUs", each.median(INTEREST));
            row.put("snapshotUs", each.median(SNAPSHOT));
            row.put("bareLoopUs", each.median(LOOP));
            row.put("updates", scene.updatesPerSnapshot());
            row.put("foreseenRatio", scene.foreseenRatio());
            row.put("bytes", scene.bytesPerSnapshot());
            row.put("bytesPerEntityUpdate", scene.bytesPerUpdate());
            row.put("fullStateBytesPerEntityUpdate", scene.fullStateBytesPerUpdate());
            row.put("stalenessMsP99", scene.staleMs(0.99));
            row.put("stalenessMsMax", scene.staleMs(1));
            report.row(row);
            checked += scene.checked();
            mismatches += scene.mismatches();
        }
        Case even = cases.getFirst();
        return report.figure("players", even.scene.players())
                .figure("ticks", even.ticks)
                .figure(
                        "interestAndSnapshotUsPerPlayer",
                        even.median(INTEREST) + even.median(SNAPSHOT))
                .figure("snapshotToBareLoopRatio", even.median(SNAPSHOT) / even.median(LOOP))
                .figure("bytesPerEntityUpdate", even.scene.bytesPerUpdate())
                .figure("fullStateBytesPerEntityUpdate", even.scene.fullStateBytesPerUpdate())
                .figure("snapshotsChecked", checked)
                .figure("stateMismatches", mismatches);
    }

    /// Plays one tick; {@return the CPU nanoseconds of each part}
    private static double[] turn(ReplicationScene scene) {
        scene.move();
        long start = THREADS.getCurrentThreadCpuTime();
        scene.publish();
        long published = THREADS.getCurrentThreadCpuTime();
        scene.interest();
        long interested = THREADS.getCurrentThreadCpuTime();
        scene.snapshots();
        long encoded = THREADS.getCurrentThreadCpuTime();
        scene.bareLoop();
        long looped = THREADS.getCurrentThreadCpuTime();
        scene.acknowledge();
        return new double[] {
            published - start, interested - published, encoded - interested, looped - encoded
        };
    }
}
