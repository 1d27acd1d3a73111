package dev.rudp.transport.interop;

import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.endpoint.EndpointListener;
import dev.rudp.transport.endpoint.ServerEndpoint;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;

/// Echoes every payload of every netcode client. Arguments: host, port, seconds to run. The key is
/// the one that the examples of the reference implementation use.
public final class NetcodeEchoServer implements EndpointListener {
    static final long PROTOCOL_ID = 0x1122_3344_5566_7788L;
    static final byte[] PRIVATE_KEY = {
        0x60,
        0x6a,
        (byte) 0xbe,
        0x6e,
        (byte) 0xc9,
        0x19,
        0x10,
        (byte) 0xea,
        (byte) 0x9a,
        0x65,
        0x62,
        (byte) 0xf6,
        0x6f,
        0x2b,
        0x30,
        (byte) 0xe4,
        0x43,
        0x71,
        (byte) 0xd6,
        0x2c,
        (byte) 0xd1,
        (byte) 0x99,
        0x27,
        0x26,
        0x6b,
        0x3c,
        0x60,
        (byte) 0xf4,
        (byte) 0xb7,
        0x15,
        (byte) 0xab,
        (byte) 0xa1
    };

    private static final long LONGEST_WAIT_NS = 10_000_000L;

    private final ServerEndpoint endpoint;
    private final byte[] copy = new byte[1_200];
    private long echoed;

    private NetcodeEchoServer(PeerAddress address, DatagramOutbox outbox) {
        long nowNs = System.nanoTime();
        long epochMinusMonotonicNs = System.currentTimeMillis() * 1_000_000L - nowNs;
        ServerEndpointConfig config =
                new ServerEndpointConfig(
                        PROTOCOL_ID,
                        PRIVATE_KEY,
                        List.of(address),
                        256,
                        null,
                        epochMinusMonotonicNs);
        endpoint =
                new ServerEndpoint(
                        config, PacketCiphers.best(), new SecureRandom(), outbox, this, nowNs);
    }

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[1]);
        PeerAddress address = PeerAddress.of(new InetSocketAddress(arguments[0], port));
        long endNs = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
        try (UdpSocket socket = UdpSockets.open(UdpConfig.of(address))) {
            DatagramOutbox outbox = new DatagramOutbox(64, socket::send);
            NetcodeEchoServer server = new NetcodeEchoServer(address, outbox);
            DatagramBatch inbox = new DatagramBatch(64);
            while (System.nanoTime() < endNs) {
                server.turn(socket, inbox);
                outbox.flush();
            }
            server.endpoint.disconnectAll(System.nanoTime());
            outbox.flush();
            System.out.println("echoed=" + server.echoed + " " + server.endpoint.drops());
        }
    }

    private void turn(UdpSocket socket, DatagramBatch inbox) {
        long waitNs = endpoint.nextDeadlineNs() - System.nanoTime();
        socket.receive(inbox, Math.clamp(waitNs, 0, LONGEST_WAIT_NS));
        long nowNs = System.nanoTime();
        for (int i = 0; i < inbox.size(); i++) {
            endpoint.onDatagram(
                    inbox.bytes(),
                    inbox.offset(i),
                    inbox.length(i),
                    inbox.peerHi(i),
                    inbox.peerLo(i),
                    inbox.peerPort(i),
                    nowNs);
        }
        endpoint.onDeadline(nowNs);
    }

    @Override
    public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {
        System.out.println("connected session=" + session + " client=" + clientId);
    }

    @Override
    public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
        throw new IllegalStateException("this server has no channels");
    }

    @Override
    public void onRawPayload(int session, byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, copy, 0, length);
        endpoint.sendRaw(session, copy, 0, length, System.nanoTime());
        echoed++;
    }

    @Override
    public void onDisconnected(int session, DisconnectReason reason) {
        System.out.println("disconnected session=" + session + " reason=" + reason);
    }
}
