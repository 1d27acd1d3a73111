package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.netcode.Extensions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A server of four endpoints behind one address: datagrams are dealt out by the sender's port, as
/// a kernel would, so a client that moves arrives at another endpoint.
class SiblingsSimTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int COUNT = 4;

    private final VirtualNetwork network =
            new VirtualNetwork(3, LinkProfile.perfect().withLatencyMs(20, 10).withLoss(0.02));

    /// Issues the tokens; its own endpoint is not used.
    private final VirtualServer issuer = new VirtualServer(network, 3, 8);

    private final Group group = new Group();

    @Test
    void aSessionStaysAtItsEndpointWhereverItsClientIsDealtTo() {
        VirtualClient client = client(1);
        client.connect(issuer.token(42, Extensions.MIGRATION));
        for (int move = 1; move <= 6; move++) {
            network.runUntil(move * SECOND_NS / 2);
            client.moveTo(network.open(VirtualAddress.v4(0x0A01_0001, 50_000 + move)));
        }
        network.runUntil(8 * SECOND_NS);
        assertEquals(IntStream.range(0, 200).boxed().toList(), client.reliableEchoes);
        assertEquals(6, group.endpoints.get(0).migrations());
        assertEquals(1, group.connected);
        assertEquals(0, group.disconnected);
        assertTrue(group.endpoints.get(1).forwarded() > 0);
        assertTrue(group.endpoints.get(2).forwarded() > 0);
        assertEquals(0, group.endpoints.get(0).forwarded());
        client.disconnect();
        network.runUntil(9 * SECOND_NS);
        assertEquals(1, group.disconnected);
    }

    @Test
    void anIdThatNoSessionHasIsCountedWhereItArrives() {
        byte[] routed = new byte[60];
        routed[0] = Extensions.ROUTED;
        routed[Extensions.ROUTE_BYTES] = 0x15;
        for (int endpoint = 0; endpoint < ServerEndpoint.MAX_ENDPOINTS; endpoint++) {
            routed[3] = (byte) endpoint;
            group.endpoints.get(1).onDatagram(routed, 0, routed.length, 0, 1, 1, 0);
        }
        assertEquals(0, group.endpoints.get(1).forwarded());
        assertEquals(64, group.endpoints.get(1).drops().of(DropReason.UNKNOWN_CONNECTION));
    }

    @Test
    void refusesANumberThatAnIdCannotName() {
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> group.endpoint(ServerEndpoint.MAX_ENDPOINTS));
        assertTrue(refused.toString().contains("endpoint-number=64 not in [0, 63]"));
    }

    private VirtualClient client(int number) {
        VirtualClient client =
                new VirtualClient(
                        network,
                        number,
                        new ClientEndpointConfig(0, 0, VirtualServer.CHANNELS)
                                .with(Extensions.MIGRATION));
        client.messagesToSend = 200;
        return client;
    }

    /// Takes the issuer's place in the network.
    private final class Group extends Siblings implements VirtualNode {
        final List<ServerEndpoint> endpoints = new ArrayList<>();
        int connected;
        int disconnected;

        private final TokenHistory history = new TokenHistory(64);
        private final VirtualPort port = issuer.port;
        private final DatagramOutbox outbox = new DatagramOutbox(64, this::carry);
        private long nextTickNs;

        Group() {
            super(COUNT, 8);
            for (int number = 0; number < COUNT; number++) {
                endpoints.add(endpoint(number));
            }
            port.attach(this);
        }

        ServerEndpoint endpoint(int number) {
            return new ServerEndpoint(
                    issuer.config(AdmissionLimits.defaults(8)).with(Extensions.MIGRATION),
                    PacketCiphers.best(),
                    new SeededRandom(number),
                    outbox,
                    new Echo(number),
                    history,
                    number,
                    this,
                    0);
        }

        @Override
        protected void forward(
                int endpoint, byte[] bytes, int offset, int length, long hi, long lo, int from) {
            endpoints
                    .get(endpoint)
                    .onDatagram(bytes, offset, length, hi, lo, from, network.nowNs());
        }

        @Override
        public void onDatagram(
                byte[] bytes, int offset, int length, long hi, long lo, int from, long nowNs) {
            endpoints.get(from % COUNT).onDatagram(bytes, offset, length, hi, lo, from, nowNs);
            outbox.flush();
        }

        @Override
        public void onDeadline(long nowNs) {
            nextTickNs = nowNs + VirtualServer.TICK_NS;
            for (ServerEndpoint endpoint : endpoints) {
                endpoint.onDeadline(nowNs);
                for (int session = 0; session < endpoint.maxSessions(); session++) {
                    endpoint.flush(session, nowNs);
                }
            }
            outbox.flush();
        }

        @Override
        public long nextDeadlineNs() {
            return nextTickNs;
        }

        private void carry(DatagramBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                port.send(
                        batch.bytes(),
                        batch.offset(i),
                        batch.length(i),
                        batch.peerHi(i),
                        batch.peerLo(i),
                        batch.peerPort(i));
            }
        }

        private final class Echo implements EndpointListener {
            private final int number;

            Echo(int number) {
                this.number = number;
            }

            @Override
            public void onConnected(int session, long clientId, byte[] userData, int offset) {
                connected++;
            }

            @Override
            public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
                endpoints.get(number).send(session, channel, bytes, offset, length);
            }

            @Override
            public void onDisconnected(int session, DisconnectReason reason) {
                disconnected++;
            }
        }
    }
}
