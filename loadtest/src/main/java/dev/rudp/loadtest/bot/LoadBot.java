package dev.rudp.loadtest.bot;

import dev.rudp.engine.input.InputHistory;
import dev.rudp.engine.input.InputMessage;
import dev.rudp.engine.join.Welcome;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.engine.snapshot.DecodeResult;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.engine.snapshot.SnapshotHeader;
import dev.rudp.engine.snapshot.SnapshotView;
import dev.rudp.game.bot.Bot;
import dev.rudp.loadtest.scenario.Walker;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.endpoint.ClientEndpoint;
import dev.rudp.transport.endpoint.ClientListener;
import dev.rudp.transport.endpoint.ClientState;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.netcode.ConnectToken;
import org.jspecify.annotations.Nullable;

/// One player made of code, with a real connection. It walks about and sends one input per slot of
/// the schedule. All bots do the same work on the wire; those that decode keep a view of the world
/// as a game would, and have it compared with the server's checksum of it. The others read the
/// fixed head of each snapshot: enough to acknowledge it and to see which of their inputs had its
/// effect. Owner: the swarm thread.
final class LoadBot implements ClientListener {
    /// As many as the input history keeps.
    private static final int SENT_MASK = InputHistory.CAPACITY - 1;

    /// A bot that plays flushes in every slot, which also sends acks and resends. What is left for
    /// its timers is to notice that the server has fallen silent; ten times a second will do.
    private static final int SLOTS_PER_TIMER_LOOK = 6;

    static final int TOUCH_STEPS = 4;

    /// Where a bot's life stands.
    enum Life {
        WAITING,
        JOINING,
        PLAYING,
        ENDED
    }

    private final Swarm swarm;
    private final boolean decodes;
    private final long seed;
    private final InputHistory history = new InputHistory();
    private final long[] intendedNs = new long[InputHistory.CAPACITY];
    private final InputClock clock = new InputClock();
    private final ClientEndpoint endpoint;
    private final ReceivedViews received = new ReceivedViews();
    private @Nullable Walker walker;
    private @Nullable SnapshotDecoder decoder;
    private Life life = Life.WAITING;
    private String failure = "";
    private int ownSlot;
    private int newestTick;
    private int slots;
    private long nowNs;
    private long newestReceived;

    LoadBot(Swarm swarm, int index, boolean decodes, long seed) {
        this.swarm = swarm;
        this.decodes = decodes;
        this.seed = seed;
        this.endpoint = swarm.endpoint(index, this);
    }

    /// Starts to connect.
    void connect(ConnectToken token, long nowNs) {
        life = Life.JOINING;
        endpoint.connect(token, nowNs);
    }

    void onDatagram(byte[] bytes, int offset, int length, long nowNs) {
        this.nowNs = nowNs;
        endpoint.onDatagram(bytes, offset, length, nowNs);
    }

    /// Its slot in the schedule has come: sends the next input, if it plays.
    ///
    /// @param slotNs the intended instant
    /// @return whether a send was due, that is whether this bot plays
    boolean onSlot(long slotNs, long nowNs) {
        if (life != Life.JOINING && life != Life.PLAYING) {
            return false;
        }
        this.nowNs = nowNs;
        if (life == Life.JOINING || ++slots % SLOTS_PER_TIMER_LOOK == 0) {
            endpoint.onDeadline(nowNs);
        }
        Walker thinking = walker;
        if (life != Life.PLAYING || thinking == null) {
            return false;
        }
        if (clock.skipsSlot()) {
            swarm.counters.clockSkips++;
            return true;
        }
        int sequence = history.add(think(thinking));
        intendedNs[sequence & SENT_MASK] = slotNs;
        send(swarm.input);
        return true;
    }

    /// Reads ahead, see [ClientEndpoint#touch].
    ///
    /// @param step 0..[#TOUCH_STEPS]-1, each first for all of a group
    long touch(int step) {
        return switch (step) {
            case 0 -> slots + newestTick;
            case 1 ->
                    endpoint.touch(0) + history.touch() + intendedNs[history.newest() & SENT_MASK];
            case 2 -> endpoint.touch(1) + clock.touch();
            default -> endpoint.touch(2);
        };
    }

    void disconnect(long nowNs) {
        this.nowNs = nowNs;
        endpoint.disconnect(nowNs);
    }

    boolean isPlaying() {
        return life == Life.PLAYING;
    }

    /// {@return why it does not play though it was admitted; empty while all is well}
    String failure() {
        return failure;
    }

    /// {@return how many datagrams the server has sent to it, by their sequence}
    long newestReceived() {
        if (endpoint.state() == ClientState.CONNECTED) {
            newestReceived = endpoint.newestReceivedSequence();
        }
        return newestReceived;
    }

