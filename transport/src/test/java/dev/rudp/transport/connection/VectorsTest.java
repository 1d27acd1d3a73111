package dev.rudp.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.ack.PacketHeader;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The published vectors of docs/protocol.md §2 and §3 are what this code writes. After a
/// deliberate change of the format, `./rudp test -Dtest=VectorsTest -Drudp.vectors=write` writes
/// them anew.
class VectorsTest {
    private static final long MS = 1_000_000L;
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void packetHeaders() throws IOException {
        StringBuilder json = new StringBuilder("[\n");
        PacketHeader header = new PacketHeader();
        byte[] bytes = new byte[PacketHeader.BYTES_MAX];
        SeededRandom random = new SeededRandom(2);
        int[] sequences = {0, 1, 9, 300, 300, 4_660, 32_768, 65_535};
        int[] acks = {65_535, 0, 9, 45, 44, 52, 0, 65_534};
        for (int i = 0; i < 64; i++) {
            int sequence = i < sequences.length ? sequences[i] : random.nextInt(65_536);
            int ack =
                    i < acks.length
                            ? acks[i]
                            : (sequence - 1 - random.nextInt(i % 2 == 0 ? 40 : 600)) & 0xFFFF;
            int ackBits = i == 0 ? 0 : i == 1 ? -1 : random.nextInt() | 0xFF << (8 * (i % 5));
            header.set(sequence, ack, ackBits);
            int length = header.write(bytes, 0);
            json.append(
                    "  {\"sequence\": %d, \"ack\": %d, \"ackBits\": \"%08x\", \"bytes\": \"%s\"}%s\n"
                            .formatted(
                                    sequence,
                                    ack,
                                    ackBits,
                                    HEX.formatHex(bytes, 0, length),
                                    i < 63 ? "," : ""));
        }
        check("packet-headers.json", json.append("]\n").toString());
    }

    @Test
    void payloads() throws IOException {
        ConnectionConfig config =
                ConnectionConfig.of(
                        new ChannelSpec(0, ChannelMode.UNRELIABLE_SEQUENCED, 8_192, 16),
                        new ChannelSpec(63, ChannelMode.RELIABLE_ORDERED, 65_536, 16));
        Connection connection = new Connection(config);
        connection.reset(0);
        StringBuilder json = new StringBuilder("[\n");
        send(json, connection, 0, 5, "a sequenced message of 5 bytes", false);
        send(json, connection, 63, 0, "an empty reliable message", false);
        send(json, connection, 63, 200, "a length of two bytes", false);
        send(json, connection, 63, 1_500, "a reliable message in two pieces", false);
        send(json, connection, 0, 2_500, "a sequenced message in three fragments", true);
        check("payloads.json", json.append("]\n").toString());
    }

    /// One conversation in all modes, with what a receiver makes of it: also the payloads that it
    /// never gets, the void pieces that take the place of a message given up, and a wider window.
    @Test
    void conversation() throws IOException {
        List<ChannelSpec> channels =
                List.of(
                        new ChannelSpec(1, ChannelMode.UNRELIABLE, 8_192, 16),
                        new ChannelSpec(2, ChannelMode.LATEST_ONLY, 8_192, 16),
                        new ChannelSpec(3, ChannelMode.RELIABLE_UNORDERED, 65_536, 16),
                        new ChannelSpec(4, ChannelMode.RELIABLE_ORDERED, 65_536, 16)
                                .withWindowBytes(131_072));
        StringBuilder json = new StringBuilder();
        Conversation talk = new Conversation(json, channels);
        talk.send(4, 1_500, 10 * MS);
        talk.step(
                "a reliable message in two pieces that is lost, and given up after 10 ms", 0, true);
        talk.send(4, 3, Connection.NO_DEADLINE);
        talk.step("void pieces in its place, and the next message", 500 * MS, false);
        talk.send(3, 1_500, Connection.NO_DEADLINE);
        talk.step("a reliable-unordered message in two pieces, lost", 501 * MS, true);
        talk.send(3, 20, Connection.NO_DEADLINE);
        talk.step("the one after it does not wait", 502 * MS, false);
        talk.send(1, 30, Connection.NO_DEADLINE);
        talk.send(2, 40, Connection.NO_DEADLINE);
        talk.send(2, 50, Connection.NO_DEADLINE);
        talk.step("an unreliable message, and the newest of two states", 503 * MS, false);
        talk.step("what is unacknowledged, again", 1_200 * MS, false);
        json.setLength(json.length() - 2);
        check("conversation.json", json.append("\n ]\n}\n").toString());
    }

    /// Repairs begin with the first loss that the sender hears of. Then they make good single
    /// losses, bursts, and pieces of other lengths, in both reliable modes.
    @Test
    void repairs() throws IOException {
        StringBuilder json = new StringBuilder();
        Conversation talk =
                new Conversation(
                        json,
                        List.of(
                                new ChannelSpec(7, ChannelMode.RELIABLE_ORDERED, 4_096, 64)
                                        .withRepairBytes(256),
                                new ChannelSpec(8, ChannelMode.RELIABLE_UNORDERED, 4_096, 64)
                                        .withRepairBytes(128)));
        String lost = "-x------x-----xx------xxx---------------x-x-x----";
        for (int i = 0; i < lost.length(); i++) {
            boolean isLost = lost.charAt(i) == 'x';
            talk.send(7, i % 9 == 5 ? 0 : 20 + i % 7, Connection.NO_DEADLINE);
            talk.send(8, 3 + i % 4, Connection.NO_DEADLINE);
            talk.step("packet " + i, i * 20 * MS, isLost);
            // Acks that take their time, so that most of what is lost is not sent again before.
            if (i % 5 == 4) {
                talk.back(i * 20 * MS);
            }
        }
        assertTrue(talk.receiver.piecesRepaired() >= 10, "" + talk.receiver.piecesRepaired());
        json.setLength(json.length() - 2);
        check("repairs.json", json.append("\n ]\n}\n").toString());
    }

