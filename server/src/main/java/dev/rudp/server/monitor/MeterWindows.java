package dev.rudp.server.monitor;

import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The reading side of [ServerMeters], for any thread; calls exclude each other and never hold a
/// writer up. Two windows are kept: the *measuring* window, which lasts until someone restarts it
/// (a load test does, after its warm-up), and the *recent* one of about a second. Beside them, the
/// totals since the start for Prometheus. Nothing runs in the background: reading moves things on.
public final class MeterWindows implements AutoCloseable {
    private static final long RECENT_NS = 1_000_000_000L;

    private final ServerMeters meters;
    private final LongSupplier clockNs;
    private final GcPauses gc = new GcPauses();
    private final Histogram tick = Recorder.emptyHistogram();
    private final Histogram snapshotAge = Recorder.emptyHistogram();
    private final Histogram rtt = Recorder.emptyHistogram();
    private final StatsWindow measuring;
    private final StatsWindow recent;
    private @Nullable ServerStats lastRecent;

    public MeterWindows(ServerMeters meters) {
        this(meters, System::nanoTime);
    }

    MeterWindows(ServerMeters meters, LongSupplier clockNs) {
        this.meters = meters;
        this.clockNs = clockNs;
        Totals start = totals();
        measuring = new StatsWindow(start);
        recent = new StatsWindow(start);
    }

    /// {@return the figures since the measuring window was last restarted}
    public synchronized ServerStats measured() {
        drain();
        return measuring.figures(meters, totals());
    }

    /// Begins a new measuring window now.
    public synchronized void restartMeasuring() {
        drain();
        measuring.restart(totals());
    }

    /// {@return the figures of about the last second; of longer, when nobody asked for longer}
    public synchronized ServerStats recent() {
        ServerStats last = lastRecent;
        if (last != null && clockNs.getAsLong() - recent.startNs() < RECENT_NS) {
            return last;
        }
        drain();
        Totals now = totals();
        ServerStats figures = recent.figures(meters, now);
        recent.restart(now);
        lastRecent = figures;
        return figures;
    }

    /// {@return the end of the world's newest tick on the monotonic clock; 0 before the first}
    public long lastTickNs() {
        return meters.world().lastTickNs();
    }

    synchronized Histogram tickTotal() {
        drain();
        return tick.copy();
    }

    synchronized Histogram snapshotAgeTotal() {
        drain();
        return snapshotAge.copy();
    }

    synchronized Histogram rttTotal() {
        drain();
        return rtt.copy();
    }

    synchronized Totals totals() {
        return Totals.of(meters, gc, clockNs.getAsLong());
    }

    ServerMeters meters() {
        return meters;
    }

    @Override
    public void close() {
        gc.close();
    }

    /// Takes what the writers recorded into the totals and into every window.
    private void drain() {
        Histogram ticks = meters.world().tickRecorder().drain();
        tick.add(ticks);
        measuring.tick.add(ticks);
        recent.tick.add(ticks);
        for (ShardMeters shard : meters.shards()) {
            Histogram ages = shard.snapshotAgeRecorder().drain();
            snapshotAge.add(ages);
            measuring.snapshotAge.add(ages);
            recent.snapshotAge.add(ages);
            Histogram rtts = shard.rttRecorder().drain();
            rtt.add(rtts);
            measuring.rtt.add(rtts);
            recent.rtt.add(rtts);
            Histogram stale = shard.stalenessRecorder().drain();
            measuring.staleness.add(stale);
            recent.staleness.add(stale);
        }
        long pauseMs = gc.takeLongestMs();
        for (StatsWindow window : List.of(measuring, recent)) {
            window.gcPauseMsMax = Math.max(window.gcPauseMsMax, pauseMs);
        }
    }
}
