package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;

/// A server on our own socket driver: bare, or with our transport.
final class SocketEchoServer implements EchoServer {
    private static final PeerAddress LOOPBACK = PeerAddress.v4(0x7F00_0001, 0);
    private static final int BATCH = 256;

    private final UdpSocket socket;
    private final EchoWork work;
    private final DatagramBatch incoming = new DatagramBatch(BATCH);
    private final DatagramOutbox outbox;
    private long received;
    private long sent;

    private SocketEchoServer(UdpSocket socket, boolean bare, int players) {
        this.socket = socket;
        outbox = new DatagramOutbox(BATCH, batch -> sent += socket.send(batch));
        work =
                bare
                        ? new BareEcho(outbox)
                        : new TransportEcho(
                                socket.localAddress(), players, outbox, System.nanoTime());
    }

    static SocketEchoServer bare() throws IOException {
        return new SocketEchoServer(UdpSockets.open(UdpConfig.of(LOOPBACK)), true, 0);
    }

    static SocketEchoServer transport(int players) throws IOException {
        return new SocketEchoServer(UdpSockets.open(UdpConfig.of(LOOPBACK)), false, players);
    }

    @Override
    public int port() {
        return socket.localAddress().port();
    }

    @Override
    public void turn() {
        received += socket.receive(incoming, DatagramLoad.WAIT_NS);
        work.onBatch(incoming, System.nanoTime());
        outbox.flush();
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public long sent() {
        return sent;
    }

    @Override
    public void close() {
        socket.close();
    }
}
