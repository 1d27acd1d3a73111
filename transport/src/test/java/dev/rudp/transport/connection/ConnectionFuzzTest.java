package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.MessageSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Hostile peers that hold valid keys: whatever they send, nothing is thrown and memory stays
/// bounded.
class ConnectionFuzzTest {
    /// One connection's worst case: the reassembly slots, one message in the making, a full window
    /// in buffers of at most twice its size, and what it sends itself.
    private static final long MEMORY_BYTES_MAX =
            4 * 16_384 + 65_536 + 2 * 65_536 + 256 * 256 + 4_096;

    private static final MessageSink IGNORE = (channel, bytes, offset, length) -> {};

    @Test
    void randomAndMutatedPayloadsNeverThrowNorGrowMemory() {
        Seeds.forEach(
                300,
                random -> {
                    BufferPool pool = new BufferPool(16L << 20);
                    Connection victim =
                            new Connection(new ConnectionContext(Exchange.CONFIG, pool));
                    victim.reset(0);
                    List<byte[]> honest = honestPayloads(random);
                    byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
                    long nowNs = 0;
                    for (int i = 0; i < 400; i++) {
                        nowNs += random.nextInt(20_000_000);
                        byte[] payload = mutated(honest, random);
                        victim.onPayload(payload, 0, payload.length, nowNs, IGNORE);
                        if (random.chance(0.2)) {
                            victim.send(Exchange.ORDERED, out, 0, 40);
                            victim.pollPayload(out, 0, nowNs);
                        }
                        assertTrue(
                                pool.takenBytes() <= MEMORY_BYTES_MAX,
                                "taken-bytes=" + pool.takenBytes());
                        assertTrue(victim.nextDeadlineNs() > 0);
                    }
                    assertStillWorks(victim, pool, nowNs);
                });
    }

    private static void assertStillWorks(Connection victim, BufferPool pool, long nowNs) {
        victim.reset(nowNs);
        assertEquals(0, pool.takenBytes(), "a reset gives everything back");
        Connection friend = new Connection(new ConnectionContext(Exchange.CONFIG, pool));
        friend.reset(nowNs);
        byte[] message = new byte[20_000];
        byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
        victim.send(Exchange.ORDERED, message, 0, message.length);
        friend.send(Exchange.ORDERED, message, 0, message.length);
        int[] delivered = {0, 0};
        for (int i = 0; i < 100; i++) {
            long thenNs = nowNs + i * Peer.TICK_NS;
            for (int n; (n = victim.pollPayload(out, 0, thenNs)) > 0; ) {
                friend.onPayload(out, 0, n, thenNs, (c, b, o, length) -> delivered[0] += length);
            }
            for (int n; (n = friend.pollPayload(out, 0, thenNs)) > 0; ) {
                victim.onPayload(out, 0, n, thenNs, (c, b, o, length) -> delivered[1] += length);
            }
        }
        assertEquals(20_000, delivered[0]);
        assertEquals(20_000, delivered[1]);
        assertEquals(0, pool.takenBytes());
    }

    @Test
    void malformedPayloadsLeaveAnHonestExchangeUntouched() {
        Seeds.forEach(
                100,
                random -> {
                    Exchange exchange =
                            new Exchange(random.nextLong(), LinkProfile.wifi().withLoss(0.1));
                    for (Exchange.Side side : List.of(exchange.alice, exchange.bob)) {
                        side.peer.beforeTick(() -> {
                            side.sendOrdered(Exchange.anyLength(random));
                            side.sendSequenced(Exchange.anyLength(random));
                            for (int i = 0; i < 3; i++) {
                                assertMalformed(side, exchange.network.nowNs(), random);
                            }
                        });
                    }
                    exchange.run(1_000);
                    exchange.alice.peer.beforeTick(() -> {});
                    exchange.bob.peer.beforeTick(() -> {});
                    exchange.settle(30_000);
                });
    }

    /// A payload that is malformed for certain: reserved bits in its first byte.
    private static void assertMalformed(Exchange.Side side, long nowNs, SeededRandom random) {
        byte[] payload = new byte[1 + random.nextInt(100)];
        random.fill(payload, 0, payload.length);
        payload[0] |= (byte) (random.nextBoolean() ? 0x40 : 0x80);
        assertFalse(side.connection.onPayload(payload, 0, payload.length, nowNs, IGNORE));
    }

    private static List<byte[]> honestPayloads(SeededRandom random) {
        Connection honest = new Connection(Exchange.CONFIG);
        honest.reset(0);
        List<byte[]> payloads = new ArrayList<>();
        byte[] message = new byte[8_000];
        byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
        for (int i = 0; i < 6; i++) {
            honest.send(Exchange.ORDERED, message, 0, Exchange.anyLength(random));
            honest.send(Exchange.SEQUENCED, message, 0, Exchange.anyLength(random));
            for (int n; (n = honest.pollPayload(out, 0, i)) > 0; ) {
                payloads.add(Arrays.copyOf(out, n));
            }
        }
        return payloads;
    }

    private static byte[] mutated(List<byte[]> honest, SeededRandom random) {
        if (random.chance(0.2)) {
            byte[] noise = new byte[random.nextInt(1_300)];
            random.fill(noise, 0, noise.length);
            return noise;
        }
        byte[] payload = honest.get(random.nextInt(honest.size())).clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            // The heads are where it hurts.
            int at = random.nextInt(random.nextBoolean() ? payload.length : 16) % payload.length;
            payload[at] = (byte) random.nextInt();
        }
        if (random.chance(0.5) && payload.length > 2) {
            // Another packet number, so that it is neither stale nor a duplicate.
            payload[1] = (byte) random.nextInt();
            payload[2] = 0;
        }
        return random.chance(0.2)
                ? Arrays.copyOf(payload, random.nextInt(payload.length + 1))
                : payload;
    }
}
