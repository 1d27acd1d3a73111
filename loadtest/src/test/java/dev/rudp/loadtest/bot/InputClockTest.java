package dev.rudp.loadtest.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InputClockTest {
    private final InputClock clock = new InputClock();

    @Test
    void skipsOneSendWhenAnInputAlwaysWaitedForASecond() {
        assertEquals(1, skips(1, InputClock.WINDOW));
        assertEquals(0, skips(0, InputClock.WINDOW));
    }

    @Test
    void keepsSendingWhenTheServerOnceHadNothingInReserve() {
        assertEquals(0, skips(2, InputClock.WINDOW - 1));
        assertEquals(0, skips(0, 1));
    }

    @Test
    void skipsAtMostOncePerSecond() {
        assertEquals(5, skips(3, 5 * InputClock.WINDOW));
    }

    private int skips(int depth, int snapshots) {
        int skips = 0;
        for (int i = 0; i < snapshots; i++) {
            clock.onQueueDepth(depth);
            skips += clock.skipsSlot() ? 1 : 0;
        }
        return skips;
    }
}
