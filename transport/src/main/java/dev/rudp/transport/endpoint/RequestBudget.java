package dev.rudp.transport.endpoint;

/// A token bucket in one number (GCRA, ITU-T I.371): how often per second something may happen,
/// with a burst of up to a tenth of a second's share.
final class RequestBudget {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long BURST_NS = SECOND_NS / 10;

    private final long intervalNs;
    private long earliestNs;

    RequestBudget(int perSecond, long nowNs) {
        intervalNs = Math.max(1, SECOND_NS / perSecond);
        earliestNs = nowNs;
    }

    /// {@return whether one more may happen now; if so, it is paid for}
    boolean tryTake(long nowNs) {
        if (!isLeft(nowNs)) {
            return false;
        }
        take(nowNs);
        return true;
    }

    /// {@return whether one more may happen now}
    boolean isLeft(long nowNs) {
        return earliestNs - nowNs <= BURST_NS;
    }

    /// Pays for one.
    void take(long nowNs) {
        earliestNs = Math.max(earliestNs - nowNs, 0) + nowNs + intervalNs;
    }
}
