package dev.rudp.testkit.network;

import dev.rudp.testkit.seed.SeededRandom;

/// One direction between two ports: decides for each datagram whether and when it arrives, and
/// counts. Has its own random stream, so that traffic on one link never changes the fate of
/// another.
public final class Link {
    /// The fate of a datagram that does not arrive.
    static final long LOST = -1;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final SeededRandom random;
    private LinkProfile profile;
    private boolean inBurst;
    private long queueFreeAtNs;
    private long lastArrivalNs;

    private long sent;
    private long delivered;
    private long lost;
    private long overflowed;
    private long tooLarge;
    private long duplicated;
    private long reordered;

    Link(LinkProfile profile, long seed) {
        this.profile = profile;
        this.random = new SeededRandom(seed);
    }

    /// {@return when a datagram sent now arrives, or [#LOST]}
    long arrivalNs(int lengthBytes, long nowNs) {
        sent++;
        // The same number of draws for every datagram keeps seeds comparable between profiles.
        double lossDraw = random.nextDouble();
        double burstDraw = random.nextDouble();
        double burstLossDraw = random.nextDouble();
        double jitterDraw = random.nextDouble();
        double reorderDraw = random.nextDouble();
        double heldDraw = random.nextDouble();
        LinkProfile.Burst burst = profile.burst();
        inBurst = inBurst ? burstDraw >= burst.leaveRatio() : burstDraw < burst.enterRatio();
        if (lengthBytes > profile.mtuBytes()) {
            tooLarge++;
            return LOST;
        }
        long leavesNs = leaveQueueNs(lengthBytes, nowNs);
        if (leavesNs == LOST) {
            overflowed++;
            return LOST;
        }
        if (lossDraw < profile.lossRatio() || (inBurst && burstLossDraw < burst.lossRatio())) {
            lost++;
            return LOST;
        }
        long arrivalNs = leavesNs + profile.latencyNs() + (long) (jitterDraw * profile.jitterNs());
        if (reorderDraw < profile.reorderRatio()) {
            reordered++;
            return arrivalNs + (long) (heldDraw * profile.reorderDelayNs());
        }
        lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
        return lastArrivalNs;
    }

    /// {@return how much later a second copy arrives, or [#LOST] for no copy}
    long duplicateDelayNs() {
        double draw = random.nextDouble();
        double delayDraw = random.nextDouble();
        if (draw >= profile.duplicateRatio()) {
            return LOST;
        }
        duplicated++;
        return (long) (delayDraw * (profile.jitterNs() + profile.latencyNs() / 4 + 1));
    }

    void countDelivery() {
        delivered++;
    }

    private long leaveQueueNs(int lengthBytes, long nowNs) {
        long rate = profile.rateBytesPerSecond();
        if (rate == 0) {
            return nowNs;
        }
        long startNs = Math.max(queueFreeAtNs, nowNs);
        double waitingBytes = (double) (startNs - nowNs) * rate / NS_PER_SECOND;
        if (waitingBytes + lengthBytes > Math.max(profile.queueBytes(), lengthBytes)) {
            return LOST;
        }
        queueFreeAtNs = startNs + lengthBytes * NS_PER_SECOND / rate;
        return queueFreeAtNs;
    }

    /// Changes the conditions for datagrams sent from now on.
    public void profile(LinkProfile newProfile) {
        profile = newProfile;
        inBurst = false;
    }

    public LinkProfile profile() {
        return profile;
    }

    public long sent() {
        return sent;
    }

    /// {@return the deliveries, copies included}
    public long delivered() {
        return delivered;
    }

    /// {@return the datagrams lost by chance or in a burst}
    public long lost() {
        return lost;
    }

    /// {@return the datagrams that found the rate limit's queue full}
    public long overflowed() {
        return overflowed;
    }

    public long tooLarge() {
        return tooLarge;
    }

    public long duplicated() {
        return duplicated;
    }

    public long reordered() {
        return reordered;
    }
}