    /// {@return packets that it gave up because the server never acknowledged them}
    long packetsLost() {
        var counters = endpoint.connection().counters();
        return counters.packetsLost() - counters.packetsLostWrongly();
    }

    @Override
    public void onConnected(int session, int maxSessions) {
        // A bot plays once it is welcomed: only then it knows what it will be told.
    }

    @Override
    public void onMessage(int channel, byte[] bytes, int offset, int length) {
        if (channel == WorldChannels.STATE) {
            onSnapshot(bytes, offset, length);
        } else if (channel == WorldChannels.CONTROL && life == Life.JOINING) {
            onWelcome(bytes, offset, length);
        }
    }

    @Override
    public void onDisconnected(DisconnectReason reason) {
        if (life != Life.ENDED) {
            fail((life == Life.PLAYING ? "lost its connection: " : "could not connect: ") + reason);
        }
    }

    private void onWelcome(byte[] bytes, int offset, int length) {
        Welcome welcome = Welcome.decode(bytes, offset, length);
        if (welcome == null) {
            return;
        }
        if (welcome.schemaHash() != swarm.config.schema().hash()) {
            fail("was welcomed to a world of another schema");
            return;
        }
        if (welcome.tickHz() != swarm.config.tickHz()) {
            fail("was welcomed to a world of " + welcome.tickHz() + " ticks per second");
            return;
        }
        ownSlot = welcome.slot();
        walker = swarm.walker(welcome.mapName(), seed);
        if (decodes) {
            decoder =
                    new SnapshotDecoder(
                            swarm.config.schema(), welcome.maxVisible(), welcome.tickHz());
        }
        life = Life.PLAYING;
    }

    private void onSnapshot(byte[] bytes, int offset, int length) {
        SnapshotHeader header = swarm.header;
        if (!header.read(bytes, offset, length) || header.tick() <= newestTick) {
            return;
        }
        SnapshotDecoder decoding = decoder;
        if (decoding != null) {
            decode(decoding, header, bytes, offset, length);
        } else {
            received.onSnapshot(header.tick(), header.baselineTick());
        }
        newestTick = header.tick();
        swarm.counters.snapshots++;
        clock.onQueueDepth(header.inputQueueDepth());
        int before = history.processed();
        history.onProcessed(header.lastInputSequence());
        for (int sequence = before + 1; sequence <= history.processed(); sequence++) {
            swarm.counters.onRoundTrip(nowNs - intendedNs[sequence & SENT_MASK]);
        }
    }

    private void decode(
            SnapshotDecoder decoding, SnapshotHeader header, byte[] bytes, int offset, int length) {
        DecodeResult result = decoding.decode(bytes, offset, length);
        switch (result) {
            case DECODED -> {
                if (header.hasChecksum()) {
                    swarm.counters.statesChecked++;
                }
            }
            case MISMATCH, MALFORMED -> {
                swarm.counters.statesChecked++;
                swarm.counters.stateMismatches++;
            }
            // Nothing to compare: the server will be asked for a full view.
            case NEEDS_BASELINE, STALE -> {}
        }
    }

    private long think(Walker thinking) {
        SnapshotDecoder decoding = decoder;
        if (decoding != null) {
            SnapshotView view = decoding.newest();
            int self = view.indexOf(ownSlot);
            if (self >= 0) {
                var schema = swarm.config.schema();
                int x = view.value(schema.xField(), self);
                int y = view.value(schema.yField(), self);
                return thinking.think(x, y, swarm.isTogether());
            }
        }
        return thinking.think(Bot.UNKNOWN, Bot.UNKNOWN, swarm.isTogether());
    }

    private void send(InputMessage input) {
        SnapshotDecoder decoding = decoder;
        input.clear();
        history.fill(input);
        if (decoding == null) {
            input.decoded(received.decodedTick(), received.missing());
        } else {
            input.decoded(decoding.decodedTick(), decoding.missing());
        }
        input.checksumWanted(decodes);
        int length = input.encode(swarm.scratch, 0, swarm.scratch.length);
        SendResult result = endpoint.send(WorldChannels.STATE, swarm.scratch, 0, length);
        endpoint.flush(nowNs);
        if (result == SendResult.QUEUED) {
            swarm.counters.inputsSent++;
        }
    }

    private void fail(String why) {
        failure = why;
        life = Life.ENDED;
    }

    /// Ends it in order: what follows is no failure.
    void retire(long nowNs) {
        life = Life.ENDED;
        disconnect(nowNs);
    }
}
