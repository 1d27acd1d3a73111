package dev.rudp.loadtest.conformance;

import dev.rudp.loadtest.spec.Ticket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// The server under test, and clients for it. Those of one check are closed together.
final class Lab implements AutoCloseable {
    final InetSocketAddress target;
    final Tickets tickets;
    private final List<Peer> peers = new ArrayList<>();

    Lab(InetSocketAddress target, Tickets tickets) {
        this.target = target;
        this.tickets = tickets;
    }

    /// {@return a client with a token of its own that has not asked yet}
    Peer stranger() throws IOException, InterruptedException {
        Peer peer = new Peer(target, tickets.next());
        peers.add(peer);
        return peer;
    }

    /// {@return a client with another's token}
    Peer thief(Peer of) throws IOException {
        return holder(of.ticket);
    }

    /// {@return a client with this token}
    Peer holder(Ticket ticket) throws IOException {
        Peer peer = new Peer(target, ticket);
        peers.add(peer);
        return peer;
    }

    /// {@return a client with a session}
    Peer player() throws IOException, InterruptedException {
        Peer peer = stranger();
        peer.connect();
        return peer;
    }

    @Override
    public void close() {
        dismiss();
    }

    /// Ends all clients; new ones may come.
    void dismiss() {
        peers.forEach(Peer::close);
        peers.clear();
    }
}
