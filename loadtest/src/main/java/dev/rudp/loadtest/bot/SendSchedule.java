package dev.rudp.loadtest.bot;

/// When each send is *intended*. Send number `s` belongs to bot `s mod bots`, and is due at `start
/// + s / (bots · hz)` seconds: every bot sends `hz` times a second, and all of them are spread
///   evenly. The schedule never looks at what really happened; a late sender stays late against it,
///   which is what keeps its measurements honest (no coordinated omission).
final class SendSchedule {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long startNs;
    private final int bots;
    private final long sendsPerSecond;

    SendSchedule(long startNs, int bots, int hz) {
        this.startNs = startNs;
        this.bots = bots;
        this.sendsPerSecond = (long) bots * hz;
    }

    /// {@return the instant of send `send`, exact to a nanosecond over years}
    long intendedNs(long send) {
        long seconds = send / sendsPerSecond;
        long rest = send % sendsPerSecond;
        return startNs + seconds * NS_PER_SECOND + rest * NS_PER_SECOND / sendsPerSecond;
    }

    /// {@return how many sends are due at `nowNs`, since the start}
    long due(long nowNs) {
        long elapsedNs = nowNs - startNs;
        if (elapsedNs < 0) {
            return 0;
        }
        long seconds = elapsedNs / NS_PER_SECOND;
        long restNs = elapsedNs % NS_PER_SECOND;
        return seconds * sendsPerSecond + restNs * sendsPerSecond / NS_PER_SECOND + 1;
    }

    int bot(long send) {
        return (int) (send % bots);
    }
}
