package dev.rudp.client.session;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.input.InputIntake;
import dev.rudp.engine.input.InputMessage;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.join.Welcome;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.engine.simulation.ShardPort;
import dev.rudp.engine.simulation.World;
import dev.rudp.engine.simulation.WorldConfig;
import dev.rudp.engine.snapshot.ClientView;
import dev.rudp.engine.snapshot.SnapshotEncoder;
import dev.rudp.game.arena.ArenaSimulation;
import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.MovementSettings;
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
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.endpoint.EndpointListener;
import dev.rudp.transport.endpoint.ServerEndpoint;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.Extensions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole server in virtual time, of the real parts: endpoint, world, arena, interest, snapshots.
final class VirtualWorld implements VirtualNode, EndpointListener {
    static final int HZ = 60;
    static final WorldMap MAP = MapFile.builtIn("meadow");
    static final VirtualAddress ADDRESS = VirtualAddress.v4(0x0A00_0001, 7_777);

    private static final long EPOCH_NS = 1_800_000_000_000_000_000L;
    private static final long PROTOCOL_ID = 7;
    private static final long PERIOD_NS = 1_000_000_000L / HZ;
    private static final byte[] KEY = new byte[32];
    private static final int MAX_SESSIONS = 16;

    final World world;
    final ServerEndpoint endpoint;

    /// What the welcome says; tests change it to see it refused.
    long schemaHash;

    /// Whether players are welcomed at all.
    boolean welcomes = true;

    private final InterestConfig interest;
    private final ShardPort port;
    private final InterestEvaluator evaluator;
    private final SnapshotEncoder encoder;
    private final DatagramOutbox outbox;
    private final SeededRandom random;
    private final InputMessage message = new InputMessage();
    private final byte[] snapshot = new byte[1_100];
    private final @Nullable Player[] players = new Player[MAX_SESSIONS];
    private long clientIds = 1;
    private long nextTickNs = PERIOD_NS;

    private static final class Player {
        final ClientView view;
        final InterestSet sight;
        final InputIntake intake = new InputIntake();
        int slot;
        int generation;
        int firstTick = Integer.MAX_VALUE;

        Player(InterestConfig interest) {
            view = new ClientView(interest.maxVisible());
            sight = new InterestSet(interest);
        }
    }

    VirtualWorld(VirtualNetwork network, long seed, InterestConfig interest) {
        this.interest = interest;
        this.random = new SeededRandom(seed);
        this.world =
                new World(
                        new WorldConfig(64, 32, 1, HZ, 64, 1 << 12),
                        new ArenaSimulation(MAP, MovementSettings.defaults(), HZ, 64, seed));
        this.port = world.port(0);
        this.schemaHash = world.frames().schema().hash();
        this.evaluator = new InterestEvaluator(interest, world.frames().schema(), 64);
        this.encoder =
                new SnapshotEncoder(
                        world.frames(), interest.maxVisible(), evaluator.enterRadius(), HZ);
        VirtualPort socket = network.open(ADDRESS).attach(this);
        this.outbox = new DatagramOutbox(64, batch -> carry(batch, socket));
        this.endpoint =
                new ServerEndpoint(
                        new ServerEndpointConfig(
                                        PROTOCOL_ID,
                                        KEY,
                                        List.of(address()),
                                        MAX_SESSIONS,
                                        ConnectionConfig.of(WorldChannels.specs()),
                                        EPOCH_NS)
                                .with(Extensions.MIGRATION),
                        PacketCiphers.jdk(),
                        random,
                        outbox,
                        this,
                        0);
    }

    /// {@return a ticket for one more player, made at this instant}
    ConnectToken token(long nowNs) {
        return ConnectToken.create(
                PROTOCOL_ID,
                clientIds++,
                Extensions.grant(new byte[0], Extensions.MIGRATION),
                List.of(address()),
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
        endpoint.onDatagram(bytes, offset, length, hi, lo, from, nowNs);
        outbox.flush();
    }

    @Override
    public void onDeadline(long nowNs) {
        endpoint.onDeadline(nowNs);
        if (nowNs >= nextTickNs) {
            tick(nowNs);
            nextTickNs += PERIOD_NS;
        }
        outbox.flush();
    }

    @Override
    public long nextDeadlineNs() {
        return Math.min(nextTickNs, endpoint.nextDeadlineNs());
    }

    @Override
    public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {
        players[session] = new Player(interest);
        port.join(session, clientId);
    }

    @Override
    public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
        Player player = players[session];
        if (player == null || channel != WorldChannels.STATE) {
            throw new AssertionError("unexpected message on channel " + channel);
        }
        if (!message.decode(bytes, offset, length)) {
            throw new AssertionError("malformed input message");
        }
        player.view.onDecoded(message.decodedTick(), message.missing());
        player.view.checksumWanted(message.checksumWanted());
        player.intake.accept(message, player.slot, player.generation, world.tick(), port);
    }

    @Override
    public void onDisconnected(int session, DisconnectReason reason) {
        Player player = players[session];
        if (player != null && player.firstTick != Integer.MAX_VALUE) {
            port.leave(player.slot, player.generation);
        }
        players[session] = null;
    }

    private void tick(long nowNs) {
        Frame frame = world.advance(nowNs);
        while (port.pollReply()) {
            Player player = players[port.replyRequest()];
            if (player != null && welcomes) {
                admit(player, port.replyRequest());
            }
        }
        for (int session = 0; session < MAX_SESSIONS; session++) {
            Player player = players[session];
            if (player != null && frame.tick() >= player.firstTick) {
                evaluator.update(frame, player.sight);
                int length =
                        encoder.encode(
                                frame, player.sight, player.view, snapshot, 0, snapshot.length);
                endpoint.send(session, WorldChannels.STATE, snapshot, 0, length);
            }
            endpoint.flush(session, nowNs);
        }
    }

    private void admit(Player player, int session) {
        player.slot = port.replySlot();
        player.generation = port.replyGeneration();
        player.firstTick = port.replyTick();
        player.sight.reset(player.slot, player.generation, session);
        player.intake.reset(player.firstTick);
        byte[] welcome =
                new Welcome(
                                player.slot,
                                player.generation,
                                HZ,
                                interest.maxVisible(),
                                player.firstTick,
                                schemaHash,
                                MAP.name())
                        .encode();
        endpoint.send(session, WorldChannels.CONTROL, welcome, 0, welcome.length);
    }

    private static PeerAddress address() {
        return new PeerAddress(ADDRESS.hi(), ADDRESS.lo(), ADDRESS.port());
    }
}
