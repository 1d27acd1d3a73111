package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManySessionsSimTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void twoThousandClientsComeTalkFallSilentAndLeave() {
        int count = 2_000;
        LinkProfile profile = LinkProfile.perfect().withLatencyMs(10, 10).withLoss(0.02);
        VirtualNetwork network = new VirtualNetwork(2_000, profile);
        VirtualServer server = new VirtualServer(network, 2_000, count);
        List<VirtualClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            VirtualClient client = new VirtualClient(network, i);
            client.messagesToSend = 2;
            client.connect(server.token(i));
            clients.add(client);
        }
        network.runUntil(3 * SECOND_NS);
        assertEquals(count, server.endpoint.sessionCount());
        assertTrue(clients.stream().allMatch(VirtualClient::isConnected));
        assertTrue(
                clients.stream().allMatch(client -> client.reliableEchoes.equals(List.of(0, 1))),
                "everybody has the echo of both messages");
        assertEquals(0, server.endpoint.handshakeCount());

        // Every other client says goodbye, the rest is cut off.
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                clients.get(i).disconnect();
            } else {
                network.link(clients.get(i).port.address(), VirtualServer.ADDRESS)
                        .profile(profile.withLoss(1));
            }
        }
        network.runUntil(3 * SECOND_NS + 100_000_000);
        assertEquals(count / 2, server.endpoint.sessionCount());
        network.runUntil((4 + VirtualServer.TIMEOUT_SECONDS) * SECOND_NS);
        assertEquals(0, server.endpoint.sessionCount());
        assertEquals(TimerWheel.NO_DEADLINE, server.endpoint.nextDeadlineNs());
        assertEquals(count / 2, count(server, "CLOSED_BY_PEER"));
        assertEquals(count / 2, count(server, "TIMED_OUT"));
    }

    private static long count(VirtualServer server, String reason) {
        return server.events.stream().filter(event -> event.endsWith(reason)).count();
    }
}
