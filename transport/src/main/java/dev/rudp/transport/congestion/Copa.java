package dev.rudp.transport.congestion;

/// Copa (Arun and Balakrishnan, NSDI 2018) in its default mode. Each sender sees the queueing delay
///
/// ```
/// queue = standing RTT − least RTT      (least of the last quarter round or two; of 10 to 20 s)
/// ```
///
/// and moves its rate towards the target that this delay gives, by `velocity` × its share of the
/// queue per round trip. All senders behind one bottleneck see the same delay and so have the same
/// target: that makes them equal. They also fall below it together, every few round trips, and the
/// queue runs empty: that keeps the least RTT true.
///
/// Departures from the paper, see ADR 10:
///
/// - target = [#BALANCE] / queue², where the paper has 1/(δ · queue) packets. It is the paper's law
///   with 1/δ = √(BALANCE · rate): who sends faster keeps more bytes in the queue, but less delay.
/// - From a queue far over balance the rate falls up to twice as fast; velocity works upwards only,
///   by no more than a sixteenth per round, and is lost as soon as the queue says to turn.
/// - Part of what the queue's growth will add to it within a round trip counts as queue already:
///   the rate turns earlier, and swings less.
/// - A queue over [#QUEUE_NS_MAX] cuts the window to delivery rate × least RTT, once per round: it
///   runs empty at once, where velocity alone would take seconds.
/// - Loss of more than 10 % cuts the window too; less is not congestion (the bound of GCC's
///   loss-based controller, draft-ietf-rmcat-gcc-02 §6).
///
/// The rate of an application that sends less than it may does not grow beyond the initial window,
/// and falls at most towards the target that all share.
final class Copa implements CongestionController {
    /// Bytes · seconds. One sender at 1 Mbit/s balances with 6.3 ms of queue, at 10 Mbit/s with 2.
    static final double BALANCE = 5;

    /// A queue longer than this, and than twice the balance, is no oscillation: the path has become
    /// slower, or has more senders.
    static final long QUEUE_NS_MAX = 30_000_000L;

    private static final long MS = 1_000_000L;
    private static final double NS_PER_SECOND = 1e9;
    private static final double PACKET_BYTES = 1_200;

    /// RFC 9002 §7.2.
    private static final double WINDOW_BYTES_INITIAL = 10 * PACKET_BYTES;

    /// Half a packet: with many senders on a slow link, less than one of each is on its way.
    private static final double WINDOW_BYTES_MIN = PACKET_BYTES / 2;

    private static final double WINDOW_BYTES_MAX = 16 << 20;
    private static final long RTT_NS_INITIAL = 100 * MS;
    private static final long RTT_NS_MIN = MS;
    private static final long LEAST_BUCKET_NS = 10_000 * MS;

    /// Beside the round trip: half the standing RTT's window, and the wait of acks at the peer.
    private static final long FEEDBACK_NS = 40 * MS;

    private static final long STANDING_BUCKET_NS_MIN = 18 * MS;

    private static final double TREND_SHARE = 0.2;
    private static final double TREND_IMBALANCE_MAX = 2;
    private static final long TREND_NS_MIN = 20 * MS;
    private static final double TREND_SMOOTHING_NS = 60 * MS;

    private static final double LOSS_RATIO_MAX = 0.10;

    /// Loss is judged over so many packets and a round trip. On a fast link 40 packets come many
    /// times a second, and then random loss of 2 % takes five of them every half a minute.
    private static final int LOSS_PACKETS = 40;

    private static final double LOSS_CUT_RATIO = 0.15;
    private static final double IDLE_CUT_RATIO = 0.3;

    /// Slow start goes on through the queue that the oscillation of others makes.
    private static final double SLOW_START_IMBALANCE = 1.5;

    /// How fast velocity lets the window grow, per byte acknowledged; slow start has 1.
    private static final double GROWTH_RATIO_MAX = 1 / 16.0;

    private static final long DELIVERY_NS_MIN = 50 * MS;
    private static final long DELIVERY_NS_MAX = 1_000 * MS;

    private final LeastRtt least = new LeastRtt();
    private final LeastRtt standing = new LeastRtt();

    private double window;
    private double velocity;
    private boolean slowStart;
    private boolean rising;
    private int roundsAlike;
    private double roundWindow;
    private long roundStartNs;
    private long cutEndNs;

