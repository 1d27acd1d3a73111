package dev.rudp.loadtest.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SendScheduleTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void everyBotSendsSixtyTimesASecondEvenlySpread() {
        SendSchedule schedule = new SendSchedule(5, 2000, 60);
        int[] sends = new int[2000];
        for (long send = 0; send < 120_000; send++) {
            sends[schedule.bot(send)]++;
            long gapNs = schedule.intendedNs(send + 1) - schedule.intendedNs(send);
            assertTrue(gapNs == 8333 || gapNs == 8334, "send=" + send + " gapNs=" + gapNs);
        }
        for (int bot = 0; bot < sends.length; bot++) {
            assertEquals(60, sends[bot], "bot=" + bot);
        }
    }

    @Test
    void doesNotDriftOverADay() {
        SendSchedule schedule = new SendSchedule(0, 1999, 60);
        assertEquals(86_400 * SECOND_NS, schedule.intendedNs(86_400L * 60 * 1999));
    }

    @Test
    void dueCountsExactlyTheSendsWhoseInstantHasCome() {
        SendSchedule schedule = new SendSchedule(1000, 7, 60);
        assertEquals(0, schedule.due(999));
        for (long send = 0; send < 5000; send++) {
            long atNs = schedule.intendedNs(send);
            long due = schedule.due(atNs);
            // Both divisions round down, so an instant may be counted a nanosecond late.
            assertTrue(due == send + 1 || (due == send && schedule.due(atNs + 1) == send + 1));
        }
    }
}
