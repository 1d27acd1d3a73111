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
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.wire.LittleEndian;

/// Two peers that send each other numbered messages whose content follows from their number, and
/// check what arrives.
final class Exchange {
    static final int SEQUENCED = 0;
    static final int ORDERED = 1;
    static final VirtualAddress ALICE = VirtualAddress.v4(0x0A00_0001, 1);
    static final VirtualAddress BOB = VirtualAddress.v4(0x0A00_0002, 2);
    static final ConnectionConfig CONFIG =
            ConnectionConfig.of(
                    new ChannelSpec(SEQUENCED, ChannelMode.UNRELIABLE_SEQUENCED, 8_192, 16),
                    new ChannelSpec(ORDERED, ChannelMode.RELIABLE_ORDERED, 65_536, 256));

    final VirtualNetwork network;
    final BufferPool pool = new BufferPool(16L << 20);
    final Side alice;
    final Side bob;

    Exchange(long seed, LinkProfile profile) {
        network = new VirtualNetwork(seed, profile);
        alice = new Side(ALICE, BOB);
        bob = new Side(BOB, ALICE);
    }

    void run(long durationMs) {
        network.runUntil(network.nowNs() + durationMs * 1_000_000L);
    }

    /// Runs until every reliable message has been acknowledged in both directions.
    void settle(long limitMs) {
        long untilNs = network.nowNs() + limitMs * 1_000_000L;
        while (network.nowNs() < untilNs && (alice.isBusy() || bob.isBusy())) {
            run(100);
        }
        bob.assertHasAllOf(alice);
        alice.assertHasAllOf(bob);
        assertTrue(!alice.isBusy() && !bob.isBusy(), "messages are still waiting for acks");
    }

    /// One end, with what it sent and received.
    final class Side {
        final Peer peer;
        final Connection connection;
        private final byte[] message = new byte[65_536];
        private final byte[] expected = new byte[65_536];
        int orderedSent;
        int orderedReceived;
        int sequencedSent;
        int sequencedReceived;
        int newestSequenced = -1;

        Side(VirtualAddress own, VirtualAddress other) {
            connection = new Connection(new ConnectionContext(CONFIG, pool));
            connection.reset(0);
            peer = new Peer(connection, network.open(own), other, this::onMessage);
        }

        /// Sends a reliable message of this length, at least 4 bytes; tells whether there was room.
        boolean sendOrdered(int length) {
            write(message, orderedSent, length);
            boolean queued = connection.send(ORDERED, message, 0, length) == SendResult.QUEUED;
            orderedSent += queued ? 1 : 0;
            return queued;
        }

        void sendSequenced(int length) {
            write(message, sequencedSent, length);
            assertEquals(SendResult.QUEUED, connection.send(SEQUENCED, message, 0, length));
            sequencedSent++;
        }

        private void onMessage(int channel, byte[] bytes, int offset, int length) {
            int number = LittleEndian.i32(bytes, offset);
            write(expected, number, length);
            for (int i = 0; i < length; i++) {
                assertEquals(expected[i], bytes[offset + i], "content of message " + number);
            }
            if (channel == ORDERED) {
                assertEquals(orderedReceived, number, "order of reliable messages");
                orderedReceived++;
            } else {
                assertTrue(number > newestSequenced, "sequenced message went back to " + number);
                newestSequenced = number;
                sequencedReceived++;
            }
        }

        boolean isBusy() {
            return connection.queuedMessages(ORDERED) > 0;
        }

        void assertHasAllOf(Side other) {
            assertEquals(other.orderedSent, orderedReceived, "reliable messages received");
        }
    }

    static int anyLength(SeededRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> 4;
            case 1, 2, 3 -> 4 + random.nextInt(60);
            case 4, 5 -> 4 + random.nextInt(1_100);
            case 6 -> 1_020 + random.nextInt(10);
            default -> 4 + random.nextInt(8_000);
        };
    }

    private static void write(byte[] target, int number, int length) {
        long word = SeededRandom.mix(number * 31L + length);
        LittleEndian.putI32(target, 0, number);
        for (int i = 4; i < length; i++) {
            target[i] = (byte) (word >>> (i & 56));
            word += i;
        }
    }
}
