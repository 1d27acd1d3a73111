package dev.rudp.engine.tick;

/// The schedule of a world at a fixed rate. The n-th tick is due at `start + n / rate`, computed
/// from the start each time, so that rounding never drifts. A thread that comes late runs at most
/// `maxCatchUp` ticks at once and skips the rest (counted): falling behind never feeds on itself.
/// Sans-IO: time is a parameter. Owner: the world thread.
///
/// ```java
/// while (running) {
///     sleepUntil(clock.nextDeadlineNs());
///     for (int due = clock.due(System.nanoTime()); due > 0; due--) {
///         world.advance(clock.begin());
///         clock.finish(startNs, System.nanoTime());
///     }
/// }
/// ```
public final class TickClock {
    private static final long SECOND_NS = 1_000_000_000L;

    private final long startNs;
    private final int tickHz;
    private final int maxCatchUp;

    private long nextTick;
    private long ticks;
    private long skipped;
    private long late;
    private long overruns;

    /// @param startNs when tick 0 of this schedule is due
    /// @param tickHz 1..1000
    /// @param maxCatchUp the most ticks run at once when late, 1..16
    public TickClock(long startNs, int tickHz, int maxCatchUp) {
        if (tickHz < 1 || tickHz > 1000) {
            throw new IllegalArgumentException("tick.hz=" + tickHz + " not in [1, 1000]");
        }
        if (maxCatchUp < 1 || maxCatchUp > 16) {
            throw new IllegalArgumentException(
                    "tick.max-catch-up=" + maxCatchUp + " not in [1, 16]");
        }
        this.startNs = startNs;
        this.tickHz = tickHz;
        this.maxCatchUp = maxCatchUp;
    }

    /// {@return when the next tick is due}
    public long nextDeadlineNs() {
        return deadlineNs(nextTick);
    }

    /// {@return how many ticks to run now, 0 when it is too early, at most `maxCatchUp`}
    ///
    /// What is due beyond that is skipped here, for good.
    public int due(long nowNs) {
        if (nowNs - nextDeadlineNs() < 0) {
            return 0;
        }
        long newest = (nowNs - startNs) * tickHz / SECOND_NS;
        while (deadlineNs(newest + 1) - nowNs <= 0) {
            newest++;
        }
        long due = Math.max(1, newest - nextTick + 1);
        if (due > maxCatchUp) {
            skipped += due - maxCatchUp;
            nextTick += due - maxCatchUp;
            due = maxCatchUp;
        }
        late += due - 1;
        return (int) due;
    }

    /// Begins the next tick and {@return the instant for which it was scheduled}
    public long begin() {
        ticks++;
        return deadlineNs(nextTick++);
    }

    /// Ends a tick's work; one longer than the period counts as an overrun.
    public void finish(long beganNs, long endedNs) {
        if ((endedNs - beganNs) * tickHz > SECOND_NS) {
            overruns++;
        }
    }

    public int tickHz() {
        return tickHz;
    }

    /// {@return the ticks begun}
    public long ticks() {
        return ticks;
    }

    /// {@return the ticks that were never run because the world was too late}
    public long skipped() {
        return skipped;
    }

    /// {@return the ticks run at least one period late, to catch up}
    public long late() {
        return late;
    }

    /// {@return the ticks whose work took longer than a period}
    public long overruns() {
        return overruns;
    }

    private long deadlineNs(long tick) {
        return startNs + (tick / tickHz) * SECOND_NS + (tick % tickHz) * SECOND_NS / tickHz;
    }
}
