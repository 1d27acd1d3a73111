package dev.rudp.loadtest.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The second implementation, written from the text alone, reads and writes every published vector.
class SpecVectorTest {
    private final JsonNode netcode = Vectors.read("netcode.json");
    private final long protocolId = Vectors.unsigned(netcode, "protocolId");

    @Test
    void connectTokens() throws RefusedException {
        for (JsonNode vector : netcode.get("tokens")) {
            byte[] bytes = Vectors.hex(vector, "connectToken");
            Ticket ticket = Ticket.read(bytes);
            assertArrayEquals(bytes, ticket.write());
            assertEquals(servers(vector), ticket.servers());
            assertEquals(vector.get("timeoutSeconds").asInt(), ticket.timeoutSeconds());
            assertArrayEquals(Vectors.hex(vector, "request"), ticket.request());
            Ticket issued =
                    Ticket.issue(
                            protocolId,
                            secret(vector),
                            Vectors.hex(vector, "privateKey"),
                            Vectors.hex(vector, "nonce"),
                            Vectors.unsigned(vector, "createEpochSeconds"),
                            Vectors.unsigned(vector, "expireEpochSeconds"));
            assertArrayEquals(bytes, issued.write(), "sealed by us as by them");
        }
    }

    @Test
    void privateTokens() throws RefusedException {
        for (JsonNode vector : netcode.get("tokens")) {
            Ticket ticket = Ticket.read(Vectors.hex(vector, "connectToken"));
            byte[] key = Vectors.hex(vector, "privateKey");
            Secret opened =
                    Secret.open(
                            ticket.sealedPrivate(),
                            key,
                            ticket.nonce(),
                            protocolId,
                            ticket.expireEpochSeconds());
            assertArrayEquals(Vectors.hex(vector, "privateToken"), opened.write());
            assertEquals(Vectors.unsigned(vector, "clientId"), opened.clientId());
            assertArrayEquals(Vectors.hex(vector, "userData"), opened.userData());
            assertThrows(
                    RefusedException.class,
                    () -> Secret.open(ticket.sealedPrivate(), key, ticket.nonce(), 1, 1),
                    "another protocol's");
        }
    }

    @Test
    void challenges() throws RefusedException {
        for (JsonNode vector : netcode.get("challenges")) {
            byte[] key = Vectors.hex(vector, "challengeKey");
            byte[] plain = Sealed.openChallenge(Vectors.hex(vector, "body"), key);
            assertEquals(Vectors.unsigned(vector, "clientId"), Wire.over(plain).getLong());
            assertArrayEquals(Vectors.hex(vector, "userData"), Arrays.copyOfRange(plain, 8, 264));
            assertArrayEquals(new byte[20], Arrays.copyOfRange(plain, 264, 284));
        }
    }

    @Test
    void sealedPackets() throws RefusedException {
        for (JsonNode vector : netcode.get("packets")) {
            byte[] bytes = Vectors.hex(vector, "bytes");
            byte[] key = Vectors.hex(vector, "key");
            Sealed packet = Sealed.open(bytes, key, protocolId);
            assertEquals(vector.get("type").asInt(), packet.type());
            assertEquals(Vectors.unsigned(vector, "sequence"), packet.sequence());
            assertArrayEquals(Vectors.hex(vector, "body"), packet.body());
            assertArrayEquals(bytes, packet.seal(key, protocolId));
            assertThrows(
                    RefusedException.class,
                    () -> Sealed.open(Arrays.copyOf(bytes, bytes.length - 1), key, protocolId));
        }
    }

    @Test
    void extensions() throws RefusedException {
        JsonNode all = Vectors.read("extensions.json");
        for (JsonNode vector : all.get("grants")) {
            byte[] userData = Vectors.hex(vector, "userData");
            int bits = vector.get("set").asInt();
            assertArrayEquals(userData, Extension.grant(Vectors.hex(vector, "gameUserData"), bits));
            assertEquals(bits, Extension.granted(userData));
        }
        for (JsonNode vector : all.get("packets")) {
            requireExtension(vector, Vectors.hex(vector, "bytes"));
        }
        for (JsonNode vector : all.get("routed")) {
            byte[] bytes = Vectors.hex(vector, "bytes");
            assertEquals(Vectors.unsigned(vector, "connectionId"), Extension.connectionId(bytes));
            requireExtension(vector, Extension.inner(bytes));
        }
    }

