package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.MessageSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompressionTest {
    private static final int PLAIN = 5;
    private static final String HEADER = "3e00000100000000";

    private final Connection from = open();
    private final Connection to = open();
    private final List<byte[]> got = new ArrayList<>();
    private final MessageSink sink =
            (channel, bytes, offset, length) ->
                    got.add(Arrays.copyOfRange(bytes, offset, offset + length));
    private final byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];

    /// One compressing channel per mode, by the mode's ordinal, and one that does not.
    private static Connection open() {
        List<ChannelSpec> specs = new ArrayList<>();
        for (ChannelMode mode : ChannelMode.values()) {
            specs.add(new ChannelSpec(specs.size(), mode, 4_096, 16).withCompressAboveBytes(64));
        }
        specs.add(new ChannelSpec(PLAIN, ChannelMode.UNRELIABLE, 4_096, 16));
        Connection connection = new Connection(ConnectionConfig.of(specs));
        connection.reset(0);
        return connection;
    }

    private int carry() {
        int bytes = 0;
        for (int n; (n = from.pollPayload(out, 0, 0)) > 0; ) {
            assertTrue(to.onPayload(out, 0, n, 0, sink));
            bytes += n;
        }
        return bytes;
    }

    private boolean feed(String frames) {
        byte[] payload = HexFormat.of().parseHex(HEADER + frames);
        return to.onPayload(payload, 0, payload.length, 0, sink);
    }

    @Test
    void aMessageThatGainsGoesCompressedInEveryMode() {
        byte[] message = new byte[4_000];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (i % 40);
        }
        for (int channel = 0; channel < PLAIN; channel++) {
            from.send(channel, message, 0, message.length);
            int bytes = carry();
            assertTrue(bytes < 200, "channel " + channel + " bytes=" + bytes);
            assertArrayEquals(message, got.get(channel));
        }
        from.send(PLAIN, message, 0, message.length);
        assertTrue(carry() > 4_000);
        assertArrayEquals(message, got.get(PLAIN));
    }

    @Test
    void noiseAndShortMessagesGoAsTheyAre() {
        byte[] noise = new byte[1_000];
        new SeededRandom(1).fill(noise, 0, noise.length);
        from.send(0, noise, 0, noise.length);
        assertEquals(8 + 5 + 1_000, carry());
        from.send(0, new byte[64], 0, 64);
        assertTrue(carry() > 64);
        from.send(0, new byte[65], 0, 65);
        assertTrue(carry() < 40);
        assertEquals(3, got.size());
    }

    @Test
    void aBombIsRefusedAndBreaksAReliableChannel() {
        // Declares 4,097 bytes, one more than the channel allows.
        assertTrue(feed("c0" + "08" + "0000" + "05" + "8120" + "1f0001"));
        assertEquals(1, to.counters().drops(PayloadDrop.BAD_COMPRESSION));
        assertFalse(got.size() > 0);
        from.send(0, out, 0, 10);
        carry();
        assertEquals(List.of(), got, "nothing is delivered after it");
    }

    @Test
    void aBlockThatIsNotAsLongAsItSaysIsRefused() {
        // Says 100 bytes, has a literal of one.
        assertTrue(feed("c3" + "08" + "0000" + "03" + "64" + "1041"));
        assertEquals(1, to.counters().drops(PayloadDrop.BAD_COMPRESSION));
        assertEquals(List.of(), got);
    }

    @Test
    void compressionWhereNoneIsDeclaredIsMalformed() {
        assertFalse(feed("c5" + "08" + "0000" + "03" + "01" + "1041"));
        assertFalse(feed("c0" + "0a" + "0000" + "03" + "01" + "1041"), "in a later piece");
        assertFalse(feed("c0" + "0c" + "0000" + "03" + "01" + "1041"), "in a void piece");
        assertFalse(feed("c0" + "10" + "0000" + "03" + "01" + "1041"), "an unknown flag");
        assertEquals(4, to.counters().drops(PayloadDrop.MALFORMED_MESSAGE));
    }

    @Test
    void hostileCompressedMessagesNeverThrow() {
        Seeds.forEach(
                300,
                random -> {
                    to.reset(0);
                    for (int i = 0; i < 20; i++) {
                        byte[] payload = new byte[13 + random.nextInt(200)];
                        random.fill(payload, 0, payload.length);
                        byte[] head =
                                HexFormat.of().parseHex("3e%02x000100000000".formatted(i) + "c308");
                        System.arraycopy(head, 0, payload, 0, head.length);
                        int body = payload.length - 13;
                        boolean isShort = body < 128;
                        payload[12] = (byte) (isShort ? body : 1);
                        to.onPayload(payload, 0, isShort ? payload.length : 14, 0, sink);
                    }
                });
        assertTrue(to.counters().drops(PayloadDrop.BAD_COMPRESSION) > 0);
    }
}
