package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.Link;
import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Single paths with one particular trouble each.
class ConnectionPathsTest {
    private static final long MS = 1_000_000;
    private static final LinkProfile CLEAN = LinkProfile.perfect().withLatencyMs(30, 0);
    private static final LinkProfile DEAD = CLEAN.withLoss(1);

    @Test
    void messagesOfEverySizeUpTo64KiBArriveOverALossyPath() {
        Seeds.forEach(
                20,
                random -> {
                    Exchange exchange = new Exchange(random.nextLong(), CLEAN.withLoss(0.2));
                    int[] sizes = {4, 5, 1_023, 1_024, 1_025, 8_192, 30_000, 65_535, 65_536};
                    for (int size : sizes) {
                        while (!exchange.alice.sendOrdered(size)
                                || !exchange.bob.sendOrdered(size)) {
                            exchange.run(100);
                        }
                    }
                    exchange.settle(60_000);
                });
    }

    @Test
    void aPathThatSwallowsAcksForSecondsOnlyDelays() {
        Exchange exchange = new Exchange(1, CLEAN);
        Link acks = exchange.network.link(Exchange.BOB, Exchange.ALICE);
        exchange.alice.peer.beforeTick(() -> {
            exchange.alice.sendSequenced(100);
            exchange.alice.sendOrdered(20);
        });
        exchange.run(500);
        acks.profile(DEAD);
        // 180 packets without an ack: far more than the 32 that a header can name.
        exchange.run(3_000);
        assertTrue(exchange.alice.connection.queuedMessages(Exchange.ORDERED) > 150);
        acks.profile(CLEAN);
        exchange.run(500);
        exchange.alice.peer.beforeTick(() -> {});
        exchange.settle(5_000);
        assertTrue(exchange.alice.connection.piecesResent() > 100, "delivered, but never known");
    }

    @Test
    void aDeadPathFillsTheQueueAndNoMore() {
        Exchange exchange = new Exchange(2, DEAD);
        int[] refused = {0};
        exchange.alice.peer.beforeTick(
                () -> refused[0] += exchange.alice.sendOrdered(4_000) ? 0 : 1);
        exchange.run(2_000);
        long heldBytes = exchange.pool.takenBytes();
        exchange.run(30_000);
        assertTrue(refused[0] > 1_000, "refused=" + refused[0]);
        assertEquals(heldBytes, exchange.pool.takenBytes(), "a full queue stays as it is");
        assertTrue(heldBytes <= 2 * 4 * 65_536, "held-bytes=" + heldBytes);
        exchange.alice.peer.beforeTick(() -> {});
        exchange.network.link(Exchange.ALICE, Exchange.BOB).profile(CLEAN);
        exchange.network.link(Exchange.BOB, Exchange.ALICE).profile(CLEAN);
        exchange.settle(10_000);
    }

    @Test
    void aMissingPieceMakesTheReceiverHoldAtMostOneWindow() {
        Exchange exchange = new Exchange(3, CLEAN);
        Connection sender = exchange.alice.connection;
        Connection receiver = exchange.bob.connection;
        byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
        byte[] message = new byte[1_000];
        long nowNs = 0;
        for (int round = 0; round < 2_000; round++) {
            nowNs += Peer.TICK_NS;
            Arrays.fill(message, (byte) round);
            sender.send(Exchange.ORDERED, message, 0, message.length);
            for (int n; (n = sender.pollPayload(out, 0, nowNs)) > 0; ) {
                boolean carriesFirstPiece = contains(out, n, 0x01, 0x00, 0x00);
                if (!carriesFirstPiece) {
                    assertTrue(
                            receiver.onPayload(
                                    out, 0, n, nowNs, (c, b, o, l) -> assertFalse(true)));
                }
            }
            for (int n; (n = receiver.pollPayload(out, 0, nowNs)) > 0; ) {
                sender.onPayload(out, 0, n, nowNs, (c, b, o, l) -> assertFalse(true));
            }
            assertTrue(receiver.heldBytes() <= 65_536, "held-bytes=" + receiver.heldBytes());
        }
        assertTrue(receiver.heldBytes() > 60_000, "the window was filled");
        assertEquals(0, receiver.counters().drops(PayloadDrop.REFUSED));
    }

