package dev.rudp.transport.netcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.crypto.XChaCha20Poly1305;
import dev.rudp.transport.datagram.PeerAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every packet form and token of the specification, written and read, with every cipher here.
class NetcodeVectorTest {
    @Test
    void writesAndReadsConnectTokens() {
        for (JsonNode vector : NetcodeVectors.ALL.get("tokens")) {
            byte[] expected = NetcodeVectors.hex(vector, "connectToken");
            assertArrayEquals(expected, create(vector).toBytes(), NetcodeVectors.name(vector));
            ConnectToken parsed = ConnectToken.parse(expected);
            assertArrayEquals(expected, parsed.toBytes(), NetcodeVectors.name(vector));
            assertEquals(servers(vector), parsed.servers());
            assertEquals(NetcodeVectors.PROTOCOL_ID, parsed.protocolId());
            assertEquals(vector.get("timeoutSeconds").asInt(), parsed.timeoutSeconds());
            assertEquals(vector.get("createEpochSeconds").asLong(), parsed.createEpochSeconds());
            assertEquals(vector.get("expireEpochSeconds").asLong(), parsed.expireEpochSeconds());
            byte[] key = NetcodeVectors.hex(vector, "clientToServerKey");
            assertArrayEquals(key, parsed.clientToServerKey());
        }
    }

    @Test
    void writesAndReadsConnectionRequests() {
        for (JsonNode vector : NetcodeVectors.ALL.get("tokens")) {
            byte[] expected = NetcodeVectors.hex(vector, "request");
            byte[] request = new byte[ConnectionRequest.BYTES];
            ConnectToken.parse(NetcodeVectors.hex(vector, "connectToken")).putRequest(request, 0);
            assertArrayEquals(expected, request, NetcodeVectors.name(vector));
            for (PacketCipher cipher : PacketCiphers.available()) {
                readPrivateToken(vector, request.clone(), cipher);
            }
        }
    }

    @Test
    void writesAndReadsChallenges() {
        for (JsonNode vector : NetcodeVectors.ALL.get("challenges")) {
            ChallengeTokens tokens =
                    new ChallengeTokens(
                            PacketCiphers.jdk(),
                            NetcodeVectors.scripted(NetcodeVectors.hex(vector, "challengeKey")));
            byte[] body = new byte[Netcode.CHALLENGE_BODY_BYTES];
            Arrays.fill(body, (byte) 0x55);
            long sequence = NetcodeVectors.unsigned(vector, "sequence");
            long clientId = NetcodeVectors.unsigned(vector, "clientId");
            byte[] userData = NetcodeVectors.hex(vector, "userData");
            tokens.put(body, 0, sequence, clientId, userData);
            assertArrayEquals(NetcodeVectors.hex(vector, "body"), body);
            assertTrue(tokens.open(body, 0));
            assertEquals(sequence, ChallengeTokens.sequence(body, 0));
        }
    }

    @Test
    void writesAndReadsSealedPackets() {
        PacketCodec codec = new PacketCodec(NetcodeVectors.PROTOCOL_ID);
        for (PacketCipher cipher : PacketCiphers.available()) {
            for (JsonNode vector : NetcodeVectors.ALL.get("packets")) {
                String name = cipher.name() + ": " + NetcodeVectors.name(vector);
                byte[] expected = NetcodeVectors.hex(vector, "bytes");
                byte[] body = NetcodeVectors.hex(vector, "body");
                int type = vector.get("type").asInt();
                long sequence = NetcodeVectors.unsigned(vector, "sequence");
                byte[] buffer = new byte[1_300];
                try (PacketKey key = cipher.key(NetcodeVectors.hex(vector, "key"))) {
                    int at = codec.begin(type, sequence, buffer, 10);
                    System.arraycopy(body, 0, buffer, at, body.length);
                    int length = codec.seal(key, buffer, body.length);
                    assertArrayEquals(expected, Arrays.copyOfRange(buffer, 10, 10 + length), name);
                }
                try (PacketKey key = cipher.key(NetcodeVectors.hex(vector, "key"))) {
                    int anySide = PacketCodec.AT_CLIENT | PacketCodec.AT_SERVER;
                    assertTrue(codec.readHeader(buffer, 10, expected.length, anySide), name);
                    assertTrue(codec.open(buffer, key, null), name);
                }
                assertEquals(type, codec.type(), name);
                assertEquals(sequence, codec.sequence(), name);
                int from = codec.bodyAt();
                assertArrayEquals(
                        body, Arrays.copyOfRange(buffer, from, from + codec.bodyBytes()), name);
            }
        }
    }

    private static void readPrivateToken(JsonNode vector, byte[] request, PacketCipher cipher) {
        byte[] privateKey = NetcodeVectors.hex(vector, "privateKey");
        int at = ConnectionRequest.tokenAt(0);
        try (XChaCha20Poly1305 key = new XChaCha20Poly1305(cipher, privateKey)) {
            assertTrue(
                    PrivateToken.open(
                            key,
                            request,
                            ConnectionRequest.nonceAt(0),
                            at,
                            ConnectionRequest.protocolId(request, 0),
                            ConnectionRequest.expireEpochSeconds(request, 0)));
        }
        assertArrayEquals(
                NetcodeVectors.hex(vector, "privateToken"),
                Arrays.copyOfRange(request, at, at + 1008));
        PrivateToken token = PrivateToken.read(request, at);
        assertNotNull(token);
        assertEquals(NetcodeVectors.unsigned(vector, "clientId"), token.clientId());
        assertEquals(servers(vector), token.servers());
        assertArrayEquals(NetcodeVectors.hex(vector, "userData"), token.userData());
        assertArrayEquals(
                NetcodeVectors.hex(vector, "serverToClientKey"), token.serverToClientKey());
    }

    private static ConnectToken create(JsonNode vector) {
        long create = vector.get("createEpochSeconds").asLong();
        return ConnectToken.create(
                NetcodeVectors.PROTOCOL_ID,
                NetcodeVectors.unsigned(vector, "clientId"),
                NetcodeVectors.hex(vector, "userData"),
                servers(vector),
                Duration.ofSeconds(vector.get("expireEpochSeconds").asLong() - create),
                vector.get("timeoutSeconds").asInt(),
                NetcodeVectors.hex(vector, "privateKey"),
                create,
                NetcodeVectors.scripted(
                        NetcodeVectors.hex(vector, "nonce"),
                        NetcodeVectors.hex(vector, "clientToServerKey"),
                        NetcodeVectors.hex(vector, "serverToClientKey")));
    }

    private static List<PeerAddress> servers(JsonNode vector) {
        return vector.get("servers")
                .valueStream()
                .map(text -> URI.create("udp://" + text.asString()))
                .map(uri -> PeerAddress.of(new InetSocketAddress(uri.getHost(), uri.getPort())))
                .toList();
    }
}
