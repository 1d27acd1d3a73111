package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.wire.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Several reliable channels with repairs, small and large messages, some given up, on any path:
/// what arrives is what was sent, once, and in order where that is promised.
class RepairsPropertyTest {
    private static final long MS = 1_000_000;
    private static final int CHANNELS = 4;

    /// One run: channel `n`, odd ones unordered, with its own number of bytes for repairs.
    private static final class Run {
        final BufferPool pool = new BufferPool(16L << 20);
        final List<List<byte[]>> sent = new ArrayList<>();
        final List<BitSet> arrived = new ArrayList<>();
        final Connection from;
        final Connection to;
        final VirtualNetwork network;
        final Peer sender;

        Run(SeededRandom random) {
            List<ChannelSpec> specs = new ArrayList<>();
            for (int id = 0; id < CHANNELS; id++) {
                ChannelMode mode =
                        id % 2 == 0 ? ChannelMode.RELIABLE_ORDERED : ChannelMode.RELIABLE_UNORDERED;
                int repairBytes = random.chance(0.2) ? 0 : random.nextInt(16, 513);
                specs.add(
                        new ChannelSpec(id, mode, 3_000, 4_096)
                                .withRepairBytes(repairBytes)
                                .withCompressAboveBytes(random.nextBoolean() ? 32 : 0));
                sent.add(new ArrayList<>());
                arrived.add(new BitSet());
            }
            ConnectionConfig config = ConnectionConfig.of(specs);
            from = new Connection(new ConnectionContext(config, pool));
            to = new Connection(new ConnectionContext(config, pool));
            network = new VirtualNetwork(random.nextLong(), anyProfile(random));
            from.reset(0);
            to.reset(0);
            VirtualAddress a = VirtualAddress.v4(1, 1);
            VirtualAddress b = VirtualAddress.v4(2, 2);
            sender = new Peer(from, network.open(a), b, (channel, bytes, at, length) -> {});
            Peer receiver = new Peer(to, network.open(b), a, this::onMessage);
            receiver.ticking = random.nextBoolean();
        }

        private void onMessage(int channel, byte[] bytes, int offset, int length) {
            int number = LittleEndian.i32(bytes, offset);
            byte[] expected = sent.get(channel).get(number);
            assertArrayEquals(expected, Arrays.copyOfRange(bytes, offset, offset + length));
            BitSet before = arrived.get(channel);
            assertTrue(!before.get(number), channel + " delivered " + number + " twice");
            assertTrue(channel % 2 == 1 || number >= before.length(), channel + " went back");
            before.set(number);
        }

        void sendSome(SeededRandom random, double rate) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                while (random.chance(rate)) {
                    byte[] message = anyMessage(random, sent.get(channel).size());
                    long deadlineNs =
                            random.chance(0.05)
                                    ? network.nowNs() + random.nextInt(200) * MS
                                    : Connection.NO_DEADLINE;
                    sent.get(channel).add(message);
                    SendResult result =
                            from.send(
                                    channel,
                                    message,
                                    0,
                                    message.length,
                                    deadlineNs,
                                    deadlineNs == Connection.NO_DEADLINE
                                            ? Connection.NO_RECEIPT
                                            : channel << 20 | sent.get(channel).size());
                    if (result != SendResult.QUEUED) {
                        sent.get(channel).removeLast();
                    }
                }
            }
        }

        boolean isBusy() {
            int queued = 0;
            for (int channel = 0; channel < CHANNELS; channel++) {
                queued += from.queuedMessages(channel);
            }
            return queued > 0;
        }

        private static byte[] anyMessage(SeededRandom random, int number) {
            int length = random.chance(0.9) ? random.nextInt(4, 300) : random.nextInt(4, 3_000);
            byte[] message = new byte[length];
            random.fill(message, 4, random.nextBoolean() ? length - 4 : 0);
            LittleEndian.putI32(message, 0, number);
            return message;
        }

        private static LinkProfile anyProfile(SeededRandom random) {
            LinkProfile.Burst burst =
                    new LinkProfile.Burst(random.nextDouble() * 0.05, 0.3, random.nextDouble());
            return LinkProfile.perfect()
                    .withLatencyMs(random.nextInt(100), random.nextInt(40))
                    .withLoss(random.nextDouble() * 0.25)
                    .withBurst(random.nextBoolean() ? burst : LinkProfile.Burst.NONE)
                    .withReorder(random.nextDouble() * 0.2, random.nextInt(60))
                    .withDuplicates(random.nextDouble() * 0.2);
        }
    }

    @Test
    void whateverThePathDoesEachMessageArrivesOnceAsItWas() {
        long[] repaired = new long[1];
        Seeds.forEach(
                300,
                random -> {
                    Run run = new Run(random);
                    double rate = random.nextDouble() * 0.6;
                    BitSet givenUp = new BitSet();
                    run.from.receipts((channel, receipt, outcome) -> givenUp.set(receipt));
                    run.sender.beforeTick(() -> run.sendSome(random, rate));
                    run.network.runUntil(3_000 * MS);
                    run.sender.beforeTick(() -> {});
                    for (int second = 4; second <= 120 && run.isBusy(); second++) {
                        run.network.runUntil(second * 1_000 * MS);
                    }
                    for (int channel = 0; channel < CHANNELS; channel++) {
                        assertEquals(0, run.from.queuedMessages(channel), "all is acknowledged");
                        for (int number = 0; number < run.sent.get(channel).size(); number++) {
                            assertTrue(
                                    run.arrived.get(channel).get(number)
                                            || givenUp.get(channel << 20 | number + 1),
                                    channel + " lost " + number);
                        }
                    }
                    assertEquals(0, run.pool.takenBytes(), "pooled memory came back");
                    repaired[0] += run.to.piecesRepaired();
                });
        assertTrue(repaired[0] > 300, "repaired=" + repaired[0]);
    }
}