    private void requireExtension(JsonNode vector, byte[] bytes) throws RefusedException {
        byte[] key = Vectors.hex(vector, "key");
        int type = vector.get("type").asInt();
        Sealed packet =
                type < Extension.OFFER
                        ? Sealed.open(bytes, key, protocolId)
                        : Extension.open(bytes, key, protocolId);
        assertEquals(type, packet.type());
        assertEquals(Vectors.unsigned(vector, "sequence"), packet.sequence());
        assertArrayEquals(Vectors.hex(vector, "body"), packet.body());
        if (type != Extension.CLEAR_PAYLOAD) {
            assertArrayEquals(bytes, packet.seal(key, protocolId));
        }
        byte[] changed = bytes.clone();
        changed[bytes.length / 2] ^= 1;
        assertThrows(
                RefusedException.class,
                () -> {
                    if (type < Extension.OFFER) {
                        Sealed.open(changed, key, protocolId);
                    } else {
                        Extension.open(changed, key, protocolId);
                    }
                });
    }

    @Test
    void packetHeaders() throws RefusedException {
        for (JsonNode vector : Vectors.read("packet-headers.json")) {
            byte[] bytes = Vectors.hex(vector, "bytes");
            AckHeader expected =
                    new AckHeader(
                            vector.get("sequence").asInt(),
                            vector.get("ack").asInt(),
                            HexFormat.fromHexDigits(vector.get("ackBits").asString()));
            assertEquals(expected, AckHeader.read(Wire.over(bytes)));
            assertArrayEquals(bytes, expected.write());
        }
    }

    @Test
    void payloads() throws RefusedException {
        Inbox inbox =
                new Inbox(
                        Map.of(
                                0, Inbox.Mode.UNRELIABLE_SEQUENCED,
                                63, Inbox.Mode.RELIABLE_ORDERED));
        int packet = 0;
        for (JsonNode vector : Vectors.read("payloads.json")) {
            List<Inbox.Message> arrived = List.of();
            for (JsonNode payload : vector.get("payloads")) {
                assertTrue(arrived.isEmpty(), "complete before its last payload");
                arrived = inbox.onPayload(HexFormat.of().parseHex(payload.asString()));
            }
            assertEquals(1, arrived.size(), vector.get("what").asString());
            assertEquals(vector.get("channel").asInt(), arrived.getFirst().channel());
            byte[] bytes = arrived.getFirst().bytes();
            assertEquals(vector.get("length").asInt(), bytes.length);
            for (int i = 0; i < bytes.length; i++) {
                assertEquals((byte) (i * 7 + bytes.length), bytes[i]);
            }
            packet++;
        }
        assertTrue(packet > 4);
    }

    @Test
    void modes() throws RefusedException {
        Inbox inbox =
                new Inbox(
                        Map.of(
                                0, Inbox.Mode.UNRELIABLE,
                                1, Inbox.Mode.RELIABLE_UNORDERED,
                                2, Inbox.Mode.RELIABLE_ORDERED,
                                3, Inbox.Mode.LATEST_ONLY));
        int messages = 0;
        for (JsonNode vector : Vectors.read("modes.json")) {
            List<Inbox.Message> arrived = new ArrayList<>();
            for (JsonNode payload : vector.get("payloads")) {
                arrived.addAll(inbox.onPayload(HexFormat.of().parseHex(payload.asString())));
            }
            assertEquals(1, arrived.size(), vector.get("what").asString());
            assertEquals(vector.get("channel").asInt(), arrived.getFirst().channel());
            byte[] bytes = arrived.getFirst().bytes();
            assertEquals(vector.get("length").asInt(), bytes.length);
            boolean zeros = vector.get("what").asString().contains("zeros");
            for (int i = 0; i < bytes.length; i++) {
                assertEquals(zeros ? 0 : (byte) (i * 7 + bytes.length), bytes[i]);
            }
            messages++;
        }
        assertEquals(6, messages);
    }

