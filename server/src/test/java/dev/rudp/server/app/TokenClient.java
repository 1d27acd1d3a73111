package dev.rudp.server.app;

import dev.rudp.engine.join.WorldChannels;
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

/// A client of the transport alone, on a port of its own that it may change. It says nothing, and
/// counts what it is told. Owner: the test's thread.
final class TokenClient implements ClientListener, AutoCloseable {
    private static final long MS = 1_000_000L;

    private final DatagramBatch batch = new DatagramBatch(16);
    private final DatagramOutbox outbox = new DatagramOutbox(16, this::carry);
    private final ClientEndpoint endpoint;
    private UdpSocket socket = open();
    private int messages;
    private int welcomes;

    /// @param extensions that it asks for
    TokenClient(ConnectToken token, int extensions) {
        endpoint =
                new ClientEndpoint(
                        new ClientEndpointConfig(
                                0, 0, ConnectionConfig.of(WorldChannels.specs()), extensions),
                        PacketCiphers.jdk(),
                        outbox,
                        this);
        endpoint.connect(token, System.nanoTime());
        outbox.flush();
    }

    /// Takes another port.
    void move() {
        socket.close();
        socket = open();
    }

    /// Waits for a millisecond at most.
    void turn() {
        int received = socket.receive(batch, MS);
        for (int i = 0; i < received; i++) {
            endpoint.onDatagram(batch.bytes(), batch.offset(i), batch.length(i), System.nanoTime());
        }
        endpoint.onDeadline(System.nanoTime());
        outbox.flush();
    }

    /// Goes on until so many more messages have come. A connection that falls silent ends.
    void runForMessages(int count) {
        int enough = messages + count;
        while (messages < enough && endpoint.state() != ClientState.DISCONNECTED) {
            turn();
        }
    }

    boolean isConnected() {
        return endpoint.state() == ClientState.CONNECTED;
    }

    /// {@return those that both ends have}
    int extensions() {
        return endpoint.extensions();
    }

    /// {@return the messages on the control channel}: one for each session
    int welcomes() {
        return welcomes;
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

    private void carry(DatagramBatch full) {
        socket.send(full);
    }

    private static UdpSocket open() {
        try {
            return UdpSockets.open(UdpConfig.of(PeerAddress.v4(0x7F00_0001, 0)));
        } catch (IOException noSocket) {
            throw new IllegalStateException("no socket on loopback", noSocket);
        }
    }
}
