package dev.rudp.client.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InputPacerTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void sendsSixtyASecondWhileOneWaits() {
        InputPacer pacer = new InputPacer(60, 0);

        assertEquals(601, inputsUntil(pacer, 10 * SECOND_NS, 1), 1);
    }

    @Test
    void hurriesWhenTheServerStarvesAndHoldsBackWhenItsQueueIsFull() {
        InputPacer hungry = new InputPacer(60, 0);
        InputPacer full = new InputPacer(60, 0);

        assertEquals(612, inputsUntil(hungry, 10 * SECOND_NS, 0), 3);
        assertEquals(570, inputsUntil(full, 10 * SECOND_NS, 8), 3);
    }

    @Test
    void catchesUpAShortDelayAndGivesUpALongOne() {
        InputPacer pacer = new InputPacer(60, 0);
        inputsUntil(pacer, SECOND_NS, 1);
        assertEquals(5, inputsAt(pacer, SECOND_NS + SECOND_NS / 12), 1);

        assertEquals(1, inputsAt(pacer, 3 * SECOND_NS));
        assertEquals(115.0, (double) pacer.skipped(), 2);
        assertFalse(pacer.isDue(3 * SECOND_NS));
    }

    private static int inputsUntil(InputPacer pacer, long untilNs, int depth) {
        int inputs = 0;
        while (pacer.dueNs() <= untilNs) {
            assertTrue(pacer.isDue(pacer.dueNs()));
            pacer.onQueueDepth(depth);
            pacer.advance();
            inputs++;
        }
        return inputs;
    }

    private static int inputsAt(InputPacer pacer, long nowNs) {
        int inputs = 0;
        while (pacer.isDue(nowNs)) {
            pacer.advance();
            inputs++;
        }
        return inputs;
    }
}
