package dev.rudp.client;

import dev.rudp.client.clock.InputPacer;
import dev.rudp.client.clock.RenderClock;
import dev.rudp.client.connect.ConnectAnswer;
import dev.rudp.client.connect.ConnectApi;
import dev.rudp.client.connect.ConnectFailure;
import dev.rudp.client.session.ClientSession;
import dev.rudp.client.session.EndReason;
import dev.rudp.client.session.SessionConfig;
import dev.rudp.client.session.SessionListener;
import dev.rudp.client.session.SessionState;
import dev.rudp.client.view.FieldMotion;
import dev.rudp.client.view.WorldView;
import dev.rudp.engine.join.Welcome;
import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.game.input.InputWord;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpDriver;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One player in a world, for a game's own loop: [#connect] once, then each frame set the input
/// with [#input] and call [#update], which sends, receives and shows the world as it is to be drawn
/// now. [#close] says goodbye. Owner: one thread; not thread-safe.
///
/// Inputs leave at the server's tick rate, however often `update` is called, as long as that is at
/// least a few times a second; [#updateFor] waits in the kernel meanwhile.
public final class GameClient implements AutoCloseable {
    /// The arena's bodies go on at their velocity; who looks turns the short way round.
    private static final FieldMotion ARENA_MOTION =
            FieldMotion.of(ArenaSchema.SCHEMA)
                    .linear("x", "vx")
                    .linear("y", "vy")
                    .linear("z")
                    .linear("vx")
                    .linear("vy")
                    .linear("vz")
                    .turn("yaw");

    private static final int BUFFER_BYTES = 256 << 10;
    private static final int BATCH = 16;
    private static final long LONGEST_WAIT_NS = 50_000_000;

    private final UdpSocket socket;
    private final DatagramBatch received = new DatagramBatch(BATCH);
    private final DatagramOutbox outbox;
    private final ClientSession session;
    private final long clientId;
    private long input = InputWord.NEUTRAL;

    /// Made with the welcome.
    private @Nullable Playing playing;

    private record Playing(WorldView view, RenderClock clock, InputPacer pacer) {}

    private GameClient(UdpSocket socket, long clientId) {
        this.socket = socket;
        this.clientId = clientId;
        this.outbox = new DatagramOutbox(BATCH, socket::send);
        this.session =
                new ClientSession(
                        SessionConfig.of(ArenaSchema.SCHEMA),
                        PacketCiphers.best(),
                        outbox,
                        new Events());
    }

    /// Connects as a guest and returns when the player is in the world.
    ///
    /// @param server the URL of its HTTP API, such as `http://127.0.0.1:8080`
    /// @throws ConnectFailure when there is no way in; says why
    public static GameClient connect(URI server, String name)
            throws IOException, InterruptedException {
        ConnectAnswer answer;
        try (ConnectApi api = new ConnectApi(server)) {
            answer = api.connect(name);
        }
        ConnectToken token = answer.token();
        boolean v4 = token.servers().getFirst().isV4();
        PeerAddress any = v4 ? PeerAddress.v4(0, 0) : new PeerAddress(0, 0, 0);
        UdpSocket socket =
                UdpSockets.open(
                        new UdpConfig(any, BUFFER_BYTES, BUFFER_BYTES, false, UdpDriver.AUTO));
        GameClient client = new GameClient(socket, answer.clientId());
        try {
            client.join(token);
            return client;
        } finally {
            if (!client.isPlaying()) {
                client.close();
            }
        }
    }

    /// Sets what the player does from now on; see [InputWord]. It is sent every tick.
    public void input(long word) {
        input = word;
    }

    /// Receives and sends what is due, without waiting, and {@return the world as it is to be drawn
    /// now; the same object each time}
    public WorldView update() {
        pump(0);
        return view();
    }

    /// The same again and again until `duration` has passed, waiting in between.
    public WorldView updateFor(Duration duration) {
        long untilNs = System.nanoTime() + duration.toNanos();
        long leftNs = duration.toNanos();
        do {
            pump(leftNs);
            leftNs = untilNs - System.nanoTime();
        } while (leftNs > 0 && isPlaying());
        return view();
    }

    /// Says goodbye and gives the socket back.
    @Override
    public void close() {
        session.close(System.nanoTime());
        outbox.flush();
        socket.close();
    }

    public boolean isPlaying() {
        return session.state() == SessionState.PLAYING;
    }

    /// {@return why the session ended, null while it lives}
    public @Nullable EndReason endReason() {
        return session.endReason();
    }

    /// {@return what the world said first: the own entity, the map, the tick rate}
    public Welcome welcome() {
        return session.welcome();
    }

    /// {@return the place of the player's own entity in the view, negative when it is not there}
    public int ownIndex() {
        return view().indexOf(welcome().slot(), welcome().generation());
    }

    /// {@return who the player is to the server, an unsigned number}
    public long clientId() {
        return clientId;
    }

    /// {@return the session, for its figures and its snapshots}
    public ClientSession session() {
        return session;
    }

    private void join(ConnectToken token) throws ConnectFailure {
        session.connect(token, System.nanoTime());
        outbox.flush();
        while (session.state() != SessionState.IDLE && session.newestTick() == 0) {
            pump(LONGEST_WAIT_NS);
        }
        EndReason reason = session.endReason();
        if (reason != null) {
            throw new ConnectFailure(
                    reason.name().toLowerCase(Locale.ROOT),
                    "udp " + token.servers().getFirst() + ": " + reason.text());
        }
    }

    private WorldView view() {
        Playing now = playing;
        if (now == null) {
            throw new IllegalStateException("not in the world: " + session.state());
        }
        if (isPlaying()) {
            now.view.update(session.snapshots(), now.clock.tickAt(System.nanoTime()));
        }
        return now.view;
    }

    /// One round of receiving and sending; waits at most until something is due.
    private void pump(long longestWaitNs) {
        long waitNs = Math.min(longestWaitNs, dueNs() - System.nanoTime());
        int count = socket.receive(received, Math.clamp(waitNs, 0, LONGEST_WAIT_NS));
        long nowNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            session.onDatagram(received.bytes(), received.offset(i), received.length(i), nowNs);
        }
        if (nowNs - session.nextDeadlineNs() >= 0) {
            session.onDeadline(nowNs);
        }
        Playing now = playing;
        if (now != null && isPlaying()) {
            while (now.pacer.isDue(nowNs)) {
                session.input(input, now.pacer.dueNs(), nowNs);
                now.pacer.advance();
            }
        }
        outbox.flush();
    }

    private long dueNs() {
        Playing now = playing;
        long deadlineNs = session.nextDeadlineNs();
        return now == null || !isPlaying() ? deadlineNs : Math.min(deadlineNs, now.pacer.dueNs());
    }

    /// What the session tells.
    private final class Events implements SessionListener {
        @Override
        public void onWelcome(Welcome welcome) {
            playing =
                    new Playing(
                            new WorldView(ARENA_MOTION, welcome.maxVisible(), welcome.tickHz()),
                            new RenderClock(welcome.tickHz()),
                            new InputPacer(welcome.tickHz(), System.nanoTime()));
        }

        @Override
        public void onSnapshot(int tick, int inputQueueDepth, long nowNs) {
            Playing now = playing;
            if (now != null) {
                now.clock.onSnapshot(tick, nowNs);
                now.pacer.onQueueDepth(inputQueueDepth);
            }
        }
    }
}
