package dev.rudp.loadtest;

import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.loadtest.bot.Swarm;
import dev.rudp.loadtest.bot.SwarmConfig;
import dev.rudp.loadtest.bot.SwarmThread;
import dev.rudp.loadtest.http.ServerApi;
import dev.rudp.loadtest.process.ProcessSampler;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Everything that runs during a load test: the server (our own child, or one that we attach to),
/// its API, and the bots on their thread and socket.
final class Rig implements AutoCloseable {
    /// Bots that say goodbye at once; each goodbye is ten datagrams.
    private static final int RETIRING_AT_ONCE = 200;

    private final int players;
    private final @Nullable OwnServer own;
    private final ServerApi api;
    private final SwarmThread bots;
    private final String cipher;
    private final int botsPort;

    private Rig(
            int players,
            @Nullable OwnServer own,
            ServerApi api,
            SwarmThread bots,
            String cipher,
            int botsPort) {
        this.players = players;
        this.own = own;
        this.api = api;
        this.bots = bots;
        this.cipher = cipher;
        this.botsPort = botsPort;
    }

    /// @throws IOException when the server does not start or there is no socket for the bots; the
    ///   message is for people
    static Rig start(LoadTestOptions options) throws IOException, InterruptedException {
        URI attached = options.attachedHttp();
        if (attached != null) {
            return start(options, null, attached);
        }
        OwnServer own = OwnServer.start(options);
        try {
            return start(options, own, own.process().http());
        } catch (IOException | InterruptedException | RuntimeException failed) {
            own.close();
            throw failed;
        }
    }

    private static Rig start(LoadTestOptions options, @Nullable OwnServer own, URI http)
            throws IOException, InterruptedException {
        ServerApi api = new ServerApi(http);
        try {
            api.stats();
        } catch (IOException silent) {
            api.close();
            throw new IOException("no server answers at " + http + ": " + silent, silent);
        }
        UdpSocket socket = UdpSockets.open(UdpConfig.of(PeerAddress.v4(0, 0)));
        if (!socket.choosesLocalAddress()) {
            socket.close();
            api.close();
            throw new IOException(
                    "bots need a socket that speaks from many addresses, which only the Linux"
                            + " driver has; run the load test on Linux");
        }
        PacketCipher cipher = PacketCiphers.best();
        SwarmConfig config =
                new SwarmConfig(
                        options.players(),
                        SwarmConfig.decodingOf(options.players()),
                        options.plan().tickHz(),
                        ArenaSchema.SCHEMA,
                        options.seed(),
                        options.plan().scenarioFor(options.players()),
                        options.plan().lossRatio());
        Swarm swarm = new Swarm(config, cipher, socket::send, System.nanoTime());
        return new Rig(
                options.players(),
                own,
                api,
                new SwarmThread(swarm, socket),
                cipher.name(),
                socket.localAddress().port());
    }

    ServerApi api() {
        return api;
    }

    SwarmThread bots() {
        return bots;
    }

    /// {@return where the bots' socket is bound}
    int botsPort() {
        return botsPort;
    }

    String cipher() {
        return cipher;
    }

    /// {@return the server's CPU and memory from outside; null when it is not ours}
    @Nullable ProcessSampler serverSampler() {
        return own == null ? null : new ProcessSampler(own.process().handle());
    }

    /// {@return the server if it is ours}
    @Nullable OwnServer ownServer() {
        return own;
    }

    /// Makes sure that everybody is still there.
    ///
    /// @throws ServerLostException if our server has ended
    void check() throws ServerLostException {
        if (own != null && !own.process().isAlive()) {
            throw new ServerLostException(
                    "the server ended during the test" + own.process().lastOutput());
        }
        if (!bots.isAlive()) {
            throw new IllegalStateException("the bots' thread has ended");
        }
    }

    /// Lets the bots say goodbye and ends the server.
    @Override
    public void close() {
        for (int from = 0; from < players && bots.isAlive(); from += RETIRING_AT_ONCE) {
            int first = from;
            bots.call(
                            swarm -> {
                                swarm.retire(first, first + RETIRING_AT_ONCE, System.nanoTime());
                                return first;
                            })
                    .join();
        }
        bots.close();
        api.close();
        if (own != null) {
            own.close();
        }
    }
}
