package dev.rudp.benchmarks.snapshot;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Measures a tick's replication work, by the CPU time of the measuring thread: publishing the
/// frame with its index, interest of all players, snapshots of all players; and beside them a bare
/// delta loop over the same rows of the same entities, which remembers nothing, checks nothing and
/// prioritises nothing: the floor. All four have their turn in every tick. A sample of the players
/// decodes everything and checks it by checksum.
public final class SnapshotBenchmark implements Benchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_TICKS = 150;
    private static final String[] PARTS = {"frame", "interest", "snapshot", "bare loop"};

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String question() {
        return "What do interest and delta snapshots cost per player, all of them moving?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) {
        ReplicationScene scene = new ReplicationScene(options.players());
        progress.accept("warm-up of " + WARM_UP_TICKS + " ticks");
        for (int i = 0; i < WARM_UP_TICKS; i++) {
            turn(scene);
        }
        scene.resetCounts();
        double[][] ns = new double[PARTS.length][0];
        int ticks = 0;
        for (int round = 1; round <= options.rounds(); round++) {
            progress.accept("round " + round + " of " + options.rounds());
            long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.seconds());
            while (System.nanoTime() < endNs) {
                double[] cost = turn(scene);
                for (int part = 0; part < PARTS.length; part++) {
                    if (ticks == ns[part].length) {
                        ns[part] = Arrays.copyOf(ns[part], 2 * ticks + 64);
                    }
                    ns[part][ticks] = cost[part];
                }
                ticks++;
            }
        }
        return report(scene, ns, ticks);
    }

    private BenchReport report(ReplicationScene scene, double[][] ns, int ticks) {
        BenchReport report = new BenchReport(this);
        double[] median = new double[PARTS.length];
        for (int part = 0; part < PARTS.length; part++) {
            median[part] = Medians.of(Arrays.copyOf(ns[part], ticks));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("part", PARTS[part]);
            row.put("usPerTick", median[part] / 1_000);
            row.put("nsPerPlayer", median[part] / scene.players());
            row.put("nsPerEntity", median[part] / scene.players() / scene.meanVisible());
            report.row(row);
        }
        return report.figure("players", scene.players())
                .figure("ticks", ticks)
                .figure("visibleMean", scene.meanVisible())
                .figure("interestAndSnapshotNsPerPlayer", (median[1] + median[2]) / scene.players())
                .figure("snapshotToBareLoopRatio", median[2] / median[3])
                .figure("bytesPerSnapshot", scene.bytesPerSnapshot())
                .figure("bytesPerEntityUpdate", scene.bytesPerUpdate())
                .figure("snapshotsChecked", scene.checked())
                .figure("stateMismatches", scene.mismatches());
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
