package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.MessageSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Hostile peers with valid keys, against every mode and the control frames.
class ModesFuzzTest {
    /// The windows of both reliable channels in buffers of at most twice their size, small pieces
    /// in the smallest buffers, a message in the making for each, four incomplete fragmented
    /// packets, and what the victim sends itself.
    private static final long MEMORY_BYTES_MAX =
            2 * (65_536 + 262_144 + 20_000) + 2 * 512 * 256 + 2 * 32_768 + 4 * 32_768 + 65_536;

    private static final MessageSink IGNORE = (channel, bytes, offset, length) -> {};

    @Test
    void mutatedPayloadsNeverThrowNorGrowMemory() {
        Seeds.forEach(
                300,
                random -> {
                    BufferPool pool = new BufferPool(16L << 20);
                    Connection victim =
                            new Connection(new ConnectionContext(ModesExchange.CONFIG, pool));
                    victim.reset(0);
                    List<byte[]> honest = honestPayloads(random);
                    byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
                    long nowNs = 0;
                    for (int i = 0; i < 300; i++) {
                        nowNs += random.nextInt(20_000_000);
                        byte[] payload = mutated(honest, random);
                        payload[1] = (byte) i;
                        payload[2] = (byte) (i >>> 8);
                        victim.onPayload(payload, 0, payload.length, nowNs, IGNORE);
                        if (random.chance(0.2)) {
                            victim.send(random.nextInt(5), out, 0, 40);
                            victim.pollPayload(out, 0, nowNs);
                        }
                        if (random.chance(0.02)) {
                            victim.pause(random.nextInt(2));
                        }
                        if (random.chance(0.02)) {
                            victim.resume(random.nextInt(2), IGNORE);
                        }
                        assertTrue(
                                pool.takenBytes() <= MEMORY_BYTES_MAX,
                                "taken-bytes=" + pool.takenBytes());
                    }
                    victim.close();
                    assertEquals(0, pool.takenBytes(), "all comes back");
                });
    }

    @Test
    void malformedControlAndExtendedFramesAreRefused() {
        Connection victim = new Connection(ModesExchange.CONFIG);
        victim.reset(0);
        String[] malformed = {
            "8106" + "000001000000", // a WINDOW that is too short
            "8107" + "02000100000000", // for a channel that is not reliable
            "8107" + "3f000100000000", // for one that is not declared
            "8107" + "ff000100000000",
            "8205" + "0000000000", // a REPAIR without a symbol
            "8206" + "020000000000", // for a channel that is not reliable
            "8206" + "3f0000000000", // for one that is not declared
            "828602" + "00" + "00".repeat(261), // longer than a symbol can be
            "820a" + "000000000000", // cut short
            "c0000000" + "01aa", // extended for nothing
            "c0010000" + "01aa",
            "c0020000" + "01aa", // ordered pieces do not say that they continue
            "c2040000" + "01", // an unreliable message cannot be void
            "c1050000" + "01", // a void piece with more to follow has 1,024 bytes
            "40000001aa", // so has any
            "c10400008108", // longer than a piece can be
        };
        for (String frames : malformed) {
            byte[] payload = HexFormat.of().parseHex("3e00000100000000" + frames);
            assertFalse(victim.onPayload(payload, 0, payload.length, 0, IGNORE), frames);
        }
        assertEquals(malformed.length, victim.counters().drops(PayloadDrop.MALFORMED_MESSAGE));
    }

    @Test
    void unorderedPiecesThatMakeNoMessageBreakTheChannelAlone() {
        Connection victim = new Connection(ModesExchange.CONFIG);
        victim.reset(0);
        List<Integer> got = new ArrayList<>();
        MessageSink sink = (channel, bytes, offset, length) -> got.add(channel);
        feed(victim, 0, "c1020000" + "01aa", sink);
        assertEquals(1, victim.counters().drops(PayloadDrop.REFUSED), "continues nothing");
        feed(victim, 1, "01010001aa" + "00000001aa", sink);
        assertEquals(List.of(0), got);
        assertEquals(0, victim.heldBytes());
    }

    private static void feed(Connection to, int packet, String frames, MessageSink sink) {
        byte[] payload =
                HexFormat.of().parseHex("3e%02x000100000000".formatted(packet * 2) + frames);
        assertTrue(to.onPayload(payload, 0, payload.length, 0, sink));
    }

    private static List<byte[]> honestPayloads(SeededRandom random) {
        Connection honest = new Connection(ModesExchange.CONFIG);
        honest.reset(0);
        honest.pause(ModesExchange.ORDERED);
        List<byte[]> payloads = new ArrayList<>();
        byte[] message = new byte[8_000];
        byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
        for (int i = 0; i < 6; i++) {
            for (int channel = 0; channel < ModesExchange.CHANNELS; channel++) {
                random.fill(message, 0, random.nextBoolean() ? 0 : message.length);
                honest.send(
                        channel,
                        message,
                        0,
                        Exchange.anyLength(random),
                        random.nextInt(8),
                        Connection.NO_RECEIPT);
            }
            for (int n; (n = honest.pollPayload(out, 0, i)) > 0; ) {
                payloads.add(Arrays.copyOf(out, n));
            }
        }
        return payloads;
    }

    private static byte[] mutated(List<byte[]> honest, SeededRandom random) {
        byte[] payload = honest.get(random.nextInt(honest.size())).clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? payload.length : 16) % payload.length;
            payload[at] = (byte) random.nextInt();
        }
        return random.chance(0.2)
                ? Arrays.copyOf(payload, 3 + random.nextInt(payload.length))
                : payload;
    }
}
