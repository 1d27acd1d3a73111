package dev.rudp.server.session;

/// When whose turn is: cuts the time between two frames into slices, so that a shard sends to a few
/// players at a time and receives in between. Each frame begins a round; in a round every session
/// has one turn, in the slice that its number falls into. Sans-IO. Owner: the shard thread.
///
/// One burst after each tick would cost the same CPU, but the last player of the burst, and every
/// datagram that arrives meanwhile, would wait for all of it: the tail of the round trip doubles.
///
/// The slices fill only the first part of the period. What is left is slack, so that a round that
/// began late, or a tick that took long, is caught up before the next frame.
final class SendRound {
    /// Slices of a round. At 60 Hz and 2,000 players: one each 0.8 ms, 125 datagrams together,
    /// which is two full batches.
    static final int SLICES = 16;

    /// The part of the period that the slices fill.
    private static final double SPREAD = 0.8;

    private final long sliceNs;
    private final long periodNs;
    private long startNs;
    private int next = SLICES;

    SendRound(int tickHz) {
        this.periodNs = 1_000_000_000L / tickHz;
        this.sliceNs = (long) (periodNs * SPREAD / SLICES);
    }

    /// Begins the round of a frame that was scheduled for `scheduledNs`.
    void begin(long scheduledNs) {
        startNs = scheduledNs;
        next = 0;
    }

    /// {@return the next slice whose time has come, 0..15, each once a round; -1 for none}
    int poll(long nowNs) {
        return next < SLICES && nowNs - dueNs() >= 0 ? next++ : -1;
    }

    /// {@return the next slice whether its time has come or not; -1 when the round is done}
    int pollRest() {
        return next < SLICES ? next++ : -1;
    }

    /// {@return when the next slice is due; after the last one, when the next frame is expected}
    long dueNs() {
        return next < SLICES ? startNs + next * sliceNs : startNs + periodNs;
    }

    /// {@return whether every slice of this round has been given out}
    boolean isDone() {
        return next == SLICES;
    }

    /// {@return the time between two slices}
    long sliceNs() {
        return sliceNs;
    }
}
