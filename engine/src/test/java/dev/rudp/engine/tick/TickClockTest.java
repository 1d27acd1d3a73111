package dev.rudp.engine.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class TickClockTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void doesNotDriftInADay() {
        TickClock clock = new TickClock(500, 60, 3);
        for (long tick = 0; tick < 60 * 86_400; tick++) {
            clock.begin();
        }
        assertEquals(500 + 86_400 * SECOND_NS, clock.nextDeadlineNs());
    }

    @Test
    void nothingIsDueBeforeTheDeadline() {
        TickClock clock = new TickClock(1000, 60, 3);
        assertEquals(0, clock.due(999));
        assertEquals(1, clock.due(1000));
        assertEquals(1000, clock.begin());
        assertEquals(0, clock.due(1000 + 16_666_665));
        assertEquals(1, clock.due(1000 + 16_666_666));
    }

    @Test
    void catchesUpAFewTicksAndSkipsTheRest() {
        TickClock clock = new TickClock(0, 60, 3);
        clock.due(0);
        clock.begin();
        int due = clock.due(SECOND_NS);
        assertEquals(3, due);
        assertEquals(57, clock.skipped());
        for (int i = 0; i < due; i++) {
            assertEquals((58 + i) * SECOND_NS / 60, clock.begin());
        }
        assertEquals(0, clock.due(SECOND_NS));
        assertEquals(61 * SECOND_NS / 60, clock.nextDeadlineNs());
        assertEquals(4, clock.ticks());
        assertEquals(2, clock.late());
    }

    @Test
    void ticksAndSkipsTogetherAreTheTimePassed() {
        Seeds.forEach(
                200,
                random -> {
                    int hz = 1 + random.nextInt(240);
                    long start = random.nextLong(-SECOND_NS, SECOND_NS);
                    TickClock clock = new TickClock(start, hz, 1 + random.nextInt(5));
                    long now = start;
                    for (int i = 0; i < 500; i++) {
                        now +=
                                random.nextLong(
                                        random.nextInt(20) == 0 ? SECOND_NS : SECOND_NS / hz);
                        for (int due = clock.due(now); due > 0; due--) {
                            assertTrue(clock.begin() <= now);
                        }
                        assertTrue(clock.nextDeadlineNs() > now);
                    }
                    long passed = Math.floorDiv((now - start) * hz, SECOND_NS) + 1;
                    assertTrue(Math.abs(passed - clock.ticks() - clock.skipped()) <= 1);
                });
    }

    @Test
    void countsTicksLongerThanThePeriod() {
        TickClock clock = new TickClock(0, 100, 2);
        clock.finish(0, 10_000_000);
        assertEquals(0, clock.overruns());
        clock.finish(0, 10_000_001);
        assertEquals(1, clock.overruns());
    }

    @Test
    void refusesImpossibleRates() {
        assertThrows(IllegalArgumentException.class, () -> new TickClock(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new TickClock(0, 60, 0));
    }
}
