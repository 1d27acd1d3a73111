package dev.rudp.server.session;

import dev.rudp.engine.simulation.World;
import dev.rudp.server.monitor.ServerMeters;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.endpoint.ServerEndpoint;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import dev.rudp.transport.endpoint.Siblings;
import dev.rudp.transport.endpoint.TokenHistory;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.udp.UdpSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// All shards of a server, each on a thread of its own. Methods may be called from any thread, in
/// this order: construct, [#start], [#stop].
public final class Shards {
    private final List<ShardThread> shards = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<UdpSocket> sockets;

    /// @param sockets one per shard, taken over: closed by [#stop]
    public Shards(
            List<UdpSocket> sockets,
            ShardConfig config,
            ServerEndpointConfig endpointConfig,
            PacketCipher cipher,
            World world,
            ServerMeters meters) {
        this.sockets = List.copyOf(sockets);
        SecureRandom random = new SecureRandom();
        TokenHistory history = new TokenHistory(endpointConfig.admission().tokenHistoryEntries());
        List<StrayDatagrams> strays = new ArrayList<>();
        sockets.forEach(socket -> strays.add(new StrayDatagrams()));
        Siblings siblings = new Neighbours(strays, endpointConfig.maxSessions());
        for (int i = 0; i < sockets.size(); i++) {
            int index = i;
            ShardThread thread =
                    new ShardThread(
                            sockets.get(i),
                            meters.shard(i),
                            strays.get(i),
                            outbox ->
                                    new Shard(
                                            config,
                                            world.port(index),
                                            world.frames(),
                                            meters.shard(index),
                                            outbox,
                                            (out, listener) ->
                                                    new ServerEndpoint(
                                                            endpointConfig,
                                                            cipher,
                                                            random,
                                                            out,
                                                            listener,
                                                            history,
                                                            index,
                                                            siblings,
                                                            System.nanoTime())));
            shards.add(thread);
            meters.addDrops(() -> drops(thread));
        }
    }

    /// Hands datagrams from the shard that received them to the one that has their session.
    private static final class Neighbours extends Siblings {
        private final List<StrayDatagrams> strays;

        Neighbours(List<StrayDatagrams> strays, int maxSessions) {
            super(strays.size(), maxSessions);
            this.strays = strays;
        }

        @Override
        protected void forward(
                int endpoint,
                byte[] bytes,
                int offset,
                int length,
                long peerHi,
                long peerLo,
                int peerPort) {
            strays.get(endpoint).put(bytes, offset, length, peerHi, peerLo, peerPort);
        }
    }

    /// @param onCrash told of a shard that ended by an error; the server should stop
    public void start(Thread.UncaughtExceptionHandler onCrash) {
        for (int i = 0; i < shards.size(); i++) {
            threads.add(
                    Thread.ofPlatform()
                            .name("shard-" + i)
                            .uncaughtExceptionHandler(onCrash)
                            .start(shards.get(i)));
        }
    }

    /// Says goodbye to all players, ends the threads and closes the sockets.
    ///
    /// @return whether all ended in time
    public boolean stop(Duration patience) throws InterruptedException {
        shards.forEach(ShardThread::stop);
        boolean ended = true;
        for (Thread thread : threads) {
            ended &= thread.join(patience);
        }
        if (ended) {
            sockets.forEach(UdpSocket::close);
        }
        return ended;
    }

    /// What a shard dropped so far, by reason. Read from other threads: a count may be a moment
    /// old.
    private static Map<String, Long> drops(ShardThread thread) {
        Map<String, Long> counts = new TreeMap<>();
        Shard shard = thread.shard();
        for (DropReason reason : DropReason.values()) {
            counts.put(reason.name().toLowerCase(Locale.ROOT), shard.endpoint().drops().of(reason));
        }
        counts.put("malformed_message", shard.malformedMessages());
        counts.put("unexpected_message", shard.unexpectedMessages());
        counts.put("empty_command", shard.conversations().emptyCommands());
        counts.put("command_lost", shard.conversations().commandsLost());
        counts.put("slow_reader", shard.conversations().slowReaders());
        counts.put("news_refused", shard.conversations().newsRefused());
        counts.put("send_refused", thread.sendDrops());
        counts.put("kernel", thread.kernelDrops());
        counts.put("stray_not_handed_over", thread.strayDrops());
        return counts;
    }
}