    /// A sender, a receiver that it cannot hear but through [#back], and what passes between them.
    private static final class Conversation {
        private final StringBuilder json;
        private final Connection sender;
        private final Connection receiver;
        private final StringBuilder delivers = new StringBuilder();

        private Conversation(StringBuilder json, List<ChannelSpec> channels) {
            this.json = json;
            json.append("{\n \"channels\": [");
            String separator = "";
            for (ChannelSpec spec : channels) {
                String mode = spec.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
                json.append(separator)
                        .append("{\"id\": %d, \"mode\": \"%s\"}".formatted(spec.id(), mode));
                separator = ", ";
            }
            json.append("],\n \"steps\": [\n");
            ConnectionConfig config = ConnectionConfig.of(channels);
            sender = new Connection(config);
            receiver = new Connection(config);
            sender.reset(0);
            receiver.reset(0);
        }

        private void send(int channel, int length, long deadlineNs) {
            byte[] message = message(length);
            sender.send(channel, message, 0, length, deadlineNs, Connection.NO_RECEIPT);
        }

        private void step(String what, long nowNs, boolean lost) {
            byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
            delivers.setLength(0);
            json.append("  {\"what\": \"%s\", \"lost\": %b, \"payloads\": [".formatted(what, lost));
            String separator = "\n";
            for (int n; (n = sender.pollPayload(out, 0, nowNs)) > 0; ) {
                json.append(separator)
                        .append("    \"")
                        .append(HEX.formatHex(out, 0, n))
                        .append('"');
                separator = ",\n";
                if (!lost) {
                    receiver.onPayload(out, 0, n, nowNs, this::onMessage);
                }
            }
            json.append("],\n   \"delivers\": [").append(delivers).append("]},\n");
        }

        private void back(long nowNs) {
            byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
            for (int n; (n = receiver.pollPayload(out, 0, nowNs)) > 0; ) {
                sender.onPayload(out, 0, n, nowNs, (channel, bytes, offset, length) -> {});
            }
        }

        private void onMessage(int channel, byte[] bytes, int offset, int length) {
            delivers.append(delivers.isEmpty() ? "" : ", ")
                    .append("{\"channel\": %d, \"length\": %d}".formatted(channel, length));
        }
    }

    private static byte[] message(int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (i * 7 + length);
        }
        return message;
    }

    /// The message's byte `i` is `i * 7 + length`, so that the file need not repeat it.
    private static void send(
            StringBuilder json,
            Connection connection,
            int channel,
            int length,
            String what,
            boolean last) {
        connection.send(channel, message(length), 0, length);
        byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
        json.append(
                "  {\"what\": \"%s\", \"channel\": %d, \"length\": %d, \"payloads\": ["
                        .formatted(what, channel, length));
        String separator = "\n";
        for (int n; (n = connection.pollPayload(out, 0, 0)) > 0; ) {
            json.append(separator).append("    \"").append(HEX.formatHex(out, 0, n)).append('"');
            separator = ",\n";
        }
        json.append("]}").append(last ? "\n" : ",\n");
    }

    @Test
    void modes() throws IOException {
        Connection connection =
                new Connection(
                        ConnectionConfig.of(
                                spec(0, ChannelMode.UNRELIABLE),
                                spec(1, ChannelMode.RELIABLE_UNORDERED),
                                spec(2, ChannelMode.RELIABLE_ORDERED),
                                spec(3, ChannelMode.LATEST_ONLY),
                                new ChannelSpec(4, ChannelMode.RELIABLE_ORDERED, 4_096, 16)
                                        .withWindowBytes(1 << 20)));
        connection.reset(0);
        StringBuilder json = new StringBuilder("[\n");
        String window = "an unreliable message behind the WINDOW frame of channel 4";
        send(json, connection, 0, 5, window, false);
        send(json, connection, 1, 1_500, "an unordered message in two pieces", false);
        send(json, connection, 2, 0, "an empty ordered message", false);
        connection.send(2, new byte[50], 0, 50, 1, Connection.NO_RECEIPT);
        byte[] out = new byte[2 * Connection.PAYLOAD_BYTES_MAX];
        int sent = connection.pollPayload(out, 0, 0);
        int given = connection.pollPayload(out, sent, 2);
        json.append(
                """
                  {"what": "an ordered message of 50 zeros, and its void piece after its deadline", \
                "channel": 2, "length": 50, "payloads": [
                    "%s",
                    "%s"]},
                """
                        .formatted(
                                HEX.formatHex(out, 0, sent),
                                HEX.formatHex(out, sent, sent + given)));
        send(json, connection, 3, 40, "a state", false);
        send(json, connection, 3, 3_000, "a compressed state that is newer", true);
        check("modes.json", json.append("]\n").toString());
    }

    private static ChannelSpec spec(int id, ChannelMode mode) {
        return new ChannelSpec(id, mode, 4_096, 16).withCompressAboveBytes(2_000);
    }

    private static void check(String name, String actual) throws IOException {
        if (System.getProperty("rudp.vectors", "").equals("write")) {
            Path file = Path.of("src", "test", "resources", "vectors", name);
            Files.createDirectories(Path.of("src", "test", "resources", "vectors"));
            Files.writeString(file, actual);
            return;
        }
        try (InputStream in = VectorsTest.class.getResourceAsStream("/vectors/" + name)) {
            assertNotNull(in, "vectors/" + name + " is missing");
            String expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(expected, actual);
        }
    }
}
