package dev.rudp.loadtest.bot;

import org.HdrHistogram.Histogram;

/// What a swarm counts while it runs. Plain fields: only the swarm thread touches them; others get
/// a [SwarmSample].
final class SwarmCounters {
    /// Longer than this is all the same: it failed.
    private static final long LONGEST_NS = 60_000_000_000L;

    private static final int DIGITS = 3;

    long slotsDue;
    long inputsSent;
    long clockSkips;
    long datagramsSent;
    long bytesSent;
    long sendDrops;
    long datagramsReceived;
    long bytesReceived;
    long strays;
    long snapshots;
    long statesChecked;
    long stateMismatches;
    private Histogram rttNs = histogram();
    private Histogram latenessNs = histogram();

    void onRoundTrip(long ns) {
        rttNs.recordValue(clamp(ns));
    }

    void onHandOver(long latenessOfSendNs) {
        latenessNs.recordValue(clamp(latenessOfSendNs));
    }

    /// {@return the round trips so far, and starts anew}
    Histogram takeRttNs() {
        Histogram taken = rttNs;
        rttNs = histogram();
        return taken;
    }

    /// {@return the send lateness so far, and starts anew}
    Histogram takeLatenessNs() {
        Histogram taken = latenessNs;
        latenessNs = histogram();
        return taken;
    }

    private static long clamp(long ns) {
        return Math.max(0, Math.min(ns, LONGEST_NS));
    }

    private static Histogram histogram() {
        return new Histogram(1_000, LONGEST_NS, DIGITS);
    }
}
