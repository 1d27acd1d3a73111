package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.channel.DeliveryOutcome;
import dev.rudp.transport.channel.SendResult;
import org.junit.jupiter.api.Test;

/// Every mode keeps its promise on every path, with deadlines, receipts and a reader that stalls.
class ModesSimTest {
    private static final long MS = 1_000_000;
    private static final LinkProfile CLEAN = LinkProfile.perfect().withLatencyMs(50, 0);

    @Test
    void everyModeKeepsItsPromiseOnAnyPath() {
        Seeds.forEach(
                300,
                random -> {
                    ModesExchange exchange =
                            new ModesExchange(random.nextLong(), anyProfile(random));
                    exchange.alice.beforeTick(() -> sendSome(exchange, random, false));
                    exchange.run(1_500);
                    exchange.settle(900_000);
                    for (int channel : new int[] {ModesExchange.ORDERED, ModesExchange.UNORDERED}) {
                        assertEquals(exchange.sent[channel], exchange.arrived.get(channel).size());
                    }
                    assertEquals(
                            exchange.sent[ModesExchange.LATEST] - 1,
                            exchange.newest[ModesExchange.LATEST],
                            "the newest state arrived");
                    assertReceipts(exchange);
                    assertEquals(0, exchange.pool.takenBytes(), "pooled memory came back");
                });
    }

    @Test
    void deadlinesAndStalledReadersBreakNoPromise() {
        Seeds.forEach(
                300,
                random -> {
                    ModesExchange exchange =
                            new ModesExchange(random.nextLong(), anyProfile(random));
                    exchange.alice.beforeTick(() -> sendSome(exchange, random, true));
                    exchange.bob.beforeTick(() -> stall(exchange, random));
                    exchange.run(2_000);
                    exchange.bob.beforeTick(() -> {});
                    resume(exchange);
                    exchange.settle(900_000);
                    for (int channel : new int[] {ModesExchange.ORDERED, ModesExchange.UNORDERED}) {
                        for (int number = 0; number < exchange.sent[channel]; number++) {
                            int receipt = ModesExchange.receipt(channel, number);
                            boolean givenUp =
                                    exchange.outcomes.get(receipt) == DeliveryOutcome.EXPIRED;
                            assertTrue(
                                    givenUp || exchange.arrived.get(channel).contains(number),
                                    channel + " lost " + number);
                        }
                    }
                    assertReceipts(exchange);
                    assertEquals(0, exchange.pool.takenBytes(), "pooled memory came back");
                });
    }

    private static void stall(ModesExchange exchange, SeededRandom random) {
        if (random.chance(0.05)) {
            exchange.receiver.pause(random.nextInt(2));
        }
        if (random.chance(0.05)) {
            resume(exchange);
        }
    }

    private static void resume(ModesExchange exchange) {
        for (int channel : new int[] {ModesExchange.ORDERED, ModesExchange.UNORDERED}) {
            assertTrue(exchange.receiver.resume(channel, exchange::onMessage));
        }
    }

