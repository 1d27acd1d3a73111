package dev.rudp.benchmarks.datagram;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;

/// ENet as a server: neither encrypted nor authenticated. Its own socket, its own system calls;
/// what is Java here is a loop around it.
final class EnetEchoServer implements EchoServer {
    private static final int WAIT_MS = 1;

    private final Enet enet;
    private final int port;
    private final byte[] message = new byte[DatagramLoad.DOWN_BYTES];
    private long received;
    private long sent;

    EnetEchoServer(int players) throws IOException {
        port = freePort();
        enet = Enet.server(port, players);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void turn() {
        int event = enet.poll(WAIT_MS);
        while (event != Enet.NOTHING) {
            if (event == Enet.CONNECTED) {
                enet.neverThrottle(enet.peer());
            } else if (event == Enet.RECEIVED) {
                enet.take(message);
                received++;
                sent += enet.send(enet.peer(), message, DatagramLoad.DOWN_BYTES) ? 1 : 0;
            }
            event = enet.poll(0);
        }
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
        enet.flush();
    }

    /// ENet cannot tell which port it was given.
    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
