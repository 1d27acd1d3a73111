package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.endpoint.EndpointListener;
import dev.rudp.transport.endpoint.ServerEndpoint;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import java.security.SecureRandom;
import java.util.List;

/// The whole transport: each message of a connected, authenticated player is answered at once with
/// one of a snapshot's size, on a channel, with acks, encrypted.
final class TransportEcho implements EchoWork, EndpointListener {
    /// Sessions whose memory is read ahead together.
    private static final int GROUP = 16;

    private final ServerEndpoint endpoint;
    private final int[] group = new int[GROUP];

    /// Where reading ahead leaves its sums, for the compiler's sake.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private final byte[] answer = new byte[DatagramLoad.DOWN_BYTES];
    private long nowNs;

    TransportEcho(PeerAddress address, int players, DatagramOutbox outbox, long nowNs) {
        this.nowNs = nowNs;
        ServerEndpointConfig config =
                new ServerEndpointConfig(
                        Tickets.PROTOCOL_ID,
                        Tickets.privateKey(),
                        List.of(address),
                        players,
                        Tickets.connection(),
                        Tickets.epochNs() - nowNs);
        endpoint =
                new ServerEndpoint(
                        config, PacketCiphers.best(), new SecureRandom(), outbox, this, nowNs);
    }

    @Override
    public void onBatch(DatagramBatch incoming, long nowNs) {
        this.nowNs = nowNs;
        for (int i = 0; i < incoming.size(); i++) {
            if (i % GROUP == 0) {
                touchSenders(incoming, i, Math.min(i + GROUP, incoming.size()));
            }
            endpoint.onDatagram(
                    incoming.bytes(),
                    incoming.offset(i),
                    incoming.length(i),
                    incoming.peerHi(i),
                    incoming.peerLo(i),
                    incoming.peerPort(i),
                    nowNs);
        }
        if (endpoint.nextDeadlineNs() - nowNs <= 0) {
            endpoint.onDeadline(nowNs);
        }
    }

    /// As a game's server does it.
    private void touchSenders(DatagramBatch incoming, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int session =
                    endpoint.sessionAt(
                            incoming.peerHi(i), incoming.peerLo(i), incoming.peerPort(i));
            if (session >= 0) {
                group[count++] = session;
            }
        }
        touched = endpoint.touch(group, count);
    }

    @Override
    public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {}

    /// The answer carries what the player sent, for it to check.
    @Override
    public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, answer, 0, Math.min(length, answer.length));
        // One that is not queued is missed by its player, and the run is then not valid.
        endpoint.send(session, channel, answer, 0, answer.length);
        endpoint.flush(session, nowNs);
    }

    @Override
    public void onDisconnected(int session, DisconnectReason reason) {}
}
