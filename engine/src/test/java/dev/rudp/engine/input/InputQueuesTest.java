package dev.rudp.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class InputQueuesTest {
    private static final int SLOT = 3;
    private final InputQueues queues = new InputQueues(8);

    InputQueuesTest() {
        queues.reset(SLOT);
    }

    @Test
    void takesOnePerTickInOrderOfSequence() {
        queues.offer(SLOT, 2, 20);
        queues.offer(SLOT, 1, 10);
        queues.offer(SLOT, 3, 30);
        assertEquals(10, queues.take(SLOT));
        assertEquals(1, queues.lastSequence(SLOT));
        assertEquals(20, queues.take(SLOT));
        assertEquals(30, queues.take(SLOT));
        assertEquals(0, queues.depth(SLOT));
        assertEquals(3, queues.lastSequence(SLOT));
    }

    @Test
    void repeatsTheLastInputBrieflyThenIsNeutral() {
        queues.offer(SLOT, 1, 77);
        queues.take(SLOT);
        for (int i = 0; i < InputQueues.REPEAT_TICKS; i++) {
            assertEquals(77, queues.take(SLOT));
        }
        assertEquals(0, queues.take(SLOT));
        assertEquals(1, queues.lastSequence(SLOT));
        assertEquals(InputQueues.REPEAT_TICKS, queues.starved());
        queues.offer(SLOT, 2, 88);
        assertEquals(88, queues.take(SLOT));
    }

    @Test
    void playerWithoutInputYetIsNeutral() {
        assertEquals(0, queues.take(SLOT));
        assertEquals(0, queues.starved());
    }

    @Test
    void ignoresAndCountsLateAndDuplicateInputs() {
        queues.offer(SLOT, 5, 50);
        queues.offer(SLOT, 5, 51);
        queues.offer(SLOT, 6, 60);
        assertEquals(1, queues.duplicate());
        assertEquals(50, queues.take(SLOT));
        queues.offer(SLOT, 4, 40);
        queues.offer(SLOT, 5, 50);
        assertEquals(2, queues.late());
        assertEquals(60, queues.take(SLOT));
    }

    @Test
    void fullQueueDropsItsOldest() {
        for (int sequence = 1; sequence <= 10; sequence++) {
            queues.offer(SLOT, sequence, sequence);
        }
        assertEquals(InputQueues.DEPTH, queues.depth(SLOT));
        assertEquals(2, queues.dropped());
        assertEquals(3, queues.take(SLOT));
        queues.offer(SLOT, 11, 11);
        queues.offer(SLOT, 1, 1);
        assertEquals(4, queues.take(SLOT));
    }

    @Test
    void queueThatStaysCrowdedShrinksToItsTarget() {
        int sequence = 0;
        while (sequence < 6) {
            queues.offer(SLOT, ++sequence, sequence);
        }
        int ticks = 0;
        while (queues.depth(SLOT) > InputQueues.TARGET_DEPTH) {
            queues.take(SLOT);
            queues.offer(SLOT, ++sequence, sequence);
            ticks++;
            assertTrue(ticks < 200);
        }
        assertEquals(4, queues.dropped());
    }

    @Test
    void slotsDoNotDisturbEachOther() {
        queues.reset(4);
        queues.offer(SLOT, 1, 10);
        queues.offer(4, 1, 11);
        assertEquals(11, queues.take(4));
        assertEquals(10, queues.take(SLOT));
    }

    @Test
    void sequencesTakenOnlyGrowWhateverArrives() {
        Seeds.forEach(
                300,
                random -> {
                    InputQueues fuzzed = new InputQueues(1);
                    fuzzed.reset(0);
                    int last = 0;
                    int base = 1;
                    int taken = 0;
                    for (int tick = 0; tick < 200; tick++) {
                        for (int i = random.nextInt(6); i > 0; i--) {
                            int sequence = Math.max(1, base + random.nextInt(20) - 10);
                            fuzzed.offer(0, sequence, sequence * 3L);
                        }
                        base++;
                        int depth = fuzzed.depth(0);
                        long word = fuzzed.take(0);
                        assertTrue(fuzzed.lastSequence(0) >= last);
                        if (fuzzed.lastSequence(0) > last) {
                            assertEquals(fuzzed.lastSequence(0) * 3L, word);
                            taken++;
                        } else {
                            assertEquals(0, depth);
                        }
                        last = fuzzed.lastSequence(0);
                    }
                    assertTrue(taken <= 200);
                });
    }
}
