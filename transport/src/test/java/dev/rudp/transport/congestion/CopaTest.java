package dev.rudp.transport.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CopaTest {
    private static final long MS = 1_000_000L;
    private static final int PACKET = 1_000;

    private final Copa copa = new Copa();
    private final Pacer pacer = new Pacer(copa);
    private long nowNs;

    /// One header of acks every 10 ms, each for `packets`, all with this RTT.
    private void acks(int headers, int packets, long rttMs) {
        for (int i = 0; i < headers; i++) {
            nowNs += 10 * MS;
            copa.onRttSample(rttMs * MS, 0, nowNs);
            for (int n = 0; n < packets; n++) {
                copa.onSent(PACKET, nowNs);
                copa.onAcked(PACKET, nowNs);
            }
            copa.onAcksDone(nowNs);
        }
    }

    private void heldAcks(int headers, int packets, long rttMs) {
        for (int i = 0; i < headers; i++) {
            copa.onHeld(nowNs);
            acks(1, packets, rttMs);
        }
    }

    @Test
    void doublesInARoundWhileTheQueueIsEmpty() {
        assertEquals(12_000, copa.windowBytes());
        copa.onHeld(nowNs);
        acks(1, 12, 100);
        assertEquals(24_000, copa.windowBytes());
    }

    @Test
    void doesNotGrowForAnApplicationThatSendsLittle() {
        acks(1_000, 0, 100);
        for (int i = 0; i < 1_000; i++) {
            acks(1, i % 10 == 0 ? 1 : 0, 100);
        }
        assertTrue(copa.windowBytes() <= 13_000, () -> "window " + copa.windowBytes());
        assertTrue(copa.windowBytes() >= 12_000, () -> "window " + copa.windowBytes());
    }

    @Test
    void comesToRestWhereRateTimesQueueSquaredIsTheBalance() {
        // A path of 50 ms that carries 100,000 bytes/s: what exceeds its 5,000 bytes waits.
        double carried = 100_000;
        double leastMs = 50;
        double sumMs = 0;
        heldAcks(3, 1, 50);
        for (int i = 0; i < 4_000; i++) {
            double queueMs = Math.max(0, copa.windowBytes() / carried * 1_000 - leastMs);
            copa.onHeld(nowNs);
            nowNs += 10 * MS;
            copa.onRttSample((long) ((leastMs + queueMs) * MS), 0, nowNs);
            copa.onAcked(PACKET, nowNs);
            copa.onAcksDone(nowNs);
            sumMs += i >= 2_000 ? queueMs : 0;
        }
        double meanMs = sumMs / 2_000;
        double balanceMs = Math.sqrt(Copa.BALANCE / carried) * 1_000;
        // Above the balance, because here nothing of what is sent waits for acks: a round is 40 ms
        // shorter than the sender takes it to be, and it swings more. Measured: 2.16.
        assertTrue(
                meanMs > balanceMs / 2 && meanMs < balanceMs * 2.25,
                () -> "mean queue " + meanMs + " ms, balance " + balanceMs);
    }

    @Test
    void cutsToWhatIsDeliveredWhenTheQueueGrowsLong() {
        heldAcks(100, 5, 50);
        long before = copa.windowBytes();
        heldAcks(40, 5, 150);
        // 500,000 bytes/s over 50 ms.
        assertTrue(copa.windowBytes() <= 25_500, () -> before + " -> " + copa.windowBytes());
        assertTrue(copa.windowBytes() >= 10_000, () -> before + " -> " + copa.windowBytes());
    }

    @Test
    void lossOfTwoPercentIsNoCongestionButOfTwentyIs() {
        heldAcks(20, 5, 50);
        long before = copa.windowBytes();
        for (int i = 0; i < 100; i++) {
            if (i % 10 == 0) {
                copa.onLost(PACKET);
            }
            heldAcks(1, 5, 50);
        }
        long after = copa.windowBytes();
        assertTrue(after >= before, () -> before + " -> " + after);
        for (int i = 0; i < 100; i++) {
            copa.onLost(PACKET);
            heldAcks(1, 4, 50);
        }
        assertTrue(copa.windowBytes() < after / 2, () -> after + " -> " + copa.windowBytes());
    }

    @Test
    void aWaitThatMayBeThePeersIsNotBlamedOnTheNetwork() {
        heldAcks(10, 5, 50);
        long before = copa.windowBytes();
        for (int i = 0; i < 200; i++) {
            nowNs += 10 * MS;
            copa.onHeld(nowNs);
            copa.onRttSample((50 + i % 25) * MS, 25 * MS, nowNs);
            copa.onAcked(PACKET, nowNs);
            copa.onAcksDone(nowNs);
        }
        assertTrue(copa.windowBytes() >= before, () -> before + " -> " + copa.windowBytes());
    }

    @Test
    void whoSendsLessThanTheRateIsNeverHeld() {
        for (int i = 0; i < 600; i++) {
            nowNs += 16 * MS;
            assertTrue(pacer.mayPace(1_000, nowNs), "tick " + i);
            pacer.onSent(500, nowNs);
        }
    }

    @Test
    void pacedPacketsLeaveAtTheRate() {
        long sent = 0;
        long endNs = 1_000 * MS;
        while (nowNs < endNs) {
            if (pacer.mayPace(0, nowNs)) {
                pacer.onSent(PACKET, nowNs);
                sent += PACKET;
            } else {
                long next = pacer.nextNs(0, nowNs);
                assertTrue(next > nowNs && next < nowNs + 20 * MS);
                nowNs = next;
            }
        }
        // 12,000 bytes per assumed 100 ms, and the credit of the start.
        assertTrue(sent >= 116_000 && sent <= 124_000, "sent " + sent);
    }

    @Test
    void aFullWindowWaitsForAcksAndNotForTime() {
        assertFalse(pacer.mayPace(1_000_000, nowNs));
        assertEquals(Pacer.NO_DEADLINE, pacer.nextNs(1_000_000, nowNs));
        assertTrue(pacer.isHolding());
    }

    @Test
    void liveDataLeavesAgainstTheRateUpToItsCap() {
        long sent = 0;
        for (int tick = 0; tick < 600; tick++) {
            nowNs += 16_666_667L;
            for (int i = 0; i < 20 && pacer.maySendLive(nowNs); i++) {
                pacer.onSent(PACKET, nowNs);
                sent += PACKET;
            }
        }
        // Ten seconds at twice the rate, after a burst of 64 KiB.
        assertTrue(Math.abs(2 * 120_000 * 10 + 65_536 - sent) < 10_000, "sent " + sent);
        assertFalse(pacer.mayPace(0, nowNs), "what is live was charged");
        assertEquals(0, pacer.budgetBytes(16 * MS, nowNs), "and the application is told");
    }
}
