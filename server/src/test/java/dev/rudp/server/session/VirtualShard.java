package dev.rudp.server.session;

import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.VisibilityFilter;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.engine.simulation.Simulation;
import dev.rudp.engine.simulation.World;
import dev.rudp.engine.simulation.WorldConfig;
import dev.rudp.server.monitor.ServerMeters;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.ServerEndpoint;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import dev.rudp.transport.netcode.ConnectToken;
import java.time.Duration;
import java.util.List;

/// The real shard and world around a game, in virtual time.
final class VirtualShard implements VirtualNode {
    static final int HZ = 60;
    static final long PERIOD_NS = 1_000_000_000L / HZ;
    static final VirtualAddress ADDRESS = VirtualAddress.v4(0x0A00_0001, 7_777);
    private static final PeerAddress PEER =
            new PeerAddress(ADDRESS.hi(), ADDRESS.lo(), ADDRESS.port());
    private static final long TURN_NS = 500_000;
    private static final long EPOCH_NS = 1_800_000_000_000_000_000L;
    private static final long PROTOCOL_ID = 7;
    private static final byte[] KEY = new byte[32];
    private static final int MAX_SESSIONS = 16;

    final World world;
    final Shard shard;

    /// Whether the world advances; a test stops it to see what waits.
    boolean turns = true;

    private final SeededRandom random = new SeededRandom(5);
    private final DatagramOutbox outbox;
    private final DatagramBatch inbound = new DatagramBatch(1);
    private long nextTickNs = PERIOD_NS;
    private long nextTurnNs = TURN_NS;
    private long clientIds = 1;

    VirtualShard(VirtualNetwork network, Simulation game, int commandsPerSecond, int burst) {
        this.world = new World(new WorldConfig(64, 32, 1, HZ, 64, 1 << 10), game);
        VirtualPort socket = network.open(ADDRESS).attach(this);
        this.outbox = new DatagramOutbox(64, batch -> carry(batch, socket));
        InterestConfig interest = new InterestConfig(100, 16, 8);
        this.shard =
                new Shard(
                        new ShardConfig(
                                interest,
                                VisibilityFilter.EVERYBODY,
                                1_000,
                                100_000,
                                10_000,
                                true,
                                "nowhere",
                                HZ,
                                commandsPerSecond,
                                burst),
                        world.port(0),
                        world.frames(),
                        new ServerMeters(HZ, 1).shard(0),
                        outbox,
                        (out, listener) ->
                                new ServerEndpoint(
                                        new ServerEndpointConfig(
                                                PROTOCOL_ID,
                                                KEY,
                                                List.of(PEER),
                                                MAX_SESSIONS,
                                                ConnectionConfig.of(WorldChannels.specs()),
                                                EPOCH_NS),
                                        PacketCiphers.jdk(),
                                        random,
                                        out,
                                        listener,
                                        0));
    }

    ConnectToken token(long nowNs) {
        return ConnectToken.create(
                PROTOCOL_ID,
                clientIds++,
                new byte[0],
                List.of(PEER),
                Duration.ofSeconds(30),
                5,
                KEY,
                (EPOCH_NS + nowNs) / 1_000_000_000L,
                random);
    }

    static void carry(DatagramBatch batch, VirtualPort socket) {
        for (int i = 0; i < batch.size(); i++) {
            socket.send(
                    batch.bytes(),
                    batch.offset(i),
                    batch.length(i),
                    batch.peerHi(i),
                    batch.peerLo(i),
                    batch.peerPort(i));
        }
    }

    @Override
    public void onDatagram(
            byte[] bytes, int offset, int length, long hi, long lo, int from, long nowNs) {
        inbound.clear();
        System.arraycopy(bytes, offset, inbound.bytes(), inbound.nextOffset(), length);
        inbound.commit(length, hi, lo, from, 0, 0);
        shard.onDatagrams(inbound, nowNs);
        outbox.flush();
    }

    @Override
    public void onDeadline(long nowNs) {
        if (turns && nowNs >= nextTickNs) {
            world.advance(nextTickNs);
        }
        while (nowNs >= nextTickNs) {
            nextTickNs += PERIOD_NS;
        }
        shard.work(nowNs);
        outbox.flush();
        shard.onHandedOver(nowNs);
        nextTurnNs = nowNs + TURN_NS;
    }

    @Override
    public long nextDeadlineNs() {
        return nextTurnNs;
    }
}
