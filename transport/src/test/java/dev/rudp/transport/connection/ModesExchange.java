package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.DeliveryOutcome;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.wire.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One side sends numbered messages in every mode, and each promise is checked as they arrive.
final class ModesExchange {
    static final int ORDERED = 0;
    static final int UNORDERED = 1;
    static final int SEQUENCED = 2;
    static final int UNRELIABLE = 3;
    static final int LATEST = 4;
    static final int CHANNELS = 5;
    static final int MESSAGE_BYTES_MAX = 20_000;

    static final ConnectionConfig CONFIG =
            ConnectionConfig.of(
                    spec(ORDERED, ChannelMode.RELIABLE_ORDERED).withRepairBytes(100),
                    spec(UNORDERED, ChannelMode.RELIABLE_UNORDERED)
                            .withRepairBytes(64)
                            .withWindowBytes(262_144),
                    spec(SEQUENCED, ChannelMode.UNRELIABLE_SEQUENCED),
                    spec(UNRELIABLE, ChannelMode.UNRELIABLE),
                    spec(LATEST, ChannelMode.LATEST_ONLY));

    private static final VirtualAddress ALICE = VirtualAddress.v4(0x0A00_0001, 1);
    private static final VirtualAddress BOB = VirtualAddress.v4(0x0A00_0002, 2);

    final VirtualNetwork network;
    final BufferPool pool = new BufferPool(16L << 20);
    final Connection sender = new Connection(new ConnectionContext(CONFIG, pool));
    final Connection receiver = new Connection(new ConnectionContext(CONFIG, pool));
    final Peer alice;
    final Peer bob;

    final int[] sent = new int[CHANNELS];
    final int[] newest = new int[CHANNELS];
    final List<Set<Integer>> arrived = new ArrayList<>();

    /// By receipt, which is channel · 2²⁰ + message + 1.
    final Map<Integer, DeliveryOutcome> outcomes = new HashMap<>();

    final Set<Integer> asked = new HashSet<>();
    private final byte[] message = new byte[65_536];

    ModesExchange(long seed, LinkProfile profile) {
        network = new VirtualNetwork(seed, profile);
        sender.reset(0);
        receiver.reset(0);
        alice = new Peer(sender, network.open(ALICE), BOB, (channel, bytes, offset, length) -> {});
        bob = new Peer(receiver, network.open(BOB), ALICE, this::onMessage);
        Arrays.fill(newest, -1);
        for (int channel = 0; channel < CHANNELS; channel++) {
            arrived.add(new HashSet<>());
        }
        sender.receipts(this::onReceipt);
    }

    private static ChannelSpec spec(int id, ChannelMode mode) {
        return new ChannelSpec(id, mode, MESSAGE_BYTES_MAX, 256)
                .withCompressAboveBytes(200)
                .withPriority(id)
                .withWeight(1 + id);
    }

    SendResult send(int channel, int length, long deadlineNs, boolean receipt) {
        int number = sent[channel];
        write(message, number, length);
        int id = receipt ? receipt(channel, number) : Connection.NO_RECEIPT;
        SendResult result = sender.send(channel, message, 0, length, deadlineNs, id);
        if (result == SendResult.QUEUED) {
            sent[channel]++;
            if (receipt) {
                assertTrue(asked.add(id));
            }
        }
        return result;
    }

    static int receipt(int channel, int number) {
        return (channel << 20) + number + 1;
    }

    void run(long durationMs) {
        network.runUntil(network.nowNs() + durationMs * 1_000_000L);
    }

    void settle(long limitMs) {
        alice.beforeTick(() -> {});
        long untilNs = network.nowNs() + limitMs * 1_000_000L;
        while (network.nowNs() < untilNs && isBusy()) {
            run(100);
        }
        assertTrue(!isBusy(), "messages are still waiting for acks");
        run(3_000);
    }

    boolean isBusy() {
        return sender.queuedMessages(ORDERED)
                        + sender.queuedMessages(UNORDERED)
                        + sender.queuedMessages(LATEST)
                > 0;
    }

    void onMessage(int channel, byte[] bytes, int offset, int length) {
        int number = LittleEndian.i32(bytes, offset);
        byte[] expected = new byte[length];
        write(expected, number, length);
        assertEquals(
                0,
                Arrays.compare(expected, 0, length, bytes, offset, offset + length),
                "content of message " + number);
        assertTrue(arrived.get(channel).add(number), channel + " delivered " + number + " twice");
        if (channel != UNORDERED && channel != UNRELIABLE) {
            assertTrue(number > newest[channel], channel + " went back to " + number);
        }
        newest[channel] = Math.max(newest[channel], number);
    }

    private void onReceipt(int channel, int receipt, DeliveryOutcome outcome) {
        assertEquals(channel, receipt >>> 20);
        assertTrue(asked.contains(receipt), "nobody asked for " + receipt);
        assertTrue(outcomes.put(receipt, outcome) == null, "a second receipt");
    }

    private static void write(byte[] target, int number, int length) {
        LittleEndian.putI32(target, 0, number);
        long word = SeededRandom.mix(number * 31L + length);
        for (int i = 4; i < length; i++) {
            target[i] = (byte) (word >>> (i & 56));
            word += i;
        }
    }
}
