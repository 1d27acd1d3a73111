package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long TICK_NS = 1L << 20;
    private static final long UNSET = Long.MAX_VALUE;

    @Test
    void firesOnceAtMostOneTickLate() {
        TimerWheel wheel = new TimerWheel(1, -77);
        wheel.set(0, 500_000_000L);
        List<Long> fired = new ArrayList<>();
        while (wheel.nextDeadlineNs() != TimerWheel.NO_DEADLINE) {
            wheel.advance(wheel.nextDeadlineNs(), (timer, nowNs) -> fired.add(nowNs));
        }
        assertEquals(1, fired.size());
        assertTrue(fired.getFirst() >= 500_000_000L, () -> "fired at " + fired);
        assertTrue(fired.getFirst() <= 500_000_000L + TICK_NS, () -> "fired at " + fired);
    }

    @Test
    void neverFiresACancelledTimer() {
        TimerWheel wheel = new TimerWheel(2, 0);
        wheel.set(0, 10 * TICK_NS);
        wheel.set(1, 10 * TICK_NS);
        wheel.cancel(0);
        wheel.cancel(0);
        List<Integer> fired = new ArrayList<>();
        wheel.advance(100 * TICK_NS, (timer, nowNs) -> fired.add(timer));
        assertEquals(List.of(1), fired);
        assertEquals(TimerWheel.NO_DEADLINE, wheel.nextDeadlineNs());
    }

    @Test
    void aTimerMayCancelAnotherOfItsTickAndSetItselfAnew() {
        TimerWheel wheel = new TimerWheel(2, 0);
        wheel.set(0, 5 * TICK_NS);
        wheel.set(1, 5 * TICK_NS);
        List<Integer> fired = new ArrayList<>();
        TimerWheel.Expiry expiry =
                (timer, nowNs) -> {
                    fired.add(timer);
                    wheel.cancel(1 - timer);
                    wheel.set(timer, nowNs);
                };
        wheel.advance(6 * TICK_NS, expiry);
        assertEquals(List.of(0), fired, "and what is set anew waits for the next tick");
        wheel.advance(7 * TICK_NS, expiry);
        assertEquals(List.of(0, 0), fired);
    }

    @Test
    void neverIsNoDeadline() {
        TimerWheel wheel = new TimerWheel(1, Long.MIN_VALUE / 2);
        wheel.set(0, TimerWheel.NO_DEADLINE);
        assertEquals(TimerWheel.NO_DEADLINE, wheel.nextDeadlineNs());
    }

    /// Against a plain array of deadlines that is searched.
    @Test
    void agreesWithAPlainList() {
        Seeds.forEach(
                200,
                random -> {
                    int timers = 1 + random.nextInt(50);
                    long nowNs = random.nextLong() >> 2;
                    TimerWheel wheel = new TimerWheel(timers, nowNs);
                    long[] due = new long[timers];
                    Arrays.fill(due, UNSET);
                    long[] clock = {nowNs};
                    for (int step = 0; step < 400; step++) {
                        int timer = random.nextInt(timers);
                        switch (random.nextInt(4)) {
                            case 0, 1 -> {
                                long aheadNs = random.nextLong() >>> (20 + random.nextInt(40));
                                due[timer] = clock[0] + aheadNs;
                                wheel.set(timer, due[timer]);
                            }
                            case 2 -> {
                                due[timer] = UNSET;
                                wheel.cancel(timer);
                            }
                            default -> {
                                clock[0] += random.nextLong() >>> (22 + random.nextInt(40));
                                advance(wheel, due, clock[0]);
                            }
                        }
                        checkNextDeadline(wheel, due);
                    }
                });
    }

    private static void advance(TimerWheel wheel, long[] due, long nowNs) {
        wheel.advance(
                nowNs,
                (timer, at) -> {
                    assertTrue(due[timer] <= at, () -> "timer " + timer + " fired early");
                    due[timer] = UNSET;
                });
        for (long deadlineNs : due) {
            assertTrue(deadlineNs > nowNs - TICK_NS, "a timer did not fire in its tick");
        }
    }

    private static void checkNextDeadline(TimerWheel wheel, long[] due) {
        long earliestNs = Arrays.stream(due).min().orElse(UNSET);
        if (earliestNs == UNSET) {
            assertEquals(TimerWheel.NO_DEADLINE, wheel.nextDeadlineNs());
        } else {
            assertTrue(
                    wheel.nextDeadlineNs() <= earliestNs + 2 * TICK_NS, "wakes up in time for all");
        }
    }
}