    /// The example of §3.6.
    @Test
    void compressedMessages() throws RefusedException {
        byte[] packed = HexFormat.of().parseHex("411f000100285000" + "00000000");
        assertArrayEquals(new byte[65], Lz4.unpack(packed));
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThrows(RefusedException.class, () -> Lz4.unpack(cut));
        }
    }

    @Test
    void conversation() throws RefusedException {
        assertEquals(4, conversation("conversation.json"));
    }

    @Test
    void repairs() throws RefusedException {
        assertTrue(conversation("repairs.json") > 80);
    }

    /// The example of §3.9.
    @Test
    void aRepair() throws RefusedException {
        Map<Integer, Inbox.Mode> modes = Map.of(1, Inbox.Mode.RELIABLE_UNORDERED);
        String header = "3e%02x000100000000";
        String repair = "8208" + "01" + "0100" + "2300" + "42e9ae";
        String[] pieces = {"01" + "0000" + "01aa", "01" + "0100" + "02bbcc"};
        for (int lost = 0; lost < 2; lost++) {
            Inbox inbox = new Inbox(modes);
            HexFormat hex = HexFormat.of();
            String first = header.formatted(0) + pieces[1 - lost];
            assertEquals(1, inbox.onPayload(hex.parseHex(first)).size());
            List<Inbox.Message> computed =
                    inbox.onPayload(hex.parseHex(header.formatted(2) + repair));
            assertEquals(1, computed.size());
            assertEquals(pieces[lost].substring(8), hex.formatHex(computed.getFirst().bytes()));
            byte[] again = hex.parseHex(header.formatted(4) + pieces[lost]);
            assertEquals(0, inbox.onPayload(again).size(), "a duplicate");
        }
        for (String refused : List.of("8205" + "0100002300", "8206" + "020100230042")) {
            byte[] payload = HexFormat.of().parseHex(header.formatted(0) + refused);
            assertThrows(RefusedException.class, () -> new Inbox(modes).onPayload(payload));
        }
    }

    /// {@return how many messages arrived}
    private static int conversation(String file) throws RefusedException {
        JsonNode vector = Vectors.read(file);
        Map<Integer, Inbox.Mode> modes = new HashMap<>();
        for (JsonNode channel : vector.get("channels")) {
            String mode = channel.get("mode").asString().toUpperCase(Locale.ROOT);
            modes.put(channel.get("id").asInt(), Inbox.Mode.valueOf(mode.replace('-', '_')));
        }
        Inbox inbox = new Inbox(modes);
        int given = 0;
        for (JsonNode step : vector.get("steps")) {
            List<String> arrived = new ArrayList<>();
            for (JsonNode payload : step.get("payloads")) {
                if (!step.get("lost").asBoolean()) {
                    for (Inbox.Message message :
                            inbox.onPayload(HexFormat.of().parseHex(payload.asString()))) {
                        arrived.add(message.channel() + " " + message.bytes().length);
                    }
                }
            }
            List<String> expected =
                    step.get("delivers")
                            .valueStream()
                            .map(m -> m.get("channel").asInt() + " " + m.get("length").asInt())
                            .toList();
            assertEquals(expected, arrived, step.get("what").asString());
            given += expected.size();
        }
        return given;
    }

    private static Secret secret(JsonNode vector) {
        return new Secret(
                Vectors.unsigned(vector, "clientId"),
                vector.get("timeoutSeconds").asInt(),
                servers(vector),
                Vectors.hex(vector, "clientToServerKey"),
                Vectors.hex(vector, "serverToClientKey"),
                Vectors.hex(vector, "userData"));
    }

    private static List<InetSocketAddress> servers(JsonNode vector) {
        return vector.get("servers")
                .valueStream()
                .map(text -> URI.create("udp://" + text.asString()))
                .map(uri -> new InetSocketAddress(uri.getHost(), uri.getPort()))
                .toList();
    }
}
