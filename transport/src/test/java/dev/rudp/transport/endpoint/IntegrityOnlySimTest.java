package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.PacketCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Payloads in the clear happen only when issuer, server and client all want them, and are as
/// authentic as others.
class IntegrityOnlySimTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final LinkProfile LAN = LinkProfile.perfect().withLatencyMs(5, 1);

    private final VirtualNetwork network = new VirtualNetwork(7, LAN);
    private final VirtualServer server = new VirtualServer(network, 7, 4);
    private final List<byte[]> toServer = new ArrayList<>();

    @Test
    void payloadsAreInTheClearWhenAllThreeWantIt() {
        VirtualClient client = play(Extensions.ALL, Extensions.ALL, Extensions.ALL);
        assertEquals(Extensions.ALL, client.endpoint.extensions());
        assertEquals(Extensions.ALL, server.endpoint.extensions(0));
        assertTrue(count(Extensions.CLEAR_PAYLOAD) > 50, "of 60 ticks");
        assertTrue(isReadable());
    }

    @Test
    void payloadsAreSealedWhenOneOfTheThreeDoesNotWantIt() {
        int[][] sets = {
            {Extensions.MIGRATION, Extensions.ALL, Extensions.ALL},
            {Extensions.ALL, Extensions.MIGRATION, Extensions.ALL},
            {Extensions.ALL, Extensions.ALL, Extensions.MIGRATION},
        };
        for (int[] set : sets) {
            toServer.clear();
            VirtualClient client = play(set[0], set[1], set[2]);
            assertEquals(Extensions.MIGRATION, client.endpoint.extensions());
            assertEquals(Extensions.MIGRATION, server.endpoint.extensions(0));
            assertEquals(0, count(Extensions.CLEAR_PAYLOAD));
            assertFalse(isReadable());
        }
    }

    @Test
    void aClearPayloadThatWasChangedOrSentAgainIsRefused() {
        VirtualClient client =
                play(
                        Extensions.INTEGRITY_ONLY,
                        Extensions.INTEGRITY_ONLY,
                        Extensions.INTEGRITY_ONLY);
        byte[] clear = newest(Extensions.CLEAR_PAYLOAD);
        inject(clear, client.port.address());
        assertEquals(1, server.endpoint.drops().of(DropReason.REPLAYED));
        // A later sequence, so that only the tag can refuse it.
        clear[1] = (byte) (clear[1] + 50);
        for (int i = 2; i < clear.length; i++) {
            byte[] bad = clear.clone();
            bad[i] ^= 1;
            inject(bad, client.port.address());
        }
        assertEquals(clear.length - 2, server.endpoint.drops().of(DropReason.NOT_AUTHENTIC));
    }

    /// What was sealed for the answer to an offer, as only the token's owner can.
    @Test
    void anAnswerThatTakesMoreThanWasOfferedIsRefused() {
        server.restartWith(Extensions.MIGRATION);
        VirtualClient client = client(2, Extensions.NONE);
        ConnectToken token = server.token(42, Extensions.ALL);
        client.connect(token);
        network.runUntil(network.nowNs() + 100_000_000);
        PacketCodec codec = new PacketCodec(VirtualServer.PROTOCOL_ID);
        byte[] answer = new byte[64];
        try (PacketKey key = PacketCiphers.jdk().key(token.clientToServerKey())) {
            int body = codec.begin(Extensions.EXTENSIONS, 100, answer, 0);
            Extensions.putBody(answer, body, Extensions.ALL, 0);
            int length = codec.seal(key, answer, Extensions.BODY_BYTES);
            inject(Arrays.copyOf(answer, length), client.port.address());
            assertEquals(1, server.endpoint.drops().of(DropReason.EXTENSIONS_MALFORMED));
            codec.begin(Extensions.CLEAR_PAYLOAD, 101, answer, 0);
            length = codec.seal(key, answer, 20);
            inject(Arrays.copyOf(answer, length), client.port.address());
        }
        assertEquals(Extensions.NONE, server.endpoint.extensions(0));
        assertEquals(1, server.endpoint.drops().of(DropReason.UNKNOWN_TYPE));
    }

    private VirtualClient play(int granted, int ofServer, int ofClient) {
        server.restartWith(ofServer);
        VirtualClient client = client(1 + (int) (network.nowNs() / SECOND_NS), ofClient);
        client.messagesToSend = 60;
        server.port.attach(
                new dev.rudp.testkit.network.VirtualNode() {
                    @Override
                    public void onDatagram(
                            byte[] bytes,
                            int offset,
                            int length,
                            long hi,
                            long lo,
                            int port,
                            long nowNs) {
                        toServer.add(Arrays.copyOfRange(bytes, offset, offset + length));
                        server.onDatagram(bytes, offset, length, hi, lo, port, nowNs);
                    }

                    @Override
                    public void onDeadline(long nowNs) {
                        server.onDeadline(nowNs);
                    }

                    @Override
                    public long nextDeadlineNs() {
                        return server.nextDeadlineNs();
                    }
                });
        // A restarted server refuses tokens from before it.
        client.connect(server.token(42, granted));
        network.runUntil(network.nowNs() + 3 * SECOND_NS);
        assertEquals(60, client.reliableEchoes.size());
        assertTrue(client.isConnected());
        return client;
    }

    private VirtualClient client(int number, int extensions) {
        return new VirtualClient(
                network,
                number,
                new ClientEndpointConfig(0, 0, VirtualServer.CHANNELS).with(extensions));
    }

    private byte[] packet(byte[] datagram) {
        return datagram[0] == Extensions.ROUTED
                ? Arrays.copyOfRange(datagram, Extensions.ROUTE_BYTES, datagram.length)
                : datagram;
    }

    private long count(int type) {
        return toServer.stream().filter(bytes -> (packet(bytes)[0] & 0xF) == type).count();
    }

    private byte[] newest(int type) {
        return toServer.stream()
                .map(this::packet)
                .filter(bytes -> (bytes[0] & 0xF) == type)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /// The numbered messages are mostly zeros, which no cipher leaves standing.
    private boolean isReadable() {
        return toServer.stream()
                .skip(10)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .anyMatch(text -> text.contains("\0".repeat(30)));
    }

    private void inject(byte[] bytes, VirtualAddress from) {
        byte[] copy = bytes.clone();
        server.endpoint.onDatagram(
                copy, 0, copy.length, from.hi(), from.lo(), from.port(), network.nowNs());
    }
}
