package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.ClientEndpoint;
import dev.rudp.transport.endpoint.ClientEndpointConfig;
import dev.rudp.transport.endpoint.ClientListener;
import dev.rudp.transport.endpoint.ClientState;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.wire.LittleEndian;
import java.security.SecureRandom;

/// Players with a real connection each: own address, keys, sequence numbers and acks.
final class TransportPlayers implements LoadWork {
    private static final long DEADLINE_CHECK_NS = 5_000_000L;

    private final PeerAddress server;
    private final ClientEndpoint[] endpoints;
    private final byte[] message = new byte[DatagramLoad.UP_BYTES];
    private final SecureRandom random = new SecureRandom();
    private long deadlinesCheckedNs = System.nanoTime();
    private long echoes;

    TransportPlayers(PeerAddress server, int players, DatagramOutbox outbox) {
        this.server = server;
        this.endpoints = new ClientEndpoint[players];
        PacketCipher cipher = PacketCiphers.best();
        for (int i = 0; i < players; i++) {
            var config =
                    new ClientEndpointConfig(0, DatagramLoad.playerLo(i), Tickets.connection());
            endpoints[i] = new ClientEndpoint(config, cipher, outbox, new Player(i));
        }
    }

    @Override
    public void send(int player, long nowNs) {
        LittleEndian.putI32(message, 0, player);
        ClientEndpoint endpoint = endpoints[player];
        if (endpoint.send(0, message, 0, message.length) == SendResult.QUEUED) {
            endpoint.flush(nowNs);
        }
    }

    @Override
    public void onBatch(DatagramBatch incoming, long nowNs) {
        for (int i = 0; i < incoming.size(); i++) {
            int player = DatagramLoad.player(incoming.localLo(i));
            if (player >= 0 && player < endpoints.length) {
                endpoints[player].onDatagram(
                        incoming.bytes(), incoming.offset(i), incoming.length(i), nowNs);
            }
        }
    }

    @Override
    public void onDeadline(long nowNs) {
        if (nowNs - deadlinesCheckedNs < DEADLINE_CHECK_NS) {
            return;
        }
        deadlinesCheckedNs = nowNs;
        for (ClientEndpoint endpoint : endpoints) {
            if (endpoint.state() != ClientState.DISCONNECTED
                    && endpoint.nextDeadlineNs() <= nowNs) {
                endpoint.onDeadline(nowNs);
            }
        }
    }

    @Override
    public void connect(long nowNs) {
        for (int i = 0; i < endpoints.length; i++) {
            endpoints[i].connect(Tickets.issue(i + 1L, server, random), nowNs);
        }
    }

    @Override
    public int connected() {
        int connected = 0;
        for (ClientEndpoint endpoint : endpoints) {
            connected += endpoint.state() == ClientState.CONNECTED ? 1 : 0;
        }
        return connected;
    }

    @Override
    public void disconnect(long nowNs) {
        for (ClientEndpoint endpoint : endpoints) {
            endpoint.disconnect(nowNs);
        }
    }

    @Override
    public long echoes() {
        return echoes;
    }

    /// Checks that what comes back is this player's own.
    private final class Player implements ClientListener {
        private final int number;

        Player(int number) {
            this.number = number;
        }

        @Override
        public void onConnected(int session, int maxSessions) {}

        @Override
        public void onMessage(int channel, byte[] bytes, int offset, int length) {
            if (length == DatagramLoad.DOWN_BYTES && LittleEndian.i32(bytes, offset) == number) {
                echoes++;
            }
        }

        @Override
        public void onDisconnected(DisconnectReason reason) {}
    }
}
