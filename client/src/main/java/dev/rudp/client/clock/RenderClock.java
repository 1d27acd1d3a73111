package dev.rudp.client.clock;

/// Which tick of the world to draw now: the server's present as it arrives here, less a delay that
/// bridges the network's jitter. The delay is two ticks, so that a single lost snapshot is not
/// seen, and four times the mean deviation of arrivals more; it changes slowly.
///
/// Drawn time never jumps unless it is wrong by over [#SNAP_TICKS], and never runs backwards
/// otherwise. Owner: the client's thread. No allocation.
public final class RenderClock {
    /// An error of more ticks than this is jumped over, not slewed away.
    public static final int SNAP_TICKS = 15;

    private static final double MIN_DELAY_TICKS = 2;
    private static final double MAX_DELAY_TICKS = 12;
    private static final double OFFSET_GAIN = 1 / 32.0;
    private static final double JITTER_GAIN = 1 / 16.0;
    private static final double DELAY_GAIN = 1 / 64.0;

    /// Drawn time runs at 0.9 to 1.1 of real time while it is brought back on its course.
    private static final double SLEW = 0.1;

    private final double periodNs;
    private boolean started;
    private long originNs;
    private int originTick;

    /// How much later than on the origin's schedule snapshots arrive, in ticks: mean, and mean
    /// absolute deviation.
    private double lateTicks;

    private double jitterTicks;
    private double delayTicks = MIN_DELAY_TICKS;
    private double drawnTick;
    private long drawnNs;

    public RenderClock(int tickHz) {
        this.periodNs = 1e9 / tickHz;
    }

    /// A snapshot newer than all before arrived.
    public void onSnapshot(int tick, long nowNs) {
        if (!started) {
            started = true;
            originNs = nowNs;
            originTick = tick;
            drawnTick = tick - delayTicks;
            drawnNs = nowNs;
            return;
        }
        double late = (nowNs - originNs) / periodNs - (tick - originTick);
        double error = late - lateTicks;
        if (Math.abs(error) > SNAP_TICKS) {
            lateTicks = late;
            return;
        }
        lateTicks += error * OFFSET_GAIN;
        jitterTicks += (Math.abs(error) - jitterTicks) * JITTER_GAIN;
        double wanted = Math.min(MAX_DELAY_TICKS, MIN_DELAY_TICKS + 4 * jitterTicks);
        delayTicks += (wanted - delayTicks) * DELAY_GAIN;
    }

    /// Moves drawn time on and {@return it}, in ticks; 0 before the first snapshot
    public double tickAt(long nowNs) {
        if (!started) {
            return 0;
        }
        double elapsed = Math.max(0, (nowNs - drawnNs) / periodNs);
        drawnNs = Math.max(drawnNs, nowNs);
        double wanted = originTick + (drawnNs - originNs) / periodNs - lateTicks - delayTicks;
        double error = wanted - (drawnTick + elapsed);
        drawnTick =
                Math.abs(error) > SNAP_TICKS
                        ? wanted
                        : drawnTick + elapsed + Math.clamp(error, -SLEW * elapsed, SLEW * elapsed);
        return drawnTick;
    }

    /// {@return how far drawing stays behind arrival, in ticks}
    public double delayTicks() {
        return delayTicks;
    }

    /// {@return the mean deviation of arrivals from their schedule, in ticks}
    public double jitterTicks() {
        return jitterTicks;
    }
}