    /// Looks for the head of a frame behind the packet header, whose end is near the start.
    private static boolean contains(byte[] bytes, int length, int a, int b, int c) {
        for (int at = 4; at <= 9 && at + 4 < length; at++) {
            boolean head = bytes[at] == a && bytes[at + 1] == b && bytes[at + 2] == c;
            if (head && (bytes[at + 3] & 0xFF) == 0xE8) {
                return true;
            }
        }
        return false;
    }

    @Test
    void rttAndLossAreMeasuredOnAKnownPath() {
        Exchange exchange = new Exchange(4, CLEAN.withLoss(0.1));
        exchange.alice.peer.beforeTick(() -> exchange.alice.sendSequenced(100));
        exchange.bob.peer.beforeTick(() -> exchange.bob.sendSequenced(100));
        exchange.run(60_000);
        long rttMs = exchange.alice.connection.rttNs() / MS;
        // Two times 30 ms, and up to a tick that the peer waits before it sends.
        assertTrue(rttMs >= 60 && rttMs <= 80, "rtt-ms=" + rttMs);
        assertTrue(exchange.alice.connection.jitterNs() <= 17 * MS);
        ConnectionCounters counters = exchange.alice.connection.counters();
        double lost = (double) counters.packetsLost() / counters.packetsSent();
        assertEquals(0.1, lost, 0.02);
        assertEquals(0.1, exchange.alice.connection.lossRatio(), 0.1);
        double bytesPerSecond =
                exchange.alice.connection.sentBytesPerSecond(exchange.network.nowNs());
        assertEquals(60 * 109, bytesPerSecond, 60 * 10);
    }

    @Test
    void onACleanPathNothingIsSentTwice() {
        Exchange exchange = new Exchange(5, CLEAN);
        exchange.alice.peer.beforeTick(() -> {
            exchange.alice.sendSequenced(900);
            exchange.alice.sendOrdered(3_000);
        });
        exchange.run(5_000);
        exchange.alice.peer.beforeTick(() -> {});
        exchange.settle(1_000);
        assertEquals(0, exchange.alice.connection.piecesResent());
        assertEquals(0, exchange.alice.connection.counters().packetsLost());
        assertEquals(exchange.alice.sequencedSent, exchange.bob.sequencedReceived);
    }

    @Test
    void anIdlePairFallsSilent() {
        Exchange exchange = new Exchange(6, CLEAN);
        exchange.alice.sendOrdered(100);
        exchange.bob.sendOrdered(100);
        exchange.settle(1_000);
        long sent = exchange.alice.connection.counters().payloadsSent();
        exchange.run(60_000);
        assertEquals(sent, exchange.alice.connection.counters().payloadsSent());
        assertTrue(sent <= 3, "payloads-sent=" + sent);
    }

    @Test
    void withoutAFlushTheDeadlinesAloneCarryALargeMessageThrough() {
        Exchange exchange = new Exchange(7, CLEAN.withLoss(0.3));
        for (int i = 0; i < 4; i++) {
            assertTrue(exchange.alice.sendOrdered(65_536));
        }
        exchange.alice.peer.ticking = false;
        exchange.bob.peer.ticking = false;
        exchange.alice.peer.flush(0);
        exchange.settle(60_000);
    }

    @Test
    void packetNumbersWrapAroundUnnoticed() {
        Exchange exchange = new Exchange(8, LinkProfile.perfect().withLatencyMs(1, 0));
        exchange.alice.peer.beforeTick(() -> {
            exchange.alice.sendSequenced(4);
            exchange.alice.sendOrdered(4);
        });
        // 70,000 ticks: packets, pieces and sequenced messages all pass 65,535.
        exchange.run(70_000L * 17);
        exchange.alice.peer.beforeTick(() -> {});
        exchange.settle(1_000);
        assertTrue(exchange.alice.orderedSent > 65_536);
        assertEquals(exchange.alice.sequencedSent, exchange.bob.sequencedReceived);
        assertEquals(0, exchange.alice.connection.piecesResent());
    }
}
