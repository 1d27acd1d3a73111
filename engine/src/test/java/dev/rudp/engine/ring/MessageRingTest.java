package dev.rudp.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessageRingTest {
    /// All bytes of a message are the same.
    private record Message(long head, int length) {}

    @Test
    void givesBackEveryMessageInOrderWhateverTheirLengths() {
        SeededRandom random = new SeededRandom(7);
        for (int run = 0; run < 200; run++) {
            MessageRing ring = new MessageRing(64 << random.nextInt(6));
            ArrayDeque<Message> model = new ArrayDeque<>();
            for (int step = 0; step < 300; step++) {
                if (random.chance(0.6)) {
                    byte[] bytes = new byte[random.nextInt(ring.maxLength() + 1)];
                    Arrays.fill(bytes, (byte) step);
                    boolean fits = ring.fits(bytes.length);
                    assertEquals(fits, ring.offer(step, bytes, 0, bytes.length));
                    if (fits) {
                        model.add(new Message(step, bytes.length));
                    }
                } else {
                    takeSome(ring, model, random.nextInt(4));
                }
            }
            takeSome(ring, model, Integer.MAX_VALUE);
            assertTrue(model.isEmpty());
            assertTrue(ring.offer(1, new byte[ring.maxLength()], 0, ring.maxLength()), "empty");
        }
    }

    private static void takeSome(MessageRing ring, ArrayDeque<Message> model, int most) {
        int taken = 0;
        while (taken < most && ring.poll()) {
            Message expected = model.remove();
            assertEquals(expected.head, ring.head());
            assertEquals(expected.length, ring.length());
            for (int at = 0; at < ring.length(); at++) {
                assertEquals((byte) expected.head, ring.bytes()[ring.offset() + at]);
            }
            taken++;
        }
        ring.release();
    }

    @Test
    void keepsWhatWasPolledUntilItIsReleased() {
        MessageRing ring = new MessageRing(64);
        assertTrue(ring.offer(1, new byte[] {11}, 0, 1));
        assertTrue(ring.offer(2, new byte[] {22}, 0, 1));
        assertTrue(ring.poll());
        int first = ring.offset();
        assertTrue(ring.poll());
        assertFalse(ring.fits(17), "nothing was given back yet");
        assertEquals(11, ring.bytes()[first]);
        ring.release();
        assertTrue(ring.fits(17));
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // lets the other thread run on a machine with one core
    void handsEverythingOverInOrderBetweenThreads() throws InterruptedException {
        int messages = 100_000;
        MessageRing ring = new MessageRing(4_096);
        Thread producer =
                new Thread(() -> {
                    byte[] bytes = new byte[97];
                    for (int i = 0; i < messages; i++) {
                        Arrays.fill(bytes, (byte) i);
                        while (!ring.offer(i, bytes, 0, i % 97)) {
                            Thread.onSpinWait();
                            Thread.yield();
                        }
                    }
                });
        producer.start();
        for (int i = 0; i < messages; i++) {
            while (!ring.poll()) {
                Thread.yield();
            }
            boolean right = ring.head() == i && ring.length() == i % 97;
            for (int at = 0; at < ring.length(); at++) {
                right &= ring.bytes()[ring.offset() + at] == (byte) i;
            }
            if (!right) {
                throw new AssertionError("message " + i + " is " + ring.head());
            }
            ring.release();
        }
        producer.join();
        assertFalse(ring.poll());
    }

    @Test
    void allocatesNothing() {
        MessageRing ring = new MessageRing(1_024);
        byte[] bytes = new byte[100];
        AllocationMeter.assertZero(
                1_000,
                1_000,
                () -> {
                    ring.offer(1, bytes, 0, 100);
                    ring.offer(2, bytes, 0, 33);
                    while (ring.poll()) {
                        bytes[0] = ring.bytes()[ring.offset()];
                    }
                    ring.release();
                });
        assertFalse(ring.poll());
    }

    @Test
    void wantsAPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new MessageRing(100));
        assertThrows(IllegalArgumentException.class, () -> new MessageRing(32));
        assertEquals(496, new MessageRing(1_024).maxLength());
    }
}
