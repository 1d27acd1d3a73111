package dev.rudp.client.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import org.junit.jupiter.api.Test;

class RenderClockTest {
    private static final long PERIOD_NS = 16_666_667;

    @Test
    void drawsTwoTicksBehindASteadyServer() {
        RenderClock clock = new RenderClock(60);
        for (int tick = 100; tick < 400; tick++) {
            clock.onSnapshot(tick, tick * PERIOD_NS);
            clock.tickAt(tick * PERIOD_NS);
        }

        assertEquals(397, clock.tickAt(399 * PERIOD_NS), 0.05);
        assertEquals(397.5, clock.tickAt(399 * PERIOD_NS + PERIOD_NS / 2), 0.05);
    }

    @Test
    void waitsLongerWhenArrivalsJitterAndRarelyRunsDry() {
        RenderClock clock = new RenderClock(60);
        SeededRandom random = new SeededRandom(1);
        int dry = 0;
        for (int tick = 1; tick < 6_000; tick++) {
            long arrivalNs = tick * PERIOD_NS + random.nextLong(PERIOD_NS * 3);
            clock.onSnapshot(tick, arrivalNs);
            if (tick > 600 && clock.tickAt(tick * PERIOD_NS) > tick) {
                dry++;
            }
        }

        assertTrue(clock.delayTicks() > 3 && clock.delayTicks() < 8, "" + clock.delayTicks());
        assertEquals(0, dry);
    }

    @Test
    void neverRunsBackwardsWhileJitterChanges() {
        RenderClock clock = new RenderClock(60);
        SeededRandom random = new SeededRandom(2);
        double drawn = Double.NEGATIVE_INFINITY;
        for (int tick = 1; tick < 3_000; tick++) {
            long jitterNs = tick / 500 % 2 == 0 ? 1_000_000 : 3 * PERIOD_NS;
            clock.onSnapshot(tick, tick * PERIOD_NS + random.nextLong(jitterNs));
            double next = clock.tickAt(tick * PERIOD_NS + 3 * PERIOD_NS);
            assertTrue(next >= drawn, "tick=" + tick);
            drawn = next;
        }
    }

    @Test
    void jumpsWhenTheServerWasAwayForLong() {
        RenderClock clock = new RenderClock(60);
        for (int tick = 1; tick < 100; tick++) {
            clock.onSnapshot(tick, tick * PERIOD_NS);
            clock.tickAt(tick * PERIOD_NS);
        }
        clock.onSnapshot(100, 1_000 * PERIOD_NS);

        assertEquals(98, clock.tickAt(1_000 * PERIOD_NS), 1);
    }

    @Test
    void showsNothingBeforeTheFirstSnapshot() {
        assertEquals(0, new RenderClock(60).tickAt(12_345));
    }
}
