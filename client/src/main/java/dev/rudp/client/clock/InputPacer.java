package dev.rudp.client.clock;

/// When inputs are due: one per tick, a little faster or slower than the server's ticks as its
/// queue of our inputs runs empty or full. One input waiting is the aim: none, and the server
/// starves at the next late datagram; more, and each costs a tick of delay.
///
/// Owner: the client's thread.
public final class InputPacer {
    private static final double TARGET_DEPTH = 1;

    /// The memory of the mean depth: a quarter of a second at 60 Hz.
    private static final double GAIN = 1 / 16.0;

    private static final double SPEED_PER_INPUT = 0.02;
    private static final double SPEED_CHANGE_MAX = 0.05;

    /// Further behind than this, the past is given up instead of being caught up.
    private static final int CATCH_UP_TICKS = 8;

    private final long periodNs;
    private double meanDepth = TARGET_DEPTH;
    private long nextNs;
    private long skipped;

    /// @param nowNs when the first input is due
    public InputPacer(int tickHz, long nowNs) {
        this.periodNs = 1_000_000_000L / tickHz;
        this.nextNs = nowNs;
    }

    /// A snapshot says how many inputs waited.
    public void onQueueDepth(int depth) {
        meanDepth += (depth - meanDepth) * GAIN;
    }

    /// {@return whether an input is due; then [#dueNs()] is its instant until [#advance()]}
    public boolean isDue(long nowNs) {
        long behind = nowNs - nextNs;
        if (behind > CATCH_UP_TICKS * periodNs) {
            skipped += behind / periodNs;
            nextNs = nowNs;
        }
        return nowNs - nextNs >= 0;
    }

    /// The input that was due is sent.
    public void advance() {
        nextNs += (long) (periodNs / speed());
    }

    /// {@return when the next input is due}
    public long dueNs() {
        return nextNs;
    }

    /// {@return our rate in proportion to the server's, 0.95..1.05}
    public double speed() {
        double wanted = (TARGET_DEPTH - meanDepth) * SPEED_PER_INPUT;
        return 1 + Math.clamp(wanted, -SPEED_CHANGE_MAX, SPEED_CHANGE_MAX);
    }

    /// {@return inputs given up because the caller was too late}
    public long skipped() {
        return skipped;
    }
}
