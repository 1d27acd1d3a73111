package dev.rudp.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One connect token, shown from many ports at once to a server of several shards: the kernel
/// spreads the ports over the shards, and yet only one session may come of it.
@Timeout(60)
final class OneTokenIT {
    private static final int SHOWN_FROM = 12;
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir Path directory;

    @Test
    void opensOneSessionHoweverManyShardsItIsShownTo() throws Exception {
        List<SettingsFlag> flags =
                List.of(
                        new SettingsFlag("--set", "http.port", "0"),
                        new SettingsFlag("--set", "udp.port", "0"),
                        new SettingsFlag("--set", "shards.count", "4"));
        List<Shower> showers = new ArrayList<>();
        try (Server server =
                        Server.start(
                                SettingsLoader.load(null, directory, Map.of(), flags).settings());
                ConnectApi api = new ConnectApi(server.httpUri())) {
            ConnectToken token = api.connect("Ann").token();
            for (int i = 0; i < SHOWN_FROM; i++) {
                showers.add(new Shower(token));
            }
            long endNs = System.nanoTime() + 2 * SECOND_NS;
            while (System.nanoTime() - endNs < 0) {
                showers.forEach(Shower::turn);
            }
            assertEquals(1, showers.stream().filter(Shower::isConnected).count());
        } finally {
            showers.forEach(Shower::close);
        }
    }

    /// A client on a port of its own.
    private static final class Shower implements ClientListener {
        private final UdpSocket socket = open();
        private final DatagramBatch batch = new DatagramBatch(16);
        private final DatagramOutbox outbox = new DatagramOutbox(16, socket::send);
        private final ClientEndpoint endpoint =
                new ClientEndpoint(
                        new ClientEndpointConfig(0, 0, ConnectionConfig.of(WorldChannels.specs())),
                        PacketCiphers.jdk(),
                        outbox,
                        this);

        Shower(ConnectToken token) {
            endpoint.connect(token, System.nanoTime());
            outbox.flush();
        }

        void turn() {
            int count = socket.receive(batch, SECOND_NS / 1_000);
            for (int i = 0; i < count; i++) {
                endpoint.onDatagram(
                        batch.bytes(), batch.offset(i), batch.length(i), System.nanoTime());
            }
            endpoint.onDeadline(System.nanoTime());
            outbox.flush();
        }

        boolean isConnected() {
            return endpoint.state() == ClientState.CONNECTED;
        }

        void close() {
            endpoint.disconnect(System.nanoTime());
            outbox.flush();
            socket.close();
        }

        @Override
        public void onConnected(int index, int maxClients) {}

        @Override
        public void onMessage(int channel, byte[] bytes, int offset, int length) {}

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
