package dev.rudp.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PairRingTest {
    @Test
    void refusesWhenFullAndGoesOnWhenDrained() {
        PairRing ring = new PairRing(4);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 4; i++) {
                assertFalse(ring.isFull());
                assertTrue(ring.offer(i, -i));
            }
            assertTrue(ring.isFull());
            assertFalse(ring.offer(9, 9));
            for (int i = 0; i < 4; i++) {
                assertTrue(ring.poll());
                assertEquals(i, ring.first());
                assertEquals(-i, ring.second());
            }
            assertFalse(ring.poll());
        }
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // lets the other thread run on a machine with one core
    void handsEverythingOverInOrderBetweenThreads() throws InterruptedException {
        int pairs = 200_000;
        PairRing ring = new PairRing(64);
        Thread producer =
                new Thread(() -> {
                    for (int i = 0; i < pairs; i++) {
                        while (!ring.offer(i, i * 31L)) {
                            Thread.onSpinWait();
                            Thread.yield();
                        }
                    }
                });
        producer.start();
        for (int i = 0; i < pairs; i++) {
            while (!ring.poll()) {
                Thread.yield();
            }
            if (ring.first() != i || ring.second() != i * 31L) {
                throw new AssertionError("pair " + i + " is " + ring.first());
            }
        }
        producer.join();
        assertFalse(ring.poll());
    }

    @Test
    void wantsAPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new PairRing(48));
        assertEquals(64, new PairRing(64).capacity());
    }
}
