package dev.rudp.server.app;

import dev.rudp.engine.interest.DetailRings;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.VisibilityFilter;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.engine.simulation.World;
import dev.rudp.engine.simulation.WorldConfig;
import dev.rudp.game.arena.ArenaSimulation;
import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.MovementSettings;
import dev.rudp.server.config.CipherChoice;
import dev.rudp.server.config.ServerSettings;
import dev.rudp.server.connect.ConnectService;
import dev.rudp.server.connect.TokenTerms;
import dev.rudp.server.http.HttpApi;
import dev.rudp.server.http.HttpParts;
import dev.rudp.server.identity.GuestIdentity;
import dev.rudp.server.monitor.Lifecycle;
import dev.rudp.server.monitor.MeterWindows;
import dev.rudp.server.monitor.ServerMeters;
import dev.rudp.server.monitor.ServerStats;
import dev.rudp.server.session.ShardConfig;
import dev.rudp.server.session.Shards;
import dev.rudp.server.world.WorldThread;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.endpoint.AdmissionLimits;
import dev.rudp.transport.endpoint.ServerEndpointConfig;
import dev.rudp.transport.netcode.ServerFilter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: one world, its shards, and the HTTP side. [#start] makes and starts all of it;
/// [#close] ends it in order. Both may be called from any thread.
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// A quarter of a second at 60 Hz, in which two sprinters come 4 m nearer: a quarter of the
    /// margin of 15 m that a view of 100 m has.
    private static final int INTEREST_EVERY_TICKS = 16;

    /// Half a second at 60 Hz: who steps behind a corner and out again was never gone.
    private static final int INTEREST_GRACE_TICKS = 30;

    private final Lifecycle lifecycle = new Lifecycle();
    private final CompletableFuture<Throwable> crash = new CompletableFuture<>();
    private final ServerSettings settings;
    private final PacketCipher cipher;
    private final WorldMap map;
    private final Sockets sockets;
    private final World world;
    private final MeterWindows windows;
    private final Shards shards;
    private final WorldThread worldLoop;
    private final Thread worldThread;
    private final HttpApi http;

    private Server(ServerSettings settings) throws IOException {
        this.settings = settings;
        this.cipher = cipher(settings.udp().cipher());
        this.map = loadMap(settings.world().map());
        int shardCount = settings.shards().count();
        int tickHz = settings.world().tickHz();
        ServerMeters meters = new ServerMeters(tickHz, shardCount);
        this.windows = new MeterWindows(meters);
        this.world = new World(worldConfig(settings), simulation(settings, map));
        this.sockets =
                Sockets.open(
                        settings.udp(),
                        shardCount,
                        ServerFilter.program(
                                settings.connect().protocolId(),
                                settings.transport().extensions()));
        meters.runsOn(driverName(), cipher.name());
        this.shards =
                new Shards(
                        sockets.sockets(),
                        shardConfig(settings, map),
                        endpointConfig(settings, sockets),
                        cipher,
                        world,
                        meters);
        this.worldLoop = new WorldThread(world, meters.world());
        this.worldThread =
                Thread.ofPlatform()
                        .name("world")
                        .uncaughtExceptionHandler(this::crashed)
                        .unstarted(worldLoop);
        ConnectService connect =
                connectService(new Capacity(lifecycle, meters, settings.session().maxPlayers()));
        this.http =
                HttpApi.start(
                        settings.http(),
                        new HttpParts(
                                connect,
                                windows,
                                lifecycle,
                                new ArenaView(map, world.frames(), tickHz)));
    }

    /// Starts a server; when this returns it takes players.
    ///
    /// @throws IOException if an address cannot be bound
    /// @throws dev.rudp.game.map.MapException with every mistake of the map file
    /// @throws IllegalArgumentException if settings do not go together
    public static Server start(ServerSettings settings) throws IOException {
        Server server = new Server(settings);
        server.worldThread.start();
        server.shards.start(server::crashed);
        server.lifecycle.enter(Lifecycle.Phase.READY);
        LOG.info(
                "server-ready http={} udp={} map={} shards={} cipher={} tickHz={}",
                server.httpUri(),
                server.udpAddress(),
                server.map.name(),
                settings.shards().count(),
                server.cipher.name(),
                settings.world().tickHz());
        return server;
    }

    /// Takes no more players, says goodbye to those who are here, and ends everything. Calling it
    /// again does nothing.
    @Override
    public synchronized void close() {
        if (lifecycle.phase() == Lifecycle.Phase.STOPPED) {
            return;
        }
        lifecycle.enter(Lifecycle.Phase.DRAINING);
        LOG.info("server-stopping players={}", world.playerCount());
        try {
            if (!shards.stop(PATIENCE)) {
                LOG.warn("shards-not-stopped patienceSeconds={}", PATIENCE.toSeconds());
            }
            worldLoop.stop();
            worldThread.join(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        http.close();
        windows.close();
        lifecycle.enter(Lifecycle.Phase.STOPPED);
        LOG.info("server-stopped ticks={}", world.tick());
    }

    /// {@return where HTTP is served}
    public URI httpUri() {
        String host = settings.http().bindHost();
        boolean wildcard = host.equals("0.0.0.0") || host.equals("::");
        String shown = wildcard ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + http.port());
    }

    /// {@return the first public UDP address}
    public PeerAddress udpAddress() {
        return sockets.publicAddresses().getFirst();
    }

    /// {@return the figures of the last second}
    public ServerStats recentStats() {
        return windows.recent();
    }

    /// {@return the name of the packet cipher in use}
    public String cipherName() {
        return cipher.name();
    }

    /// {@return completed with the cause if the world or a shard ended by an error; the server is
    /// then useless and should be closed}
    public CompletableFuture<Throwable> crash() {
        return crash;
    }

    private void crashed(Thread thread, Throwable cause) {
        LOG.error("thread-crashed thread={}", thread.getName(), cause);
        crash.complete(cause);
    }

    private ConnectService connectService(Capacity capacity) {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        return new ConnectService(
                new GuestIdentity(
                        settings.identity().jwtKey().bytes(),
                        Duration.ofSeconds(settings.identity().jwtSeconds()),
                        clock,
                        random),
                capacity,
                new TokenTerms(
                        udpAddress(),
                        settings.connect().protocolId(),
                        Duration.ofSeconds(settings.connect().tokenSeconds()),
                        settings.session().timeoutSeconds(),
                        settings.connect().privateKey().bytes(),
                        settings.transport().extensions()),
                clock,
                random);
    }

    private String driverName() {
        return sockets.sockets().getFirst().driver().name().toLowerCase(Locale.ROOT);
    }

    private static PacketCipher cipher(CipherChoice choice) {
        return choice == CipherChoice.AUTO
                ? PacketCiphers.best()
                : PacketCiphers.named(choice.name().toLowerCase(Locale.ROOT));
    }

    private static WorldMap loadMap(String file) {
        return file.isEmpty() ? MapFile.builtIn("meadow") : MapFile.read(Path.of(file));
    }

    private static ArenaSimulation simulation(ServerSettings settings, WorldMap map) {
        return new ArenaSimulation(
                map,
                MovementSettings.defaults(),
                settings.world().tickHz(),
                settings.world().capacityEntities(),
                settings.world().seed(),
                settings.world().regroupTicks());
    }

    private static WorldConfig worldConfig(ServerSettings settings) {
        WorldConfig defaults = WorldConfig.defaults();
        return new WorldConfig(
                settings.world().capacityEntities(),
                settings.session().maxPlayers(),
                settings.shards().count(),
                settings.world().tickHz(),
                defaults.frameRingLength(),
                defaults.inputRingCapacity());
    }

    private static ShardConfig shardConfig(ServerSettings settings, WorldMap map) {
        return new ShardConfig(
                new InterestConfig(
                        settings.snapshot().viewRadiusMetres(),
                        settings.snapshot().maxVisible(),
                        INTEREST_EVERY_TICKS,
                        INTEREST_GRACE_TICKS,
                        new DetailRings(
                                settings.snapshot().fullRateMetres(),
                                settings.snapshot().halfRateMetres(),
                                settings.snapshot().sixthRateMetres(),
                                settings.snapshot().fullRateEntities())),
                VisibilityFilter.EVERYBODY,
                settings.snapshot().budgetBytes(),
                settings.snapshot().bytesPerSecond(),
                settings.snapshot().burstBytes(),
                settings.snapshot().checksum(),
                map.name(),
                settings.world().tickHz(),
                settings.session().commandsPerSecond(),
                settings.session().commandBurst());
    }

    private static ServerEndpointConfig endpointConfig(ServerSettings settings, Sockets sockets) {
        int maxSessions = settings.session().maxPlayers();
        AdmissionLimits defaults = AdmissionLimits.defaults(maxSessions);
        long epochNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        return new ServerEndpointConfig(
                settings.connect().protocolId(),
                settings.connect().privateKey().bytes(),
                List.copyOf(sockets.publicAddresses()),
                maxSessions,
                new AdmissionLimits(
                        defaults.maxHandshakes(),
                        defaults.tokenHistoryEntries(),
                        settings.connect().tokenSeconds(),
                        Math.max(
                                defaults.longestTimeoutSeconds(),
                                settings.session().timeoutSeconds()),
                        defaults.clockSkewSeconds(),
                        settings.transport().requestsPerSecond(),
                        settings.transport().requestsPerSecondPerNetwork()),
                ConnectionConfig.of(WorldChannels.specs()),
                epochNs - System.nanoTime(),
                settings.transport().extensions());
    }
}
