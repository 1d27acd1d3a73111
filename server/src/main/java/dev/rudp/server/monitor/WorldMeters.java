package dev.rudp.server.monitor;

/// What the world thread counts. Written by that thread alone, read by any.
public final class WorldMeters {
    private static final int TICKS = 0;
    private static final int SKIPPED = 1;
    private static final int OVERRUN = 2;
    private static final int STARVED = 3;
    private static final int ENTITIES = 4;
    private static final int LAST_TICK_NS = 5;

    private final CounterCells cells = new CounterCells(6);
    private final ThreadMeter thread = new ThreadMeter("world");
    private final Recorder tick = new Recorder();
    private final long periodNs;

    WorldMeters(long periodNs) {
        this.periodNs = periodNs;
    }

    /// The loop calls this once, from its own thread, before its first tick.
    public void started() {
        thread.bind(Thread.currentThread());
    }

    /// One tick is done: the world thread worked `durationNs` on it and ended at `nowNs`
    /// (`System.nanoTime()`). A tick longer than its period counts as an overrun.
    public void tick(long durationNs, long nowNs) {
        tick.record(durationNs);
        if (durationNs > periodNs) {
            cells.add(OVERRUN, 1);
        }
        cells.set(LAST_TICK_NS, nowNs);
        cells.add(TICKS, 1);
    }

    /// The clock dropped ticks that could not be caught up.
    public void ticksSkipped(long ticks) {
        cells.add(SKIPPED, ticks);
    }

    /// Players whose input of a tick was not there in time.
    public void inputsStarved(long inputs) {
        cells.add(STARVED, inputs);
    }

    /// Live entities now.
    public void entities(long live) {
        cells.set(ENTITIES, live);
    }

    /// {@return ticks since the start}
    public long tickCount() {
        return cells.value(TICKS);
    }

    /// {@return the end of the newest tick on the monotonic clock; 0 before the first}
    public long lastTickNs() {
        return cells.value(LAST_TICK_NS);
    }

    long skippedCount() {
        return cells.value(SKIPPED);
    }

    long overrunCount() {
        return cells.value(OVERRUN);
    }

    long starvedCount() {
        return cells.value(STARVED);
    }

    long entityCount() {
        return cells.value(ENTITIES);
    }

    Recorder tickRecorder() {
        return tick;
    }

    ThreadMeter thread() {
        return thread;
    }
}
