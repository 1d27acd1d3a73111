package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

/// Loss that comes in ways of its own: all of it in one direction, or most of everything.
class LossSimTest {
    private static final LinkProfile PATH = LinkProfile.perfect().withLatencyMs(40, 0);

    @Test
    void twoSecondsWithoutOneHeaderTakeNothingFromWhatTheSenderKnows() {
        Exchange exchange = new Exchange(1, PATH);
        exchange.alice.peer.beforeTick(() -> exchange.alice.sendSequenced(40));
        exchange.bob.peer.beforeTick(() -> exchange.bob.sendSequenced(40));
        exchange.run(1_000);
        exchange.network.link(Exchange.BOB, Exchange.ALICE).profile(PATH.withLoss(1));
        exchange.run(2_000);
        exchange.network.link(Exchange.BOB, Exchange.ALICE).profile(PATH);
        exchange.run(1_000);
        ConnectionCounters counters = exchange.alice.connection.counters();
        // All arrived; what is missing at the end is one round trip's worth.
        assertTrue(
                counters.packetsAcked() >= counters.packetsSent() - 8,
                () -> counters.packetsAcked() + " of " + counters.packetsSent());
        assertTrue(counters.packetsLostWrongly() > 0, "some were given up first");
    }

    @Test
    void ofTenPacketsSevenAreLostAndReliableMessagesStillComeThrough() {
        Seeds.forEach(
                20,
                random -> {
                    Exchange exchange = new Exchange(random.nextLong(), PATH.withLoss(0.7));
                    for (int i = 0; i < 20; i++) {
                        assertTrue(exchange.alice.sendOrdered(100));
                        exchange.run(100);
                    }
                    // Of 1,000 seeds: half within 4.4 s, 99 % within 19.3 s, all within 42.6 s.
                    exchange.settle(60_000);
                });
    }

    @Test
    void aSteadyGamePaysNoByteForAckDelays() {
        Exchange exchange = new Exchange(3, PATH);
        exchange.alice.peer.beforeTick(() -> exchange.alice.sendSequenced(40));
        exchange.bob.peer.beforeTick(() -> exchange.bob.sendSequenced(40));
        exchange.run(10_000);
        ConnectionCounters counters = exchange.alice.connection.counters();
        // Header of 4 (at first a little more), frame head of 4, message of 40.
        assertTrue(counters.payloadBytesSent() <= 48 * counters.payloadsSent() + 200);
        assertEquals(0, counters.packetsLost());
    }

    @Test
    void theRttOfReliableMessagesIsWithoutThePeersWait() {
        Exchange exchange = new Exchange(4, PATH);
        exchange.bob.peer.ticking = false;
        exchange.alice.peer.beforeTick(() -> exchange.alice.sendOrdered(40));
        exchange.run(5_000);
        double rttMs = exchange.alice.connection.rttNs() / 1e6;
        // Bob's acks wait 25 ms for nothing; RFC 9002 §5.3 subtracts no more than the least sample.
        assertTrue(rttMs >= 79 && rttMs < 100, () -> "rtt " + rttMs);
    }
}
