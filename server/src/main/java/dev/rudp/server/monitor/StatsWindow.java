package dev.rudp.server.monitor;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// One window that is being filled: where it began, and the times recorded since. Guarded by the
/// [MeterWindows] that holds it.
final class StatsWindow {
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SNAPSHOT_HEADER_BYTES = 8;
    private static final double BYTES_PER_MB = 1024 * 1024;

    final Histogram tick = Recorder.emptyHistogram();
    final Histogram snapshotAge = Recorder.emptyHistogram();
    final Histogram rtt = Recorder.emptyHistogram();
    final Histogram staleness = Recorder.emptyHistogram();
    long gcPauseMsMax;
    private Totals start;

    StatsWindow(Totals start) {
        this.start = start;
    }

    void restart(Totals from) {
        start = from;
        tick.reset();
        snapshotAge.reset();
        rtt.reset();
        staleness.reset();
        gcPauseMsMax = 0;
    }

    long startNs() {
        return start.atNs();
    }

    ServerStats figures(ServerMeters meters, Totals now) {
        double seconds = (now.atNs() - start.atNs()) / NANOS_PER_SECOND;
        double cpuSeconds = (now.cpuNs() - start.cpuNs()) / NANOS_PER_SECOND;
        long ticks = now.ticks() - start.ticks();
        int cores = Runtime.getRuntime().availableProcessors();
        long rss = ProcessFigures.rssBytes();
        long updates = now.entityUpdates() - start.entityUpdates();
        return new ServerStats(
                seconds,
                cores,
                meters.udpDriver(),
                meters.cipher(),
                ticks,
                ratio((double) ticks, seconds),
                meanMs(tick),
                percentileMs(tick, 50),
                percentileMs(tick, 99),
                maxMs(tick),
                now.ticksSkipped() - start.ticksSkipped(),
                now.ticksOverrun() - start.ticksOverrun(),
                snapshotAge.getTotalCount(),
                percentileMs(snapshotAge, 50),
                percentileMs(snapshotAge, 99),
                maxMs(snapshotAge),
                updates,
                ratio((double) (now.snapshotBytes() - start.snapshotBytes()), (double) updates),
                fullStateBytes(meters, now, updates),
                percentileMs(staleness, 99),
                maxMs(staleness),
                now.entitiesWaited() - start.entitiesWaited(),
                meters.shards().stream().mapToLong(ShardMeters::qualityStep).max().orElse(0),
                percentileMs(rtt, 50),
                percentileMs(rtt, 99),
                now.datagramsIn() - start.datagramsIn(),
                now.datagramsOut() - start.datagramsOut(),
                now.bytesIn() - start.bytesIn(),
                now.bytesOut() - start.bytesOut(),
                now.inputsStarved() - start.inputsStarved(),
                Totals.sum(meters.shards(), ShardMeters::connected),
                Totals.sum(meters.shards(), ShardMeters::connecting),
                meters.world().entityCount(),
                cpuSeconds,
                ratio(cpuSeconds, seconds * cores),
                threadCpuSeconds(now),
                rss == ProcessFigures.UNKNOWN ? null : rss / BYTES_PER_MB,
                ProcessFigures.heapUsedBytes() / BYTES_PER_MB,
                ratio((double) (now.allocatedBytes() - start.allocatedBytes()), (double) ticks),
                now.gcPauses() - start.gcPauses(),
                now.gcPauseMs() - start.gcPauseMs(),
                gcPauseMsMax,
                Totals.difference(now.drops(), start.drops()));
    }

    /// {@return what an update would take if each entity were told whole, plainly packed, behind
    /// the same headers}
    private double fullStateBytes(ServerMeters meters, Totals now, long updates) {
        long snapshots = now.snapshots() - start.snapshots();
        double whole =
                meters.shards().stream().mapToDouble(ShardMeters::fullStateBytes).max().orElse(0);
        return updates == 0 ? 0 : whole + (double) SNAPSHOT_HEADER_BYTES * snapshots / updates;
    }

    private Map<String, Double> threadCpuSeconds(Totals now) {
        Map<String, Double> seconds = new TreeMap<>();
        Totals.difference(now.threadCpuNs(), start.threadCpuNs())
                .forEach((thread, ns) -> seconds.put(thread, ns / NANOS_PER_SECOND));
        return seconds;
    }

    private static double meanMs(Histogram histogram) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getMean() / NANOS_PER_MS;
    }

    private static double percentileMs(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0
                ? 0
                : histogram.getValueAtPercentile(percentile) / NANOS_PER_MS;
    }

    private static double maxMs(Histogram histogram) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue() / NANOS_PER_MS;
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }
}
