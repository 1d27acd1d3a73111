package dev.rudp.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.client.connect.ConnectApi;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.server.config.SettingsFlag;
import dev.rudp.server.config.SettingsLoader;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.ClientEndpoint;
import dev.rudp.transport.endpoint.ClientEndpointConfig;
import dev.rudp.transport.endpoint.ClientListener;
import dev.rudp.transport.endpoint.ClientState;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A player whose port changes again and again, at a server of several shards: the kernel deals it
/// to another of them nearly every time, and its session goes on.
@Timeout(60)
final class MigrationIT {
    private static final int MOVES = 8;
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir Path directory;

    @Test
    void aSessionOutlivesEveryChangeOfItsClientsPort() throws Exception {
        List<SettingsFlag> flags =
                List.of(
                        new SettingsFlag("--set", "http.port", "0"),
                        new SettingsFlag("--set", "udp.port", "0"),
                        new SettingsFlag("--set", "shards.count", "4"));
        try (Server server =
                        Server.start(
                                SettingsLoader.load(null, directory, Map.of(), flags).settings());
                ConnectApi api = new ConnectApi(server.httpUri());
                Mover mover = new Mover(api.connect("Ann").token())) {
            mover.runUntilMessages(10);
            assertEquals(Extensions.MIGRATION, mover.endpoint.extensions());
            for (int move = 1; move <= MOVES; move++) {
                mover.move();
                mover.runUntilMessages(mover.messages + 30);
                assertTrue(mover.isConnected(), "after move " + move);
            }
            assertEquals(1, mover.welcomes);
        }
    }

    private static final class Mover implements ClientListener, AutoCloseable {
        private final DatagramBatch batch = new DatagramBatch(16);
        private final DatagramOutbox outbox = new DatagramOutbox(16, this::carry);
        private UdpSocket socket = open();
        private int messages;
        private int welcomes;
        private final ClientEndpoint endpoint =
                new ClientEndpoint(
                        new ClientEndpointConfig(
                                0,
                                0,
                                ConnectionConfig.of(WorldChannels.specs()),
                                Extensions.MIGRATION),
                        PacketCiphers.jdk(),
                        outbox,
                        this);

        Mover(ConnectToken token) {
            endpoint.connect(token, System.nanoTime());
            outbox.flush();
        }

        void move() {
            socket.close();
            socket = open();
        }

        void runUntilMessages(int count) {
            long endNs = System.nanoTime() + 5 * SECOND_NS;
            while (messages < count && System.nanoTime() - endNs < 0) {
                turn();
            }
            assertTrue(messages >= count, "messages=" + messages + " < " + count);
        }

        private void turn() {
            int received = socket.receive(batch, SECOND_NS / 1_000);
            for (int i = 0; i < received; i++) {
                endpoint.onDatagram(
                        batch.bytes(), batch.offset(i), batch.length(i), System.nanoTime());
            }
            endpoint.onDeadline(System.nanoTime());
            outbox.flush();
        }

        private void carry(DatagramBatch full) {
            socket.send(full);
        }

        boolean isConnected() {
            return endpoint.state() == ClientState.CONNECTED;
        }

        @Override
        public void close() {
            endpoint.disconnect(System.nanoTime());
            outbox.flush();
            socket.close();
        }

        @Override
        public void onConnected(int index, int maxClients) {}

        @Override
        public void onMessage(int channel, byte[] bytes, int offset, int length) {
            messages++;
            welcomes += channel == WorldChannels.CONTROL ? 1 : 0;
        }

        @Override
        public void onDisconnected(DisconnectReason reason) {}

        private static UdpSocket open() {
            try {
                return UdpSockets.open(UdpConfig.of(PeerAddress.v4(0x7F00_0001, 0)));
            } catch (IOException noSocket) {
                throw new IllegalStateException("no socket on loopback", noSocket);
            }
        }
    }
}
