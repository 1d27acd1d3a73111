package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.Extensions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One client and one server hand each other their datagrams directly. The JDK's cipher allocates
/// by itself, so this is shown with a native one.
class EndpointAllocationTest {
    private static final PeerAddress SERVER = PeerAddress.v4(0x7F00_0001, 40_000);
    private static final PeerAddress CLIENT = PeerAddress.v4(0x7F00_0002, 50_000);

    @Test
    void aTickOfMessagesBothWaysAllocatesNothing() {
        Pair pair = new Pair();
        long dropsOfHandshake = pair.server.drops().total();
        AllocationMeter.assertZero(20_000, 5_000, pair::tick);
        assertTrue(pair.serverMessages > 24_000, () -> "messages: " + pair.serverMessages);
        assertEquals(pair.serverMessages, pair.clientMessages, 2.0);
        assertEquals(dropsOfHandshake, pair.server.drops().total());
    }

    @Test
    void routedAndClearPacketsAllocateNothingEither() {
        Pair pair = new Pair(Extensions.ALL);
        assertEquals(Extensions.ALL, pair.server.extensions(0));
        long dropsOfHandshake = pair.server.drops().total();
        AllocationMeter.assertZero(20_000, 5_000, pair::tick);
        assertTrue(pair.serverMessages > 24_000, () -> "messages: " + pair.serverMessages);
        assertEquals(dropsOfHandshake, pair.server.drops().total());
    }

    @Test
    void keepAlivesBothWaysAllocateNothing() {
        Pair pair = new Pair();
        AllocationMeter.assertZero(20_000, 2_000, pair::idle);
        assertTrue(pair.server.isConnected(0));
    }

    private static final class Pair implements EndpointListener, ClientListener {
        final ServerEndpoint server;
        final ClientEndpoint client;
        int serverMessages;
        int clientMessages;

        private final DatagramOutbox fromServer = new DatagramOutbox(8, this::toClient);
        private final DatagramOutbox fromClient = new DatagramOutbox(8, this::toServer);
        private final byte[] message = new byte[200];
        private long nowNs = 1;

        Pair() {
            this(Extensions.NONE);
        }

        Pair(int extensions) {
            PacketCipher cipher = PacketCiphers.best();
            assumeFalse(cipher.name().equals("jdk"), "no native cipher on this machine");
            SeededRandom random = new SeededRandom(5);
            byte[] key = new byte[32];
            server =
                    new ServerEndpoint(
                            new ServerEndpointConfig(
                                            1, key, List.of(SERVER), 16, VirtualServer.CHANNELS, 0)
                                    .with(extensions),
                            cipher,
                            random,
                            fromServer,
                            this,
                            nowNs);
            client =
                    new ClientEndpoint(
                            new ClientEndpointConfig(
                                            CLIENT.hi(), CLIENT.lo(), VirtualServer.CHANNELS)
                                    .with(extensions),
                            cipher,
                            fromClient,
                            this);
            client.connect(
                    ConnectToken.create(
                            1,
                            7,
                            Extensions.grant(new byte[0], extensions),
                            List.of(SERVER),
                            Duration.ofSeconds(30),
                            10,
                            key,
                            0,
                            random),
                    nowNs);
            for (int i = 0; i < 20; i++) {
                idle();
            }
            assertEquals(ClientState.CONNECTED, client.state());
        }

        /// A 60th of a second: an input and a reliable message up, both echoed.
        void tick() {
            nowNs += 16_666_667;
            client.send(0, message, 0, 60);
            client.send(1, message, 0, 40);
            client.flush(nowNs);
            client.onDeadline(nowNs);
            fromClient.flush();
            server.flush(0, nowNs);
            server.onDeadline(nowNs);
            fromServer.flush();
        }

        /// A tenth of a second without a message.
        void idle() {
            nowNs += 101_000_000;
            client.onDeadline(nowNs);
            fromClient.flush();
            server.onDeadline(nowNs);
            fromServer.flush();
        }

        private void toServer(DatagramBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                server.onDatagram(
                        batch.bytes(),
                        batch.offset(i),
                        batch.length(i),
                        CLIENT.hi(),
                        CLIENT.lo(),
                        CLIENT.port(),
                        nowNs);
            }
        }

        private void toClient(DatagramBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                client.onDatagram(batch.bytes(), batch.offset(i), batch.length(i), nowNs);
            }
        }

        @Override
        public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {}

        @Override
        public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
            serverMessages++;
            server.send(session, channel, bytes, offset, length);
        }

        @Override
        public void onDisconnected(int session, DisconnectReason reason) {
            throw new AssertionError("server: " + reason);
        }

        @Override
        public void onConnected(int session, int maxSessions) {}

        @Override
        public void onMessage(int channel, byte[] bytes, int offset, int length) {
            clientMessages++;
        }

        @Override
        public void onDisconnected(DisconnectReason reason) {
            throw new AssertionError("client: " + reason);
        }
    }
}
