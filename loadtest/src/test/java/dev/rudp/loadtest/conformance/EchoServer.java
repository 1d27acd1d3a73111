package dev.rudp.loadtest.conformance;

import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.endpoint.EndpointListener;
import dev.rudp.transport.endpoint.ServerEndpoint;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server of §1 alone on loopback, which sends each payload back. Its thread owns the endpoint.
final class EchoServer implements AutoCloseable, EndpointListener {
    private static final int RECEIVE_BYTES = 2_048;
    private static final int WAIT_MS = 5;

    private final DatagramSocket socket;
    private final ServerEndpoint endpoint;
    private final DatagramOutbox outbox = new DatagramOutbox(64, this::carry);
    private final Thread thread;

    EchoServer(long protocolId, String privateKey) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(WAIT_MS);
        long nowNs = System.nanoTime();
        // A start an hour ago: tokens of before a start are refused.
        long epochNs = System.currentTimeMillis() * 1_000_000L;
        endpoint =
                new ServerEndpoint(
                        new ServerEndpointConfig(
                                protocolId,
                                HexFormat.of().parseHex(privateKey),
                                List.of(PeerAddress.of(address())),
                                64,
                                null,
                                epochNs - nowNs),
                        PacketCiphers.jdk(),
                        new SecureRandom(),
                        outbox,
                        this,
                        nowNs - 3_600_000_000_000L);
        thread = Thread.ofPlatform().name("echo").start(this::serve);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {
        // Nothing to tell it.
    }

    @Override
    public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
        throw new AssertionError("there are no channels");
    }

    @Override
    public void onRawPayload(int session, byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        endpoint.sendRaw(session, copy, 0, length, System.nanoTime());
    }

    @Override
    public void onDisconnected(int session, DisconnectReason reason) {
        // Its place is free for the next.
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[RECEIVE_BYTES], RECEIVE_BYTES);
        while (!socket.isClosed()) {
            PeerAddress from = receive(packet);
            long nowNs = System.nanoTime();
            if (from != null) {
                byte[] bytes = packet.getData();
                endpoint.onDatagram(
                        bytes, 0, packet.getLength(), from.hi(), from.lo(), from.port(), nowNs);
            }
            endpoint.onDeadline(nowNs);
            outbox.flush();
        }
    }

    private @Nullable PeerAddress receive(DatagramPacket packet) {
        packet.setLength(RECEIVE_BYTES);
        try {
            socket.receive(packet);
            return PeerAddress.of((InetSocketAddress) packet.getSocketAddress());
        } catch (SocketTimeoutException nothing) {
            return null;
        } catch (IOException closed) {
            return null;
        }
    }

    private void carry(DatagramBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            PeerAddress to = new PeerAddress(batch.peerHi(i), batch.peerLo(i), batch.peerPort(i));
            try {
                socket.send(
                        new DatagramPacket(
                                batch.bytes(),
                                batch.offset(i),
                                batch.length(i),
                                to.toInetSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }
}
