package dev.rudp.transport.congestion;

/// Lets paced data (reliable messages, bulk) out at the controller's rate and within its window.
/// Live data (unreliable messages) is charged but not held, up to a cap far above the rate. Owner:
/// the shard thread.
///
/// A bucket of credit: it fills at the rate, each packet takes its bytes, and a paced packet may
/// leave while there is any credit. Who sends less than the rate always has credit, and so is never
/// held.
public final class Pacer {
    /// What [#nextNs] returns when only an ack can make room.
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    private static final long MS = 1_000_000L;
    private static final double NS_PER_SECOND = 1e9;

    /// How long unused credit is kept: what a timer may be late, and no more, because it leaves as
    /// one burst.
    private static final long CREDIT_NS = 4 * MS;

    private static final double CREDIT_BYTES_MIN = 2 * 1_200;

    /// How far live data may go into debt, which paced data then waits for.
    private static final long DEBT_NS = 100 * MS;

    /// Acks wait for the peer's tick or ack delay, and what they acknowledge counts as being on its
    /// way: that much beyond the window keeps the flow from standing still.
    private static final long ACK_WAIT_NS = 45 * MS;

    private static final double PACKET_BYTES = 1_200;

    /// Live data is held only beyond twice the rate, and never below this.
    private static final double LIVE_BYTES_PER_SECOND_MIN = 64_000;

    private static final double LIVE_BURST_BYTES = 64 << 10;

    private final CongestionController controller;
    private double credit;
    private double liveCredit;
    private long filledNs;
    private boolean holding;

    public Pacer(CongestionController controller) {
        this.controller = controller;
        reset(0);
    }

    public void reset(long nowNs) {
        credit = CREDIT_BYTES_MIN;
        liveCredit = LIVE_BURST_BYTES;
        filledNs = nowNs;
        holding = false;
    }

    /// {@return whether a paced packet may leave now}; to be asked when there is one
    public boolean mayPace(long bytesInFlight, long nowNs) {
        fill(nowNs);
        holding = credit <= 0 || bytesInFlight >= flightBytesMax();
        if (holding) {
            controller.onHeld(nowNs);
        }
        return !holding;
    }

    /// {@return whether live data may leave now}: nearly always
    public boolean maySendLive(long nowNs) {
        fill(nowNs);
        return liveCredit > 0;
    }

    public void onSent(int bytes, long nowNs) {
        fill(nowNs);
        double debtMax = controller.bytesPerSecond() * (DEBT_NS / NS_PER_SECOND) + PACKET_BYTES;
        credit = Math.max(credit - bytes, -debtMax);
        liveCredit -= bytes;
        controller.onSent(bytes, nowNs);
    }

    /// {@return whether the last paced packet that was asked for had to wait}
    public boolean isHolding() {
        return holding;
    }

    /// {@return when a paced packet may leave}
    public long nextNs(long bytesInFlight, long nowNs) {
        if (bytesInFlight >= flightBytesMax()) {
            return NO_DEADLINE;
        }
        fill(nowNs);
        if (credit > 0) {
            return nowNs;
        }
        return nowNs + 1 + (long) (-credit * NS_PER_SECOND / rate());
    }

    /// {@return how many bytes the application should send in the next `intervalNs`, so that
    /// nothing has to wait}: what the path carries in that time, less what is owed
    public long budgetBytes(long intervalNs, long nowNs) {
        fill(nowNs);
        double budget = rate() * intervalNs / NS_PER_SECOND + Math.min(credit, 0);
        return (long) Math.max(budget, 0);
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    public long touch() {
        return filledNs + controller.touch();
    }

    private void fill(long nowNs) {
        double seconds = (nowNs - filledNs) / NS_PER_SECOND;
        if (seconds <= 0) {
            return;
        }
        filledNs = nowNs;
        double rate = rate();
        double creditMax = Math.max(CREDIT_BYTES_MIN, rate * (CREDIT_NS / NS_PER_SECOND));
        credit = Math.max(credit, Math.min(credit + rate * seconds, creditMax));
        double liveRate = Math.max(2 * rate, LIVE_BYTES_PER_SECOND_MIN);
        liveCredit = Math.min(liveCredit + liveRate * seconds, LIVE_BURST_BYTES);
    }

    private double rate() {
        return Math.max(controller.bytesPerSecond(), 1);
    }

    private double flightBytesMax() {
        return controller.windowBytes() + rate() * (ACK_WAIT_NS / NS_PER_SECOND) + PACKET_BYTES;
    }
}
