package dev.rudp.transport.netcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.PacketKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every form that the extensions add, written and read, with every cipher here; and each of them
/// damaged in every way that a bit can be.
class ExtensionVectorTest {
    private static final JsonNode ALL = NetcodeVectors.load("extensions");
    private static final int AT_ANY =
            PacketCodec.atServer(Extensions.ALL) | PacketCodec.atClient(Extensions.ALL);

    private final PacketCodec codec = new PacketCodec(NetcodeVectors.PROTOCOL_ID);

    @Test
    void writesAndReadsGrants() {
        for (JsonNode vector : ALL.get("grants")) {
            byte[] userData = NetcodeVectors.hex(vector, "userData");
            int set = vector.get("set").asInt();
            byte[] game = NetcodeVectors.hex(vector, "gameUserData");
            assertArrayEquals(userData, Extensions.grant(game, set), NetcodeVectors.name(vector));
            assertEquals(set, Extensions.granted(userData), NetcodeVectors.name(vector));
        }
    }

    @Test
    void aGrantNeedsItsPlaceAndItsMarkAndItsVersion() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Extensions.grant(filled(241), Extensions.MIGRATION));
        assertEquals(3, Extensions.granted(Extensions.grant(filled(240), 3)));
        assertEquals(Extensions.NONE, Extensions.granted(filled(256)));
        byte[] right = Extensions.grant(new byte[0], Extensions.ALL);
        for (int i = 240; i < 250; i++) {
            byte[] wrong = right.clone();
            wrong[i] ^= 4;
            assertEquals(Extensions.NONE, Extensions.granted(wrong), "byte " + i);
        }
    }

    @Test
    void writesAndReadsPackets() {
        for (PacketCipher cipher : PacketCiphers.available()) {
            for (JsonNode vector : ALL.get("packets")) {
                String name = cipher.name() + ": " + NetcodeVectors.name(vector);
                byte[] expected = NetcodeVectors.hex(vector, "bytes");
                byte[] body = NetcodeVectors.hex(vector, "body");
                byte[] buffer = new byte[1_300];
                try (PacketKey key = cipher.key(NetcodeVectors.hex(vector, "key"))) {
                    int at =
                            codec.begin(
                                    vector.get("type").asInt(),
                                    NetcodeVectors.unsigned(vector, "sequence"),
                                    buffer,
                                    10);
                    System.arraycopy(body, 0, buffer, at, body.length);
                    int length = codec.seal(key, buffer, body.length);
                    assertArrayEquals(expected, Arrays.copyOfRange(buffer, 10, 10 + length), name);
                }
                assertReads(vector, expected, 0, cipher);
            }
        }
    }

    @Test
    void readsOffersAndRoutes() {
        byte[] offer = NetcodeVectors.hex(ALL.get("packets").get(0), "body");
        byte[] written = new byte[Extensions.BODY_BYTES];
        long id = NetcodeVectors.unsigned(ALL.get("routed").get(0), "connectionId");
        Extensions.putBody(written, 0, Extensions.MIGRATION, id);
        assertArrayEquals(offer, written);
        assertTrue(Extensions.isVersion(offer, 0));
        assertEquals(Extensions.MIGRATION, Extensions.set(offer, 0));
        assertEquals(id, Extensions.connectionId(offer, 0));
        written[1] = 1;
        assertFalse(Extensions.isVersion(written, 0));
        for (JsonNode vector : ALL.get("routed")) {
            byte[] bytes = NetcodeVectors.hex(vector, "bytes");
            assertEquals(Extensions.ROUTED, bytes[0]);
            assertReads(vector, bytes, Extensions.ROUTE_BYTES, PacketCiphers.jdk());
        }
    }

    @Test
    void refusesEveryTruncationExtensionAndChangedBit() {
        for (JsonNode vector : ALL.get("packets")) {
            byte[] whole = NetcodeVectors.hex(vector, "bytes");
            try (PacketKey key = PacketCiphers.best().key(NetcodeVectors.hex(vector, "key"))) {
                for (int length = 0; length < whole.length; length++) {
                    assertFalse(read(Arrays.copyOf(whole, length), key), "cut at " + length);
                }
                assertFalse(read(Arrays.copyOf(whole, whole.length + 1), key));
                for (int bit = 0; bit < whole.length * 8; bit++) {
                    byte[] bad = whole.clone();
                    bad[bit >>> 3] ^= (byte) (1 << (bit & 7));
                    assertFalse(read(bad, key), NetcodeVectors.name(vector) + " bit " + bit);
                }
                assertTrue(read(whole, key));
            }
        }
    }

    /// The same payload, key and sequence, sealed one way, must not pass as sealed the other way.
    @Test
    void aClearPayloadNeverPassesAsASealedOneNorTheOtherWayRound() {
        Seeds.forEach(
                200,
                random -> {
                    byte[] packet = new byte[1_300];
                    int length = 1 + random.nextInt(Netcode.MAX_PAYLOAD_BYTES);
                    int type = random.chance(0.5) ? Netcode.PAYLOAD : Extensions.CLEAR_PAYLOAD;
                    try (PacketKey key = PacketCiphers.best().key(new byte[32])) {
                        int at = codec.begin(type, random.nextInt(1_000), packet, 0);
                        random.fill(packet, at, length);
                        int bytes = codec.seal(key, packet, length);
                        packet[0] ^= Netcode.PAYLOAD ^ Extensions.CLEAR_PAYLOAD;
                        assertFalse(read(Arrays.copyOf(packet, bytes), key));
                        packet[0] ^= Netcode.PAYLOAD ^ Extensions.CLEAR_PAYLOAD;
                        assertTrue(read(Arrays.copyOf(packet, bytes), key));
                    }
                });
    }

    @Test
    void aClearPayloadIsReplayProtected() {
        ReplayWindow replay = new ReplayWindow();
        byte[] bytes = NetcodeVectors.hex(ALL.get("packets").get(4), "bytes");
        byte[] packetKey = NetcodeVectors.hex(ALL.get("packets").get(4), "key");
        try (PacketKey key = PacketCiphers.best().key(packetKey)) {
            assertTrue(codec.readHeader(bytes, 0, bytes.length, AT_ANY));
            assertTrue(codec.open(bytes, key, replay));
            assertTrue(codec.readHeader(bytes, 0, bytes.length, AT_ANY));
            assertFalse(codec.open(bytes, key, replay));
            assertEquals(DropReason.REPLAYED, codec.reason());
        }
    }

    @Test
    void withoutTheExtensionItsTypesAreUnknown() {
        byte[] packet = new byte[64];
        for (int type = Netcode.TYPES; type < 16; type++) {
            packet[0] = (byte) (0x10 | type);
            int length = 2 + Math.max(1, PacketCodec.fixedBodyBytes(type)) + Netcode.TAG_BYTES;
            for (int set = 0; set <= Extensions.ALL; set++) {
                boolean clear =
                        type == Extensions.CLEAR_PAYLOAD && (set & Extensions.INTEGRITY_ONLY) != 0;
                boolean both = clear || (type == Extensions.EXTENSIONS && set != 0);
                boolean moves = (set & Extensions.MIGRATION) != 0;
                assertEquals(
                        both || (moves && type == Extensions.PATH_RESPONSE),
                        codec.readHeader(packet, 0, length, PacketCodec.atServer(set)));
                assertEquals(
                        both || (moves && type == Extensions.PATH_CHALLENGE),
                        codec.readHeader(packet, 0, length, PacketCodec.atClient(set)));
            }
        }
    }

    private void assertReads(JsonNode vector, byte[] bytes, int offset, PacketCipher cipher) {
        String name = NetcodeVectors.name(vector);
        byte[] copy = bytes.clone();
        try (PacketKey key = cipher.key(NetcodeVectors.hex(vector, "key"))) {
            assertTrue(codec.readHeader(copy, offset, copy.length - offset, AT_ANY), name);
            assertTrue(codec.open(copy, key, null), name);
        }
        assertEquals(vector.get("type").asInt(), codec.type(), name);
        assertEquals(NetcodeVectors.unsigned(vector, "sequence"), codec.sequence(), name);
        int from = codec.bodyAt();
        assertArrayEquals(
                NetcodeVectors.hex(vector, "body"),
                Arrays.copyOfRange(copy, from, from + codec.bodyBytes()),
                name);
    }

    private boolean read(byte[] bytes, PacketKey key) {
        byte[] copy = bytes.clone();
        return codec.readHeader(copy, 0, copy.length, AT_ANY) && codec.open(copy, key, null);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0x5A);
        return bytes;
    }
}
