package dev.rudp.transport.netcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.wire.LittleEndian;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HostileBytesTest {
    private static final int ANY_SIDE = PacketCodec.AT_CLIENT | PacketCodec.AT_SERVER;
    private static final int COUNT_AT = 13 + 8 + 8 + 8 + 24 + 1024 + 4;

    private final PacketCodec codec = new PacketCodec(NetcodeVectors.PROTOCOL_ID);
    private final byte[] token =
            NetcodeVectors.hex(NetcodeVectors.ALL.get("tokens").get(0), "connectToken");

    @Test
    void refusesATruncatedOrTooLongToken() {
        for (int length = 0; length < token.length; length++) {
            byte[] cut = Arrays.copyOf(token, length);
            assertThrows(IllegalArgumentException.class, () -> ConnectToken.parse(cut));
        }
        byte[] longer = Arrays.copyOf(token, token.length + 1);
        assertThrows(IllegalArgumentException.class, () -> ConnectToken.parse(longer));
    }

    @Test
    void refusesATokenOfAnotherVersion() {
        for (int i = 0; i < 13; i++) {
            byte[] other = token.clone();
            other[i] ^= 1;
            assertThrows(IllegalArgumentException.class, () -> ConnectToken.parse(other));
        }
    }

    @Test
    void refusesATokenThatExpiresBeforeItsCreation() {
        LittleEndian.putI64(token, 13 + 8, -1);
        var failure = assertThrows(IllegalArgumentException.class, () -> ConnectToken.parse(token));
        assertTrue(failure.toString().contains("create=18446744073709551615"));
    }

    @Test
    void refusesServerCountsAndAddressTypesOutOfBounds() {
        for (int count : new int[] {0, 33, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            byte[] bad = token.clone();
            LittleEndian.putI32(bad, COUNT_AT, count);
            assertThrows(IllegalArgumentException.class, () -> ConnectToken.parse(bad));
        }
        for (int type : new int[] {0, 3, 255}) {
            byte[] bad = token.clone();
            bad[COUNT_AT + 4] = (byte) type;
            assertThrows(IllegalArgumentException.class, () -> ConnectToken.parse(bad));
        }
    }

    @Test
    void parsesOrRefusesAnyBytesButNeverFailsOtherwise() {
        Seeds.forEach(
                2_000,
                random -> {
                    byte[] noise = token.clone();
                    int from = 13 + random.nextInt(noise.length - 13);
                    random.fill(noise, from, 1 + random.nextInt(noise.length - from));
                    try {
                        assertNotNull(ConnectToken.parse(noise).servers());
                    } catch (IllegalArgumentException refused) {
                        assertTrue(refused.toString().contains("connect-token"));
                    }
                });
    }

    @Test
    void refusesPrivateTokensWithFieldsOutOfBounds() {
        byte[] plain = NetcodeVectors.hex(NetcodeVectors.ALL.get("tokens").get(0), "privateToken");
        assertNotNull(PrivateToken.read(plain, 0));
        for (int count : new int[] {0, 33, -1}) {
            byte[] bad = plain.clone();
            LittleEndian.putI32(bad, 12, count);
            assertNull(PrivateToken.read(bad, 0));
        }
        byte[] bad = plain.clone();
        bad[16] = 3;
        assertNull(PrivateToken.read(bad, 0));
        Arrays.fill(bad, (byte) 0xFF);
        assertNull(PrivateToken.read(bad, 0));
    }

    @Test
    void refusesEveryTruncationAndExtensionOfEveryPacket() {
        for (JsonNode vector : NetcodeVectors.ALL.get("packets")) {
            byte[] whole = NetcodeVectors.hex(vector, "bytes");
            try (PacketKey key = PacketCiphers.jdk().key(NetcodeVectors.hex(vector, "key"))) {
                for (int length = 0; length < whole.length; length++) {
                    assertFalse(read(Arrays.copyOf(whole, length), key), "cut at " + length);
                }
                assertFalse(read(Arrays.copyOf(whole, whole.length + 1), key));
                assertTrue(read(whole, key), "and the whole still opens");
            }
        }
    }

    @Test
    void refusesEveryPacketWithOneBitChanged() {
        Set<DropReason> reasons = EnumSet.noneOf(DropReason.class);
        for (JsonNode vector : NetcodeVectors.ALL.get("packets")) {
            byte[] whole = NetcodeVectors.hex(vector, "bytes");
            try (PacketKey key = PacketCiphers.jdk().key(NetcodeVectors.hex(vector, "key"))) {
                for (int i = 0; i < whole.length; i++) {
                    byte[] bad = whole.clone();
                    bad[i] ^= (byte) (1 << (i & 7));
                    assertFalse(read(bad, key), () -> NetcodeVectors.name(vector));
                    reasons.add(codec.reason());
                }
            }
        }
        assertTrue(reasons.contains(DropReason.NOT_AUTHENTIC), reasons::toString);
    }

    @Test
    void refusesReservedTypesAndSequenceLengths() {
        int[] bodies = {0, 0, 308, 308, 8, 1, 0};
        for (int prefix = 0; prefix < 256; prefix++) {
            int type = prefix & 0xF;
            int sequenceBytes = prefix >>> 4;
            byte[] packet = new byte[17 + sequenceBytes + bodies[Math.min(type, 6)]];
            packet[0] = (byte) prefix;
            boolean sane = type >= 1 && type <= 6 && sequenceBytes >= 1 && sequenceBytes <= 8;
            assertEquals(sane, codec.readHeader(packet, 0, packet.length, ANY_SIDE));
        }
        assertReason(DropReason.UNKNOWN_TYPE, 0x17, 40, ANY_SIDE);
        assertReason(DropReason.SEQUENCE_BYTES, 0x05, 40, ANY_SIDE);
        assertReason(DropReason.SEQUENCE_BYTES, 0x95, 40, ANY_SIDE);
        assertReason(DropReason.TOO_SHORT, 0x15, 17, ANY_SIDE);
        assertReason(DropReason.TOO_SHORT, 0x85, 24, ANY_SIDE);
        assertReason(DropReason.TOO_LONG, 0x85, 1_226, ANY_SIDE);
        assertReason(DropReason.BODY_LENGTH, 0x15, 1_225, ANY_SIDE);
        assertReason(DropReason.BODY_LENGTH, 0x14, 27, ANY_SIDE);
        assertReason(DropReason.TYPE_NOT_ALLOWED, 0x11, 40, PacketCodec.AT_SERVER);
        assertReason(DropReason.TYPE_NOT_ALLOWED, 0x12, 40, PacketCodec.AT_SERVER);
        assertReason(DropReason.TYPE_NOT_ALLOWED, 0x13, 40, PacketCodec.AT_CLIENT);
        assertReason(DropReason.TYPE_NOT_ALLOWED, 0x10, 40, PacketCodec.AT_SERVER);
    }

    @Test
    void refusesAuthenticPacketsOfTheWrongLength() {
        int[][] rightLengths = {{1, 0}, {2, 308}, {3, 308}, {4, 8}, {5, 1}, {6, 0}};
        try (PacketKey key = PacketCiphers.jdk().key(new byte[32])) {
            long sequence = 0;
            for (int[] form : rightLengths) {
                for (int length : new int[] {0, 1, 7, 8, 9, 307, 308, 309, 1_200}) {
                    byte[] packet = new byte[1_300];
                    codec.begin(form[0], sequence++, packet, 0);
                    int bytes = codec.seal(key, packet, length);
                    boolean right = form[0] == 5 ? length >= 1 : length == form[1];
                    assertEquals(right, read(Arrays.copyOf(packet, bytes), key));
                    if (!right) {
                        assertEquals(DropReason.BODY_LENGTH, codec.reason());
                    }
                }
            }
        }
    }

    @Test
    void aForgedPacketDoesNotMoveTheReplayWindow() {
        ReplayWindow replay = new ReplayWindow();
        try (PacketKey key = PacketCiphers.jdk().key(new byte[32])) {
            byte[] packet = new byte[64];
            codec.begin(Netcode.PAYLOAD, 5_000, packet, 0);
            int bytes = codec.seal(key, packet, 10);
            byte[] forged = Arrays.copyOf(packet, bytes);
            forged[bytes - 1] ^= 1;
            assertTrue(codec.readHeader(forged, 0, bytes, ANY_SIDE));
            assertFalse(codec.open(forged, key, replay));
            assertEquals(0, replay.newest());
            byte[] copy = packet.clone();
            assertTrue(codec.readHeader(packet, 0, bytes, ANY_SIDE));
            assertTrue(codec.open(packet, key, replay));
            assertTrue(codec.readHeader(copy, 0, bytes, ANY_SIDE));
            assertFalse(codec.open(copy, key, replay));
            assertEquals(DropReason.REPLAYED, codec.reason());
        }
    }

    @Test
    void randomBytesNeverOpen() {
        Seeds.forEach(
                3_000,
                random -> {
                    byte[] noise = new byte[random.nextInt(1_400)];
                    random.fill(noise, 0, noise.length);
                    try (PacketKey key = PacketCiphers.jdk().key(new byte[32])) {
                        assertFalse(read(noise, key));
                    }
                });
    }

    private boolean read(byte[] bytes, PacketKey key) {
        byte[] copy = bytes.clone();
        return codec.readHeader(copy, 0, copy.length, ANY_SIDE) && codec.open(copy, key, null);
    }

    private void assertReason(DropReason reason, int prefix, int length, int allowed) {
        byte[] packet = new byte[length];
        packet[0] = (byte) prefix;
        assertFalse(codec.readHeader(packet, 0, length, allowed));
        assertEquals(reason, codec.reason());
    }
}
