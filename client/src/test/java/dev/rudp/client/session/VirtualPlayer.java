package dev.rudp.client.session;

import com.sun.management.ThreadMXBean;
import dev.rudp.client.clock.InputPacer;
import dev.rudp.engine.join.Welcome;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.snapshot.SnapshotView;
import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.game.bot.Bot;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramOutbox;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A player in virtual time: a session at a port, played by a bot through an input pacer.
final class VirtualPlayer implements VirtualNode, SessionListener {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    final ClientSession session;
    final List<Long> rttsNs = new ArrayList<>();
    final List<EndReason> ends = new ArrayList<>();
    VirtualAddress address;
    int lastEffect;
    long receivedBytes;

    /// What the session's own calls have allocated; what the network and the test need is not in
    /// it.
    long allocatedBytes;

    private final VirtualNetwork network;
    private VirtualPort socket;
    private boolean remembersRtts = true;
    private final DatagramOutbox outbox;
    private final Bot bot;
    private final boolean decodes;
    private final @Nullable Runnable onSnapshot;
    private @Nullable InputPacer pacer;

    VirtualPlayer(
            VirtualNetwork network, int number, SessionConfig config, @Nullable Runnable check) {
        this(network, number, config, check, PacketCiphers.jdk());
    }

    VirtualPlayer(
            VirtualNetwork network,
            int number,
            SessionConfig config,
            @Nullable Runnable check,
            PacketCipher cipher) {
        this.address = VirtualAddress.v4(0x0A00_0100 + number, 40_000);
        this.network = network;
        this.socket = network.open(address).attach(this);
        this.outbox = new DatagramOutbox(4, batch -> VirtualWorld.carry(batch, socket));
        this.session = new ClientSession(config, cipher, outbox, this);
        this.bot = new Bot(number, VirtualWorld.MAP.width(), VirtualWorld.MAP.depth());
        this.decodes = config.decodes();
        this.onSnapshot = check;
    }

    /// Another address from now on, of which the session is not told.
    void moveTo(VirtualAddress there) {
        socket.attach((bytes, offset, length, hi, lo, from, nowNs) -> {});
        address = there;
        socket = network.open(there).attach(this);
    }

    /// From now on round trips are not kept, so that only the session itself can allocate.
    void forgetRtts() {
        remembersRtts = false;
    }

    static SessionConfig config() {
        ReplicatedSchema schema = ArenaSchema.SCHEMA;
        return SessionConfig.of(schema).withChecksums();
    }

    void connect(VirtualWorld server, long nowNs) {
        session.connect(server.token(nowNs), nowNs);
        outbox.flush();
    }

    void close(long nowNs) {
        session.close(nowNs);
        outbox.flush();
    }

    @Override
    public void onDatagram(
            byte[] bytes, int offset, int length, long hi, long lo, int from, long nowNs) {
        receivedBytes += length;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        session.onDatagram(bytes, offset, length, nowNs);
        allocatedBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
        outbox.flush();
    }

    @Override
    public void onDeadline(long nowNs) {
        if (session.nextDeadlineNs() <= nowNs) {
            session.onDeadline(nowNs);
        }
        InputPacer pace = pacer;
        if (pace != null && session.state() == SessionState.PLAYING) {
            while (pace.isDue(nowNs)) {
                long word = think();
                long before = THREADS.getCurrentThreadAllocatedBytes();
                session.input(word, pace.dueNs(), nowNs);
                allocatedBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
                pace.advance();
            }
        }
        outbox.flush();
    }

    @Override
    public long nextDeadlineNs() {
        boolean playing = pacer != null && session.state() == SessionState.PLAYING;
        long deadlineNs = session.nextDeadlineNs();
        return playing && pacer != null ? Math.min(deadlineNs, pacer.dueNs()) : deadlineNs;
    }

    @Override
    public void onWelcome(Welcome welcome) {
        pacer = null;
    }

    @Override
    public void onSnapshot(int tick, int inputQueueDepth, long nowNs) {
        if (pacer == null) {
            pacer = new InputPacer(session.welcome().tickHz(), nowNs);
        }
        pacer.onQueueDepth(inputQueueDepth);
        if (onSnapshot != null) {
            onSnapshot.run();
        }
    }

    @Override
    public void onInputEffect(int sequence, long rttNs) {
        if (sequence != lastEffect + 1) {
            throw new AssertionError("effect of " + sequence + " after " + lastEffect);
        }
        lastEffect = sequence;
        if (remembersRtts) {
            rttsNs.add(rttNs);
        }
    }

    @Override
    public void onEnd(EndReason reason) {
        ends.add(reason);
        lastEffect = 0;
    }

    private long think() {
        if (!decodes) {
            return bot.think();
        }
        SnapshotView view = session.snapshots().newest();
        Welcome welcome = session.welcome();
        int own = view.indexOf(welcome.slot(), welcome.generation());
        return own < 0
                ? bot.think()
                : bot.think(view.value(ArenaSchema.X, own), view.value(ArenaSchema.Y, own));
    }
}
