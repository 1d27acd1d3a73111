package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

/// Two connections in the virtual network: what the channels promise holds on every path.
class ConnectionSimTest {
    @Test
    void nothingReliableIsLostDoubledOrMisorderedOnAnyPath() {
        Seeds.forEach(300, ConnectionSimTest::assertNothingReliableIsLost);
    }

    /// One of 10,000 seeds. An ack told again 14 s later was taken for a round trip, so that probes
    /// became one in 15 s, and a path that drops 70 % each way needed half an hour.
    @Test
    void anAckToldAgainDoesNotStopTheProbes() {
        assertNothingReliableIsLost(new SeededRandom(0xd61b54f8afed2c6aL));
    }

    private static void assertNothingReliableIsLost(SeededRandom random) {
        Exchange exchange = new Exchange(random.nextLong(), anyProfile(random));
        sendOnEveryTick(exchange.alice, random);
        sendOnEveryTick(exchange.bob, random);
        exchange.run(2_000);
        exchange.alice.peer.beforeTick(() -> {});
        exchange.bob.peer.beforeTick(() -> {});
        // The worst paths drop about 70 % each way, and then probes are all that is left.
        exchange.settle(900_000);
        // Incomplete fragmented packets live on for a second.
        exchange.run(1_500);
        assertTrue(exchange.alice.sequencedReceived > 0);
        assertTrue(exchange.alice.peer.longestPayload <= 1_200);
        assertEquals(0, exchange.pool.takenBytes(), "pooled memory came back");
    }

    private static void sendOnEveryTick(Exchange.Side side, SeededRandom random) {
        side.peer.beforeTick(() -> {
            if (random.chance(0.9)) {
                side.sendSequenced(Exchange.anyLength(random));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                side.sendOrdered(Exchange.anyLength(random));
            }
        });
    }

    private static LinkProfile anyProfile(SeededRandom random) {
        LinkProfile base =
                switch (random.nextInt(5)) {
                    case 0 -> LinkProfile.wifi();
                    case 1 -> LinkProfile.mobile();
                    case 2 -> LinkProfile.satellite();
                    default ->
                            LinkProfile.perfect()
                                    .withLatencyMs(random.nextInt(200), random.nextInt(100));
                };
        return base.withLoss(random.nextDouble() * 0.6)
                .withBurst(
                        new LinkProfile.Burst(
                                random.nextDouble() * 0.05, 0.1 + random.nextDouble() * 0.5, 0.9))
                .withReorder(random.nextDouble() * 0.3, random.nextInt(100))
                .withDuplicates(random.nextDouble() * 0.2)
                .withRate(0, 0);
    }
}
