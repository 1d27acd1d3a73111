package dev.rudp.testkit.network;

import java.util.concurrent.TimeUnit;

/// How one direction of a link treats datagrams. Immutable; `with…` makes a changed copy.
///
/// A datagram meets, in this order: the MTU, the rate limit's queue, loss (independent, and in
/// bursts), the delay, reordering, duplication.
///
/// @param latencyNs one-way delay that every datagram has
/// @param jitterNs greatest additional delay, evenly distributed; does not reorder
/// @param lossRatio chance that a datagram is lost, independently of others, 0..1
/// @param burst loss in bursts
/// @param reorderRatio chance that a datagram is held back so that later ones overtake it, 0..1
/// @param reorderDelayNs how long at most it is held back
/// @param duplicateRatio chance that a datagram arrives twice, 0..1
/// @param rateBytesPerSecond what the link carries; 0 = no limit
/// @param queueBytes what waits at most for the rate limit; more is dropped from the tail
/// @param mtuBytes a longer datagram is dropped
public record LinkProfile(
        long latencyNs,
        long jitterNs,
        double lossRatio,
        Burst burst,
        double reorderRatio,
        long reorderDelayNs,
        double duplicateRatio,
        long rateBytesPerSecond,
        int queueBytes,
        int mtuBytes) {

    /// The Gilbert–Elliott model: a good state without loss, and a bad one.
    ///
    /// @param enterRatio chance per datagram to go from good to bad
    /// @param leaveRatio chance per datagram to go from bad to good; 1/leaveRatio is the mean
    ///   length of a burst in datagrams
    /// @param lossRatio chance of loss in the bad state
    public record Burst(double enterRatio, double leaveRatio, double lossRatio) {
        public static final Burst NONE = new Burst(0, 1, 0);

        public Burst {
            requireRatio("burst.enter-ratio", enterRatio);
            requireRatio("burst.leave-ratio", leaveRatio);
            requireRatio("burst.loss-ratio", lossRatio);
        }

        /// {@return the share of datagrams lost in the long run}
        public double meanLossRatio() {
            return enterRatio == 0 ? 0 : lossRatio * enterRatio / (enterRatio + leaveRatio);
        }
    }

    public LinkProfile {
        requireRatio("loss-ratio", lossRatio);
        requireRatio("reorder-ratio", reorderRatio);
        requireRatio("duplicate-ratio", duplicateRatio);
        if (latencyNs < 0 || jitterNs < 0 || reorderDelayNs < 0) {
            throw new IllegalArgumentException(
                    "a delay is negative: " + latencyNs + ", " + jitterNs + ", " + reorderDelayNs);
        }
        if (rateBytesPerSecond < 0 || queueBytes < 0 || mtuBytes < 1) {
            throw new IllegalArgumentException(
                    "rate-bytes-per-second="
                            + rateBytesPerSecond
                            + " queue-bytes="
                            + queueBytes
                            + " mtu-bytes="
                            + mtuBytes);
        }
    }

    /// No delay, no loss, no limit but the MTU of Ethernet less the headers of IPv4 and UDP.
    public static LinkProfile perfect() {
        return new LinkProfile(0, 0, 0, Burst.NONE, 0, 0, 0, 0, 0, 1_472);
    }

    /// A good home network: 10 ms one way, little jitter, rare short bursts.
    public static LinkProfile wifi() {
        return perfect()
                .withLatencyMs(10, 8)
                .withLoss(0.002)
                .withBurst(new Burst(0.002, 0.4, 0.8))
                .withReorder(0.002, 5)
                .withRate(3_000_000, 120_000);
    }

    /// A moving phone: 40 ms one way, much jitter, longer bursts, deep queue.
    public static LinkProfile mobile() {
        return perfect()
                .withLatencyMs(40, 40)
                .withLoss(0.01)
                .withBurst(new Burst(0.004, 0.15, 0.9))
                .withReorder(0.01, 20)
                .withDuplicates(0.001)
                .withRate(600_000, 150_000);
    }

    /// A geostationary satellite: 280 ms one way.
    public static LinkProfile satellite() {
        return perfect()
                .withLatencyMs(280, 15)
                .withLoss(0.008)
                .withBurst(new Burst(0.001, 0.2, 0.7))
                .withRate(400_000, 300_000)
                .withMtu(1_372);
    }

    public LinkProfile withLatencyMs(long latencyMs, long jitterMs) {
        return new LinkProfile(
                TimeUnit.MILLISECONDS.toNanos(latencyMs),
                TimeUnit.MILLISECONDS.toNanos(jitterMs),
                lossRatio,
                burst,
                reorderRatio,
                reorderDelayNs,
                duplicateRatio,
                rateBytesPerSecond,
                queueBytes,
                mtuBytes);
    }

    public LinkProfile withLoss(double ratio) {
        return new LinkProfile(
                latencyNs,
                jitterNs,
                ratio,
                burst,
                reorderRatio,
                reorderDelayNs,
                duplicateRatio,
                rateBytesPerSecond,
                queueBytes,
                mtuBytes);
    }

    public LinkProfile withBurst(Burst newBurst) {
        return new LinkProfile(
                latencyNs,
                jitterNs,
                lossRatio,
                newBurst,
                reorderRatio,
                reorderDelayNs,
                duplicateRatio,
                rateBytesPerSecond,
                queueBytes,
                mtuBytes);
    }

    public LinkProfile withReorder(double ratio, long heldMsMax) {
        return new LinkProfile(
                latencyNs,
                jitterNs,
                lossRatio,
                burst,
                ratio,
                TimeUnit.MILLISECONDS.toNanos(heldMsMax),
                duplicateRatio,
                rateBytesPerSecond,
                queueBytes,
                mtuBytes);
    }

    public LinkProfile withDuplicates(double ratio) {
        return new LinkProfile(
                latencyNs,
                jitterNs,
                lossRatio,
                burst,
                reorderRatio,
                reorderDelayNs,
                ratio,
                rateBytesPerSecond,
                queueBytes,
                mtuBytes);
    }

    /// @param bytesPerSecond 0 = no limit
    public LinkProfile withRate(long bytesPerSecond, int newQueueBytes) {
        return new LinkProfile(
                latencyNs,
                jitterNs,
                lossRatio,
                burst,
                reorderRatio,
                reorderDelayNs,
                duplicateRatio,
                bytesPerSecond,
                newQueueBytes,
                mtuBytes);
    }

    public LinkProfile withMtu(int bytes) {
        return new LinkProfile(
                latencyNs,
                jitterNs,
                lossRatio,
                burst,
                reorderRatio,
                reorderDelayNs,
                duplicateRatio,
                rateBytesPerSecond,
                queueBytes,
                bytes);
    }

    private static void requireRatio(String key, double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException(key + "=" + ratio + " not in [0, 1]");
        }
    }
}
