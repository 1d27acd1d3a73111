package dev.rudp.transport.interop;

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
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/// Sends 60 payloads of 1,200 bytes a second to an echoing netcode server, checks what comes back
/// and says goodbye. Arguments: host, port, seconds. Exit code 0 if at least a second's worth came
/// back and nothing else.
public final class NetcodeEchoClient implements ClientListener {
    private static final long TICK_NS = 16_666_667L;

    private int echoes;
    private int strangers;

    private NetcodeEchoClient() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[1]);
        PeerAddress server = PeerAddress.of(new InetSocketAddress(arguments[0], port));
        long endNs = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
        NetcodeEchoClient listener = new NetcodeEchoClient();
        PeerAddress any = server.isV4() ? PeerAddress.v4(0, 0) : new PeerAddress(0, 0, 0);
        try (UdpSocket socket = UdpSockets.open(UdpConfig.of(any))) {
            DatagramOutbox outbox = new DatagramOutbox(16, socket::send);
            ClientEndpoint client =
                    new ClientEndpoint(
                            new ClientEndpointConfig(0, 0, null),
                            PacketCiphers.best(),
                            outbox,
                            listener);
            client.connect(token(server), System.nanoTime());
            DatagramBatch inbox = new DatagramBatch(64);
            while (System.nanoTime() < endNs) {
                turn(socket, client, outbox, inbox);
            }
            client.disconnect(System.nanoTime());
            outbox.flush();
            System.out.println(
                    "echoes="
                            + listener.echoes
                            + " strangers="
                            + listener.strangers
                            + " "
                            + client.drops());
        }
        System.exit(listener.echoes >= 60 && listener.strangers == 0 ? 0 : 1);
    }

    private static ConnectToken token(PeerAddress server) {
        return ConnectToken.create(
                NetcodeEchoServer.PROTOCOL_ID,
                new SecureRandom().nextLong(),
                new byte[0],
                List.of(server),
                Duration.ofSeconds(30),
                5,
                NetcodeEchoServer.PRIVATE_KEY,
                System.currentTimeMillis() / 1_000,
                new SecureRandom());
    }

    private static void turn(
            UdpSocket socket, ClientEndpoint client, DatagramOutbox outbox, DatagramBatch inbox) {
        if (client.state() == ClientState.CONNECTED) {
            byte[] payload = new byte[1_200];
            for (int i = 0; i < payload.length; i++) {
                payload[i] = (byte) i;
            }
            client.sendRaw(payload, 0, payload.length, System.nanoTime());
        }
        client.onDeadline(System.nanoTime());
        outbox.flush();
        socket.receive(inbox, TICK_NS);
        for (int i = 0; i < inbox.size(); i++) {
            client.onDatagram(inbox.bytes(), inbox.offset(i), inbox.length(i), System.nanoTime());
        }
    }

    @Override
    public void onConnected(int session, int maxSessions) {
        System.out.println("connected session=" + session + " of " + maxSessions);
    }

    @Override
    public void onMessage(int channel, byte[] bytes, int offset, int length) {
        throw new IllegalStateException("this client has no channels");
    }

    @Override
    public void onRawPayload(byte[] bytes, int offset, int length) {
        boolean ours = length == 1_200;
        for (int i = 0; ours && i < length; i++) {
            ours = bytes[offset + i] == (byte) i;
        }
        if (ours) {
            echoes++;
        } else {
            strangers++;
        }
    }

    @Override
    public void onDisconnected(DisconnectReason reason) {
        System.out.println("disconnected reason=" + reason);
    }
}
