package dev.rudp.engine.snapshot;

/// How many bytes the next snapshot of one client may take: a bucket that fills with its bytes a
/// second and holds a burst. What is unused is saved up to the burst; what is overdrawn, because
/// every snapshot has room for the least, is paid back. Owner: the session's shard thread.
public final class SnapshotBudget {
    private static final int SCALE = 1_000;

    private long filled;
    private int tick;

    /// Starts over with a full bucket.
    ///
    /// @param burstBytes what the bucket holds
    public void reset(int burstBytes, int nowTick) {
        filled = (long) burstBytes * SCALE;
        tick = nowTick;
    }

    /// Fills for the ticks since the last call and {@return the bytes that a snapshot may take}, at
    /// least `least` and at most `most`
    public int take(
            int nowTick, int tickHz, int bytesPerSecond, int burstBytes, int least, int most) {
        long full = (long) burstBytes * SCALE;
        long came = (long) (nowTick - tick) * bytesPerSecond * SCALE / tickHz;
        filled = Math.min(full, filled + came);
        tick = nowTick;
        return Math.clamp(filled / SCALE, least, most);
    }

    /// A snapshot took so many bytes.
    public void spend(int bytes) {
        filled -= (long) bytes * SCALE;
    }

    /// {@return whether the bucket is more than half empty}: more was sent than comes in
    public boolean isLow(int burstBytes) {
        return filled < (long) burstBytes * SCALE / 2;
    }
}