    /// @param deadlines then every reliable message asks for a receipt
    private static void sendSome(ModesExchange exchange, SeededRandom random, boolean deadlines) {
        for (int channel = 0; channel < ModesExchange.CHANNELS; channel++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                boolean expires = deadlines && random.chance(0.3);
                long deadlineNs =
                        expires
                                ? exchange.network.nowNs() + random.nextInt(300) * MS
                                : Connection.NO_DEADLINE;
                SendResult result =
                        exchange.send(
                                channel,
                                Exchange.anyLength(random),
                                deadlineNs,
                                deadlines || random.chance(0.5));
                assertTrue(result == SendResult.QUEUED || result == SendResult.FULL);
            }
        }
    }

    private static void assertReceipts(ModesExchange exchange) {
        for (int receipt : exchange.asked) {
            DeliveryOutcome outcome = exchange.outcomes.get(receipt);
            int channel = receipt >>> 20;
            int number = (receipt & 0xF_FFFF) - 1;
            // What the last packets carried may still be open when nothing follows them.
            assertTrue(
                    outcome != null
                            || channel == ModesExchange.SEQUENCED
                            || channel == ModesExchange.UNRELIABLE,
                    channel + " gave no receipt for " + number);
            boolean mayBeMissing =
                    channel == ModesExchange.SEQUENCED || channel == ModesExchange.LATEST;
            if (outcome == DeliveryOutcome.DELIVERED && !mayBeMissing) {
                assertTrue(
                        exchange.arrived.get(channel).contains(number),
                        channel + " says that it delivered " + number);
            }
        }
    }

    @Test
    void aLossInAnUnorderedChannelDelaysNoOtherMessage() {
        ModesExchange exchange = new ModesExchange(1, CLEAN);
        exchange.run(1);
        exchange.network
                .link(exchange.alice.address(), exchange.bob.address())
                .profile(CLEAN.withLoss(1));
        exchange.send(ModesExchange.UNORDERED, 500, Connection.NO_DEADLINE, false);
        exchange.send(ModesExchange.ORDERED, 500, Connection.NO_DEADLINE, false);
        exchange.alice.flush(exchange.network.nowNs());
        exchange.network.link(exchange.alice.address(), exchange.bob.address()).profile(CLEAN);
        exchange.send(ModesExchange.UNORDERED, 500, Connection.NO_DEADLINE, false);
        exchange.send(ModesExchange.ORDERED, 500, Connection.NO_DEADLINE, false);
        exchange.alice.flush(exchange.network.nowNs());
        exchange.run(51);
        assertEquals(1, exchange.arrived.get(ModesExchange.UNORDERED).size());
        assertEquals(1, exchange.newest[ModesExchange.UNORDERED]);
        assertEquals(0, exchange.arrived.get(ModesExchange.ORDERED).size());
        exchange.settle(5_000);
        assertEquals(2, exchange.arrived.get(ModesExchange.UNORDERED).size());
        assertEquals(2, exchange.arrived.get(ModesExchange.ORDERED).size());
    }

    @Test
    void aStateThatIsReplacedBeforeItLeavesIsNeverSent() {
        ModesExchange exchange = new ModesExchange(2, CLEAN);
        exchange.run(1);
        for (int i = 0; i < 10; i++) {
            exchange.send(ModesExchange.LATEST, 100, Connection.NO_DEADLINE, true);
        }
        exchange.settle(5_000);
        assertEquals(1, exchange.arrived.get(ModesExchange.LATEST).size());
        assertEquals(9, exchange.newest[ModesExchange.LATEST]);
        assertEquals(
                DeliveryOutcome.REPLACED,
                exchange.outcomes.get(ModesExchange.receipt(ModesExchange.LATEST, 8)));
        assertEquals(
                DeliveryOutcome.DELIVERED,
                exchange.outcomes.get(ModesExchange.receipt(ModesExchange.LATEST, 9)));
    }

    @Test
    void aBurstBeyondThePacketWindowGoesOnByDeadlinesAlone() {
        Seeds.forEach(
                20,
                random -> {
                    ModesExchange exchange =
                            new ModesExchange(random.nextLong(), CLEAN.withLoss(0.1));
                    exchange.run(1);
                    exchange.alice.ticking = false;
                    exchange.bob.ticking = false;
                    for (int channel = 0; channel < 2; channel++) {
                        while (exchange.send(channel, 20_000, Connection.NO_DEADLINE, false)
                                == SendResult.QUEUED) {
                            assertTrue(exchange.sent[channel] < 1_000);
                        }
                    }
                    exchange.alice.flush(exchange.network.nowNs());
                    exchange.bob.flush(exchange.network.nowNs());
                    exchange.settle(60_000);
                    assertTrue(exchange.sender.counters().packetsSent() > 300);
                    for (int channel = 0; channel < 2; channel++) {
                        assertEquals(exchange.sent[channel], exchange.arrived.get(channel).size());
                    }
                });
    }

    @Test
    void aStalledReaderFillsTheSenderAndNotItself() {
        ModesExchange exchange = new ModesExchange(3, CLEAN.withLoss(0.05));
        exchange.receiver.pause(ModesExchange.ORDERED);
        exchange.receiver.pause(ModesExchange.UNORDERED);
        int[] refused = new int[2];
        exchange.alice.beforeTick(() -> {
            for (int channel = 0; channel < 2; channel++) {
                if (exchange.send(channel, 3_000, Connection.NO_DEADLINE, false)
                        == SendResult.FULL) {
                    refused[channel]++;
                }
            }
            exchange.send(ModesExchange.SEQUENCED, 50, Connection.NO_DEADLINE, false);
        });
        exchange.run(20_000);
        assertTrue(refused[0] > 600 && refused[1] > 600, refused[0] + ", " + refused[1]);
        int held = exchange.receiver.heldBytes();
        assertTrue(held > 300_000, "both windows are used: held-bytes=" + held);
        assertTrue(held <= 65_536 + 262_144 + ModesExchange.MESSAGE_BYTES_MAX, "" + held);
        long taken = exchange.pool.takenBytes();
        exchange.run(20_000);
        assertEquals(taken, exchange.pool.takenBytes(), "memory stays as it is");
        assertEquals(0, exchange.arrived.get(ModesExchange.ORDERED).size());
        assertTrue(exchange.arrived.get(ModesExchange.SEQUENCED).size() > 2_000, "others go on");
        resume(exchange);
        exchange.settle(30_000);
        assertEquals(
                exchange.sent[ModesExchange.ORDERED],
                exchange.arrived.get(ModesExchange.ORDERED).size());
        assertEquals(
                exchange.sent[ModesExchange.UNORDERED],
                exchange.arrived.get(ModesExchange.UNORDERED).size());
        assertEquals(0, exchange.pool.takenBytes());
    }

    @Test
    void aMessagePastItsDeadlineIsGivenUpAndHoldsNobodyBack() {
        ModesExchange exchange = new ModesExchange(4, CLEAN);
        exchange.run(1);
        exchange.network
                .link(exchange.alice.address(), exchange.bob.address())
                .profile(CLEAN.withLoss(1));
        long deadlineNs = exchange.network.nowNs() + 40 * MS;
        for (int channel = 0; channel < ModesExchange.CHANNELS; channel++) {
            exchange.send(channel, 2_500, deadlineNs, true);
        }
        exchange.run(39);
        assertEquals(0, exchange.outcomes.size());
        exchange.run(20);
        assertEquals(
                DeliveryOutcome.EXPIRED,
                exchange.outcomes.get(ModesExchange.receipt(ModesExchange.ORDERED, 0)));
        exchange.network.link(exchange.alice.address(), exchange.bob.address()).profile(CLEAN);
        for (int channel = 0; channel < ModesExchange.CHANNELS; channel++) {
            exchange.send(channel, 100, Connection.NO_DEADLINE, true);
        }
        exchange.settle(10_000);
        for (int channel = 0; channel < ModesExchange.CHANNELS; channel++) {
            assertEquals(1, exchange.arrived.get(channel).size(), "channel " + channel);
            assertEquals(1, exchange.newest[channel]);
        }
        assertEquals(
                3,
                exchange.outcomes.values().stream()
                        .filter(outcome -> outcome == DeliveryOutcome.EXPIRED)
                        .count());
    }

    private static LinkProfile anyProfile(SeededRandom random) {
        return LinkProfile.perfect()
                .withLatencyMs(random.nextInt(150), random.nextInt(60))
                .withLoss(random.nextDouble() * 0.4)
                .withReorder(random.nextDouble() * 0.3, random.nextInt(100))
                .withDuplicates(random.nextDouble() * 0.3);
    }
}
