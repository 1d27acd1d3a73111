package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;

/// A server and all its players in one thread and in memory, in virtual time: what the transport
/// itself takes for a pair of datagrams, without a kernel. The players make the datagrams of some
/// ticks beforehand, the server works through them, and only that is measured: taking each from a
/// buffer, opening it, acks, channel, the answer, sealing, putting it into a buffer. Owner: one
/// thread.
final class SessionScene {
    private static final PeerAddress SERVER = PeerAddress.v4(0x7F00_0001, 40_000);
    private static final int PLAYERS_PORT = 50_000;
    private static final int BATCH = 256;

    /// What players do for a stretch at a time must not take the caches from the server each tick.
    private static final int TICKS_PER_DRIVE = 8;

    private static final long TICK_NS = 1_000_000_000L / 60;
    private static final long STEP_NS = 1_000_000L;
    private static final int CONNECT_STEPS = 5_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int players;
    private final int[] order;
    private final TransportPlayers clients;
    private final TransportEcho server;
    private final DatagramStore toServer = new DatagramStore();
    private final DatagramStore toClients = new DatagramStore();
    private final DatagramOutbox clientsOutbox;
    private final DatagramOutbox serverOutbox;
    private final DatagramBatch batch = new DatagramBatch(BATCH);
    private long nowNs = System.nanoTime();

    /// What the server did in a drive.
    ///
    /// @param answered right answers that reached the players
    record Drive(long pairs, long answered, long cpuNs) {}

    SessionScene(int players) throws IOException {
        this.players = players;
        clientsOutbox = new DatagramOutbox(BATCH, this::fromClients);
        serverOutbox = new DatagramOutbox(BATCH, toClients::add);
        server = new TransportEcho(SERVER, players, serverOutbox, nowNs);
        clients = new TransportPlayers(SERVER, players, clientsOutbox);
        order = shuffled(players);
        connect();
    }

    int players() {
        return players;
    }

    /// Lets all players send in some ticks, and the server answer.
    Drive drive() {
        for (int tick = 0; tick < TICKS_PER_DRIVE; tick++) {
            for (int player : order) {
                clients.send(player, nowNs + tick * TICK_NS);
            }
        }
        clientsOutbox.flush();
        long echoes = clients.echoes();
        long pairs = toServer.size();
        long intervalNs = TICK_NS / players;
        long beforeNs = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < pairs; i += BATCH) {
            toServer.get(i, batch);
            server.onBatch(batch, nowNs + i * intervalNs);
            serverOutbox.flush();
        }
        long cpuNs = threads.getCurrentThreadCpuTime() - beforeNs;
        toServer.clear();
        nowNs += TICKS_PER_DRIVE * TICK_NS;
        deliverToClients();
        return new Drive(pairs, clients.echoes() - echoes, cpuNs);
    }

    private void connect() throws IOException {
        clients.connect(nowNs);
        for (int i = 0; i < CONNECT_STEPS && clients.connected() < players; i++) {
            clients.onDeadline(nowNs);
            clientsOutbox.flush();
            for (int at = 0; at < toServer.size(); at += BATCH) {
                toServer.get(at, batch);
                server.onBatch(batch, nowNs);
            }
            toServer.clear();
            serverOutbox.flush();
            deliverToClients();
            nowNs += STEP_NS;
        }
        if (clients.connected() < players) {
            throw new IOException("only " + clients.connected() + " of " + players + " connected");
        }
    }

    /// What the players send names them by their local address; to the server that is the peer's.
    private void fromClients(DatagramBatch sent) {
        for (int i = 0; i < sent.size(); i++) {
            toServer.add(sent, i, sent.localHi(i), sent.localLo(i), PLAYERS_PORT, 0, 0);
        }
    }

    private void deliverToClients() {
        for (int i = 0; i < toClients.size(); i += BATCH) {
            toClients.get(i, batch);
            clients.onBatch(batch, nowNs);
        }
        toClients.clear();
        clientsOutbox.flush();
    }

    /// The order in which datagrams arrive has nothing to do with that in memory.
    private static int[] shuffled(int count) {
        SplittableRandom random = new SplittableRandom(1);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