    private long ackedBytes;
    private long heldNs;
    private boolean limited;

    private double deliveryRate;
    private long deliveryStartNs;
    private long deliveredBytes;
    private long sentBytes;

    private long trendNs;
    private long trendQueueNs;

    /// Nanoseconds of queue per nanosecond, -1..1.
    private double trend;

    private int ackedPackets;
    private int lostPackets;
    private long lossStartNs;

    Copa() {
        reset(0);
    }

    @Override
    public void reset(long nowNs) {
        least.reset(nowNs);
        standing.reset(nowNs);
        window = WINDOW_BYTES_INITIAL;
        velocity = 1;
        slowStart = true;
        rising = true;
        roundsAlike = 0;
        roundWindow = window;
        roundStartNs = nowNs;
        cutEndNs = nowNs;
        ackedBytes = 0;
        heldNs = Long.MIN_VALUE / 2;
        limited = false;
        deliveryRate = 0;
        deliveryStartNs = nowNs;
        deliveredBytes = 0;
        sentBytes = 0;
        trendNs = nowNs;
        trendQueueNs = 0;
        trend = 0;
        ackedPackets = 0;
        lostPackets = 0;
        lossStartNs = nowNs;
    }

    @Override
    public void onSent(int bytes, long nowNs) {
        sentBytes += bytes;
    }

    @Override
    public void onHeld(long nowNs) {
        heldNs = nowNs;
    }

    @Override
    public void onRttSample(long rttNs, long waitNsMax, long nowNs) {
        long atMostNs = Math.max(rttNs, RTT_NS_MIN);
        least.add(atMostNs, LEAST_BUCKET_NS, nowNs);
        // What may be the peer's wait is not blamed on the network.
        long atLeastNs = Math.max(rttNs - waitNsMax, least.ns());
        standing.add(atLeastNs, Math.max(least.ns() / 4, STANDING_BUCKET_NS_MIN), nowNs);
    }

    @Override
    public void onAcked(int bytes, long nowNs) {
        ackedBytes += bytes;
        ackedPackets++;
    }

    @Override
    public void onLost(int bytes) {
        lostPackets++;
    }

    @Override
    public void onAcksDone(long nowNs) {
        measureDelivery(nowNs);
        if (!standing.isKnown() || ackedBytes == 0) {
            ackedBytes = 0;
            return;
        }
        limited = nowNs - heldNs <= standingNs() + DELIVERY_NS_MIN;
        measureTrend(nowNs);
        steer(nowNs);
        onRound(nowNs);
        cutForQueue(nowNs);
        cutForLoss(nowNs);
        window = Math.clamp(window, WINDOW_BYTES_MIN, WINDOW_BYTES_MAX);
        ackedBytes = 0;
    }

    @Override
    public long windowBytes() {
        return (long) window;
    }

    @Override
    public long bytesPerSecond() {
        return (long) rate();
    }

    @Override
    public long touch() {
        return ackedBytes + least.ns() + standing.ns();
    }

    /// One step towards the target rate.
    private void steer(long nowNs) {
        double queueSeconds = queueNs() / NS_PER_SECOND;
        double rate = rate();
        // The queue, in parts of the queue at which this rate would be in balance.
        double perBalance = Math.sqrt(rate / BALANCE);
        double imbalance = queueSeconds * perBalance;
        double growth = trend * feedbackNs() / NS_PER_SECOND * perBalance;
        double ahead = Math.clamp(TREND_SHARE * growth, -TREND_IMBALANCE_MAX, TREND_IMBALANCE_MAX);
        boolean below = imbalance + ahead < 1;
        boolean mayGrow = limited || window < WINDOW_BYTES_INITIAL;
        if (slowStart && imbalance < SLOW_START_IMBALANCE) {
            window += mayGrow ? (double) ackedBytes : 0;
            return;
        }
        if (slowStart) {
            // The last doubling was one too many; what it put into the queue must leave again.
            slowStart = false;
            window /= 2;
            cutEndNs = nowNs + feedbackNs();
            return;
        }
        if (below != rising) {
            velocity = 1;
            roundsAlike = 0;
        }
        double shareBytes = Math.sqrt(BALANCE * rate);
        double step = shareBytes * ackedBytes / (rate * feedbackNs() / NS_PER_SECOND);
        if (!below) {
            window -= Math.min(step * Math.clamp(imbalance / 2, 1, 2), (double) ackedBytes / 2);
        } else if (mayGrow) {
            double faster = Math.min(step * velocity, ackedBytes * GROWTH_RATIO_MAX);
            window += Math.min(Math.max(step, faster), (double) ackedBytes / 2);
        }
    }

