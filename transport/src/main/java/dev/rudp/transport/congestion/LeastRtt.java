package dev.rudp.transport.congestion;

/// The least of the round trips of late: of the current bucket of time and of the one before.
/// Owner: the shard thread.
final class LeastRtt {
    private static final long NONE = Long.MAX_VALUE;

    private long startNs;
    private long currentNs;
    private long beforeNs;

    void reset(long nowNs) {
        startNs = nowNs;
        currentNs = NONE;
        beforeNs = NONE;
    }

    /// @param bucketNs how long a bucket lasts: a sample counts for once to twice as long
    void add(long rttNs, long bucketNs, long nowNs) {
        long ageNs = nowNs - startNs;
        if (ageNs >= bucketNs) {
            beforeNs = ageNs >= 2 * bucketNs ? NONE : currentNs;
            currentNs = NONE;
            startNs = nowNs;
        }
        currentNs = Math.min(currentNs, rttNs);
    }

    boolean isKnown() {
        return currentNs != NONE;
    }

    /// {@return the least; only when it [#isKnown()]}
    long ns() {
        return Math.min(currentNs, beforeNs);
    }
}
