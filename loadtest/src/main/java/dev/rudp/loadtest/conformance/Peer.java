package dev.rudp.loadtest.conformance;

import dev.rudp.loadtest.spec.RefusedException;
import dev.rudp.loadtest.spec.Sealed;
import dev.rudp.loadtest.spec.Ticket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client with a socket of its own, by hand: nothing is sent unless told, and everything that
/// comes is kept.
final class Peer implements AutoCloseable {
    private static final long MS = 1_000_000L;
    private static final int RECEIVE_BYTES = 2_048;
    private static final int PATIENCE_MS = 3_000;
    private static final int RETRY_MS = 100;

    final Ticket ticket;

    /// What the server sent and was sealed as it must be, in the order of arrival.
    final List<Sealed> received = new ArrayList<>();

    /// Why other datagrams of the server were none.
    final List<String> refused = new ArrayList<>();

    /// Packets of types that belong to extensions, which a peer that knows none ignores.
    int extensions;

    int bytesSent;
    int bytesReceived;

    /// When the server's last packet came.
    long lastReceivedNs;

    /// The longest time between two packets of the server, once the session stands.
    long longestSilenceNs;

    private final DatagramSocket socket;
    private final byte[] buffer = new byte[RECEIVE_BYTES];
    private long nextSequence;

    Peer(InetSocketAddress target, Ticket ticket) throws IOException {
        this.ticket = ticket;
        socket = new DatagramSocket();
        socket.connect(target);
    }

    void raw(byte[] datagram) throws IOException {
        bytesSent += datagram.length;
        socket.send(new DatagramPacket(datagram, datagram.length));
    }

    /// Sends a sealed packet under the next sequence, and {@return it} for a replay.
    byte[] send(int type, byte[] body) throws IOException {
        byte[] datagram = seal(type, body);
        raw(datagram);
        return datagram;
    }

    byte[] seal(int type, byte[] body) {
        return new Sealed(type, nextSequence++, body)
                .seal(ticket.clientToServerKey(), ticket.protocolId());
    }

    byte[] keepAlive() throws IOException {
        return send(Sealed.KEEP_ALIVE, new byte[8]);
    }

    /// Asks, answers the challenge, and waits for the first keep-alive.
    ///
    /// @throws IOException if there is no session after three seconds
    void connect() throws IOException {
        challenged();
        if (respond() == null) {
            throw new IOException("no session within 3 s");
        }
        longestSilenceNs = 0;
    }

    /// Asks until a challenge comes. A datagram may be lost even on loopback: when the server's
    /// socket is full.
    ///
    /// @return the challenge
    /// @throws IOException if there is none after three seconds
    Sealed challenged() throws IOException {
        Sealed challenge = await(Sealed.CHALLENGE, ticket.request());
        if (challenge == null) {
            throw new IOException("no challenge within 3 s");
        }
        return challenge;
    }

    /// Answers the newest challenge until there is a session.
    @Nullable Sealed respond() throws IOException {
        Sealed challenge = newest(Sealed.CHALLENGE);
        if (challenge == null) {
            return null;
        }
        return await(Sealed.KEEP_ALIVE, seal(Sealed.RESPONSE, challenge.body()));
    }

    /// Sends a datagram ten times a second until a packet of this type comes.
    private @Nullable Sealed await(int type, byte[] datagram) throws IOException {
        for (int waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += RETRY_MS) {
            raw(datagram);
            long untilNs = System.nanoTime() + RETRY_MS * MS;
            while (System.nanoTime() < untilNs) {
                Sealed packet = receive(untilNs);
                if (packet != null && packet.type() == type) {
                    return packet;
                }
            }
        }
        return null;
    }

    /// Takes what comes for so long.
    ///
    /// @return the packets that came
    int listen(int ms) throws IOException {
        int before = received.size();
        long untilNs = System.nanoTime() + ms * MS;
        while (System.nanoTime() < untilNs) {
            receive(untilNs);
        }
        return received.size() - before;
    }

    /// Takes what comes, and keeps the session alive.
    int live(int ms) throws IOException {
        int packets = 0;
        for (int passedMs = 0; passedMs < ms; passedMs += RETRY_MS) {
            keepAlive();
            packets += listen(RETRY_MS);
        }
        return packets;
    }

    /// Keeps the session alive until the server says something that is no goodbye.
    ///
    /// @return false if that takes longer than three seconds
    boolean hears() throws IOException {
        long goodbyes = count(Sealed.DISCONNECT);
        for (int passedMs = 0; passedMs < PATIENCE_MS; passedMs += RETRY_MS) {
            if (live(RETRY_MS) > 0) {
                return count(Sealed.DISCONNECT) == goodbyes;
            }
        }
        return false;
    }

    /// {@return everything that came}
    int answers() {
        return received.size() + refused.size() + extensions;
    }

    @Nullable Sealed newest(int type) {
        for (Sealed packet : received.reversed()) {
            if (packet.type() == type) {
                return packet;
            }
        }
        return null;
    }

    long count(int type) {
        return received.stream().filter(packet -> packet.type() == type).count();
    }

    /// Says goodbye if it can; a server that has gone does not matter here.
    @Override
    public void close() {
        try {
            for (int i = 0; i < 3 && nextSequence > 0; i++) {
                send(Sealed.DISCONNECT, new byte[0]);
            }
        } catch (IOException gone) {
            refused.add("goodbye: " + gone.getMessage());
        }
        socket.close();
    }

    private @Nullable Sealed receive(long untilNs) throws IOException {
        long leftMs = Math.max(1, (untilNs - System.nanoTime()) / MS);
        socket.setSoTimeout((int) leftMs);
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException nothing) {
            return null;
        } catch (PortUnreachableException nobody) {
            throw new IOException("nobody listens at " + socket.getRemoteSocketAddress(), nobody);
        }
        long nowNs = System.nanoTime();
        bytesReceived += packet.getLength();
        if (lastReceivedNs != 0) {
            longestSilenceNs = Math.max(longestSilenceNs, nowNs - lastReceivedNs);
        }
        lastReceivedNs = nowNs;
        byte[] datagram = Arrays.copyOf(buffer, packet.getLength());
        if (datagram.length > 0 && (datagram[0] & 0xF) > Sealed.DISCONNECT) {
            extensions++;
            return null;
        }
        try {
            Sealed sealed = Sealed.open(datagram, ticket.serverToClientKey(), ticket.protocolId());
            received.add(sealed);
            return sealed;
        } catch (RefusedException broken) {
            refused.add(broken.rule());
            return null;
        }
    }
}
