package dev.rudp.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SendRoundTest {
    private static final long MS = 1_000_000L;
    private final SendRound round = new SendRound(50);

    @Test
    void givesEachSliceOnceWhenItsTimeHasCome() {
        round.begin(1_000 * MS);
        for (int slice = 0; slice < SendRound.SLICES; slice++) {
            long due = round.dueNs();
            assertEquals(1_000 * MS + slice * MS, due, "16 slices fill 80 % of 20 ms");
            assertEquals(-1, round.poll(due - 1));
            assertEquals(slice, round.poll(due));
        }
        assertEquals(-1, round.poll(2_000 * MS));
    }

    @Test
    void catchesUpWithAllSlicesThatAreOverdue() {
        round.begin(0);
        int got = 0;
        while (round.poll(5 * MS) >= 0) {
            got++;
        }
        assertEquals(6, got);
        assertEquals(6 * MS, round.dueNs());
    }

    @Test
    void expectsTheNextFrameOnePeriodLater() {
        round.begin(100 * MS);
        while (round.pollRest() >= 0) {
            assertTrue(round.dueNs() <= 120 * MS);
        }
        assertEquals(120 * MS, round.dueNs());
    }

    @Test
    void hasNothingToDoBeforeTheFirstFrame() {
        assertEquals(-1, round.poll(Long.MAX_VALUE / 2));
        assertEquals(-1, round.pollRest());
    }
}
