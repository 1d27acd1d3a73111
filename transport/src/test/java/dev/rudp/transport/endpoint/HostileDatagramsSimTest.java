package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Somebody on the path, who sees every datagram and can send from any address.
class HostileDatagramsSimTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final LinkProfile LAN = LinkProfile.perfect().withLatencyMs(2, 1);

    @Test
    void aSessionOutlivesForgedReplayedAndRandomDatagrams() {
        Seeds.forEach(
                20,
                random -> {
                    VirtualNetwork network = new VirtualNetwork(random.nextLong(), LAN);
                    VirtualServer server = new VirtualServer(network, random.nextLong(), 8);
                    VirtualClient client = new VirtualClient(network, 1);
                    List<byte[]> seen = new ArrayList<>();
                    server.port.attach(new Eavesdropper(server, seen));
                    client.messagesToSend = 60;
                    client.connect(server.token(42));
                    network.runUntil(SECOND_NS);
                    long sessions = server.events.size();
                    for (int i = 0; i < 300; i++) {
                        byte[] bad = mutate(seen.get(random.nextInt(seen.size())), random);
                        inject(network, server, client, bad, random);
                    }
                    network.runUntil(4 * SECOND_NS);
                    assertEquals(sessions, server.events.size(), () -> "" + server.events);
                    assertTrue(client.isConnected());
                    assertEquals(60, client.reliableEchoes.size());
                    assertEquals(300, server.endpoint.drops().total(), "each drop is counted");
                    assertEquals(0, server.endpoint.handshakeCount());
                });
    }

    @Test
    void truncatedRequestsAreCountedAndUnanswered() {
        VirtualNetwork network = new VirtualNetwork(1, LAN);
        VirtualServer server = new VirtualServer(network, 1, 8);
        byte[] request = new byte[ConnectionRequest.BYTES];
        server.token(1).putRequest(request, 0);
        long nowNs = network.nowNs();
        for (int length = 0; length < request.length; length++) {
            byte[] cut = Arrays.copyOf(request, length);
            server.endpoint.onDatagram(cut, 0, length, 0, 1, 1, nowNs);
        }
        assertEquals(request.length, server.endpoint.drops().total());
        assertEquals(1, server.endpoint.drops().of(DropReason.TOO_SHORT));
        assertEquals(0, server.endpoint.handshakeCount());
    }

    @Test
    void aFloodOfForgedRequestsMeetsTheBudget() {
        VirtualNetwork network = new VirtualNetwork(1, LAN);
        VirtualServer server = new VirtualServer(network, 1, 8);
        AdmissionLimits limits = new AdmissionLimits(64, 1_024, 30, 60, 2, 1_000, 1_000_000);
        server.restart(server.config(limits));
        byte[] forged = new byte[ConnectionRequest.BYTES];
        for (int i = 0; i < 2_000; i++) {
            server.token(1).putRequest(forged, 0);
            forged[500] ^= 1;
            server.endpoint.onDatagram(forged, 0, forged.length, 0, i, 1, network.nowNs());
        }
        assertEquals(101, server.endpoint.drops().of(DropReason.TOKEN_NOT_AUTHENTIC));
        assertEquals(1_899, server.endpoint.drops().of(DropReason.REQUEST_BUDGET));
    }

    /// A client that was challenged at one address must not answer for another, or it could point
    /// our traffic at a victim.
    @Test
    void aChallengeProvesOnlyTheAddressThatReceivedIt() {
        VirtualNetwork network = new VirtualNetwork(1, LAN);
        VirtualServer server = new VirtualServer(network, 1, 8);
        VirtualClient client = new VirtualClient(network, 1);
        VirtualAddress victim = VirtualAddress.v4(0x0C00_0001, 53);
        List<byte[]> seen = new ArrayList<>();
        server.port.attach((bytes, offset, length, hi, lo, port, nowNs) -> {
            seen.add(Arrays.copyOfRange(bytes, offset, offset + length));
            if (seen.size() == 1) {
                server.onDatagram(bytes, offset, length, hi, lo, port, nowNs);
            }
        });
        client.connect(server.token(42));
        network.runUntil(50_000_000);
        byte[] request = seen.getFirst();
        server.endpoint.onDatagram(
                request.clone(),
                0,
                request.length,
                victim.hi(),
                victim.lo(),
                victim.port(),
                network.nowNs());
        assertEquals(2, server.endpoint.handshakeCount());
        byte[] response = seen.getLast();
        assertEquals(3, response[0] & 0xF, "a response was seen");
        server.endpoint.onDatagram(
                response.clone(),
                0,
                response.length,
                victim.hi(),
                victim.lo(),
                victim.port(),
                network.nowNs());
        assertEquals(1, server.endpoint.drops().of(DropReason.CHALLENGE_OF_OTHER_HANDSHAKE));
        assertEquals(0, server.endpoint.sessionCount());
    }

    private static byte[] mutate(byte[] original, SeededRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> original.clone();
            case 1 -> Arrays.copyOf(original, random.nextInt(original.length));
            case 2 -> Arrays.copyOf(original, original.length + 1 + random.nextInt(40));
            case 3 -> {
                byte[] noise = new byte[random.nextInt(1_400)];
                random.fill(noise, 0, noise.length);
                yield noise;
            }
            default -> {
                byte[] changed = original.clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
                yield changed;
            }
        };
    }

    private static void inject(
            VirtualNetwork network,
            VirtualServer server,
            VirtualClient client,
            byte[] bytes,
            SeededRandom random) {
        VirtualAddress from =
                random.chance(0.5)
                        ? client.port.address()
                        : VirtualAddress.v4(random.nextInt(), random.nextInt(65_536));
        server.endpoint.onDatagram(
                bytes, 0, bytes.length, from.hi(), from.lo(), from.port(), network.nowNs());
    }

    /// Notes every datagram before the server has it.
    private record Eavesdropper(VirtualServer server, List<byte[]> seen)
            implements dev.rudp.testkit.network.VirtualNode {
        @Override
        public void onDatagram(
                byte[] bytes, int offset, int length, long hi, long lo, int port, long nowNs) {
            seen.add(Arrays.copyOfRange(bytes, offset, offset + length));
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
    }
}
