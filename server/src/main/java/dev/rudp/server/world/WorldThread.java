package dev.rudp.server.world;

import dev.rudp.engine.simulation.World;
import dev.rudp.engine.tick.TickClock;
import dev.rudp.server.monitor.WorldMeters;
import java.util.concurrent.locks.LockSupport;

/// Advances one world at its fixed rate, and does nothing else: it never encodes, never touches a
/// socket and never waits for whoever does. Owner of the [World]. Run it on a thread of its own.
public final class WorldThread implements Runnable {
    /// A world that comes late runs this many ticks at once and skips the rest: 4 ticks are 67 ms
    /// at 60 Hz, longer than any pause it should know.
    private static final int MAX_CATCH_UP = 4;

    private final World world;
    private final WorldMeters meters;
    private volatile boolean running = true;

    public WorldThread(World world, WorldMeters meters) {
        this.world = world;
        this.meters = meters;
    }

    /// Asks the thread to end after its current tick. Any thread.
    public void stop() {
        running = false;
    }

    @Override
    public void run() {
        meters.started();
        TickClock clock = new TickClock(System.nanoTime(), world.tickHz(), MAX_CATCH_UP);
        long skipped = 0;
        long starved = 0;
        while (running) {
            long waitNs = clock.nextDeadlineNs() - System.nanoTime();
            if (waitNs > 0) {
                LockSupport.parkNanos(waitNs);
            }
            for (int due = clock.due(System.nanoTime()); due > 0; due--) {
                runTick(clock);
            }
            if (clock.skipped() != skipped) {
                meters.ticksSkipped(clock.skipped() - skipped);
                skipped = clock.skipped();
            }
            long starvedNow = world.inputQueues().starved();
            if (starvedNow != starved) {
                meters.inputsStarved(starvedNow - starved);
                starved = starvedNow;
            }
        }
    }

    private void runTick(TickClock clock) {
        long beganNs = System.nanoTime();
        world.advance(clock.begin());
        long endedNs = System.nanoTime();
        clock.finish(beganNs, endedNs);
        meters.tick(endedNs - beganNs, endedNs);
        meters.entities(world.entityCount());
    }
}