    private void measureTrend(long nowNs) {
        double elapsedNs = nowNs - trendNs;
        if (elapsedNs < TREND_NS_MIN) {
            return;
        }
        long queueNs = queueNs();
        double latest = Math.clamp((queueNs - trendQueueNs) / elapsedNs, -1, 1);
        trend += (latest - trend) * Math.min(1, elapsedNs / TREND_SMOOTHING_NS);
        trendQueueNs = queueNs;
        trendNs = nowNs;
    }

    /// Once per round trip: who has gone one way for three rounds goes on twice as fast.
    private void onRound(long nowNs) {
        if (nowNs - roundStartNs < feedbackNs()) {
            return;
        }
        boolean rose = window > roundWindow;
        if (rose == rising && limited) {
            roundsAlike++;
            velocity = roundsAlike >= 3 ? velocity * 2 : 1;
        } else {
            roundsAlike = 0;
            velocity = 1;
        }
        rising = rose;
        roundWindow = window;
        roundStartNs = nowNs;
    }

    private void cutForQueue(long nowNs) {
        double balanceNs = Math.sqrt(BALANCE / rate()) * NS_PER_SECOND;
        if (queueNs() <= Math.max(QUEUE_NS_MAX, 2 * balanceNs) || nowNs < cutEndNs) {
            return;
        }
        double carried = carriedBytes();
        // What an application that sends little gets through is not what the path can carry.
        double cut = limited ? carried : Math.max(carried * 1.25, window * (1 - IDLE_CUT_RATIO));
        window = Math.min(window, cut);
        cutEndNs = nowNs + feedbackNs();
        turn();
    }

    private void cutForLoss(long nowNs) {
        int packets = ackedPackets + lostPackets;
        boolean isRound = nowNs - lossStartNs >= feedbackNs();
        if (packets < LOSS_PACKETS || !isRound || nowNs < cutEndNs) {
            return;
        }
        double lossRatio = (double) lostPackets / packets;
        ackedPackets = 0;
        lostPackets = 0;
        lossStartNs = nowNs;
        if (lossRatio > LOSS_RATIO_MAX) {
            window = Math.min(window, limited ? carriedBytes() : window) * (1 - LOSS_CUT_RATIO);
            cutEndNs = nowNs + feedbackNs();
            turn();
        }
    }

    private void turn() {
        slowStart = false;
        velocity = 1;
        roundsAlike = 0;
        rising = false;
    }

    /// The bytes acknowledged between two headers of acks, over the time between them.
    private void measureDelivery(long nowNs) {
        deliveredBytes += ackedBytes;
        long elapsedNs = nowNs - deliveryStartNs;
        boolean enough =
                elapsedNs >= DELIVERY_NS_MIN
                        && elapsedNs >= standingNs() / 2
                        && deliveredBytes >= 4 * PACKET_BYTES;
        if (!enough && elapsedNs < DELIVERY_NS_MAX) {
            return;
        }
        deliveryRate = deliveredBytes * NS_PER_SECOND / elapsedNs;
        if (sentBytes * NS_PER_SECOND >= 0.9 * rate() * elapsedNs) {
            heldNs = nowNs;
        }
        deliveredBytes = 0;
        sentBytes = 0;
        deliveryStartNs = nowNs;
    }

    /// {@return the window with which the queue would be empty}
    private double carriedBytes() {
        return deliveryRate * least.ns() / NS_PER_SECOND;
    }

    /// {@return after which time a change of the rate shows in the queue that we see}
    private long feedbackNs() {
        return standingNs() + FEEDBACK_NS;
    }

    private double rate() {
        return window * NS_PER_SECOND / standingNs();
    }

    private long standingNs() {
        return standing.isKnown() ? standing.ns() : RTT_NS_INITIAL;
    }

    private long queueNs() {
        return standing.ns() - least.ns();
    }
}
