package dev.rudp.transport.ack;

/// Round-trip time from acknowledged packets, as RFC 9002 §5 smooths it. A sample is the time from
/// sending a packet to reading its ack, less what the peer says that the ack has waited. Owner: the
/// shard thread.
public final class RttEstimator {
    /// What is assumed before the first sample.
    public static final long INITIAL_NS = 100_000_000L;

    /// RFC 9002's kGranularity: the finest timer that makes sense.
    static final long GRANULARITY_NS = 1_000_000L;

    private static final long SAMPLE_MAX_NS = 60_000_000_000L;

    private boolean sampled;
    private long smoothedNs;
    private long variationNs;
    private long latestNs;
    private long leastNs;
    private long jitterNs;

    public RttEstimator() {
        reset();
    }

    public void reset() {
        sampled = false;
        smoothedNs = INITIAL_NS;
        variationNs = INITIAL_NS / 2;
        latestNs = INITIAL_NS;
        leastNs = INITIAL_NS;
        jitterNs = 0;
    }

    /// @param sampleNs from sending the packet to reading its ack
    /// @param ackDelayNs the peer's word for how long the ack waited; not believed when the RTT
    ///   would fall below the least sample (RFC 9002 §5.3)
    public void onSample(long sampleNs, long ackDelayNs) {
        long wholeNs = Math.clamp(sampleNs, 0, SAMPLE_MAX_NS);
        leastNs = sampled ? Math.min(leastNs, wholeNs) : wholeNs;
        long rttNs = wholeNs - leastNs >= ackDelayNs ? wholeNs - ackDelayNs : wholeNs;
        if (!sampled) {
            sampled = true;
            smoothedNs = rttNs;
            variationNs = rttNs / 2;
        } else {
            variationNs += (Math.abs(smoothedNs - rttNs) - variationNs) / 4;
            smoothedNs += (rttNs - smoothedNs) / 8;
            // RFC 3550 §6.4.1 smooths the difference of consecutive transits by 1/16.
            jitterNs += (Math.abs(rttNs - latestNs) - jitterNs) / 16;
        }
        latestNs = rttNs;
    }

    /// {@return after which time a packet that a newer one overtook counts as lost: 9/8 of the RTT
    /// (RFC 9002 §6.1.2)}
    public long lossDelayNs() {
        long rttNs = Math.max(smoothedNs, latestNs);
        return Math.max(rttNs + rttNs / 8, GRANULARITY_NS);
    }

    /// {@return after which silence a probe is due, without back-off (RFC 9002 §6.2.1)}
    public long probeTimeoutNs(long ackDelayMaxNs) {
        return smoothedNs + Math.max(4 * variationNs, GRANULARITY_NS) + ackDelayMaxNs;
    }

    /// {@return the smoothed RTT}
    public long rttNs() {
        return smoothedNs;
    }

    public long latestNs() {
        return latestNs;
    }

    /// {@return the least sample since the reset, the peer's wait included}
    public long leastNs() {
        return leastNs;
    }

    /// {@return the smoothed difference between consecutive samples}
    public long jitterNs() {
        return jitterNs;
    }

    /// {@return whether there was a sample; if not, the RTT is [#INITIAL_NS]}
    public boolean isSampled() {
        return sampled;
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    public long touch() {
        return smoothedNs;
    }
}
