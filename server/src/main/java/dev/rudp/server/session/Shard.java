package dev.rudp.server.session;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.input.InputMessage;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.join.Welcome;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.engine.simulation.ShardPort;
import dev.rudp.engine.snapshot.Quality;
import dev.rudp.engine.snapshot.QualityLadder;
import dev.rudp.engine.snapshot.SnapshotBudget;
import dev.rudp.engine.snapshot.SnapshotEncoder;
import dev.rudp.server.monitor.ShardMeters;
import dev.rudp.server.session.Sessions.State;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.endpoint.EndpointListener;
import dev.rudp.transport.endpoint.ServerEndpoint;
import java.util.ArrayDeque;

/// The players of one socket: brings them into the world, hands their inputs on, and tells each in
/// its turn what changed around it. Sans-IO. Owner: one shard thread. No allocation while players
/// come and go at ordinary rates, none at all while they play.
///
/// Contract: feed [#onDatagrams]; then [#work]; then flush the outbox and call [#onHandedOver];
/// then wait until [#nextWorkNs].
final class Shard implements EndpointListener {
    /// The endpoint is made with the shard as its listener.
    @FunctionalInterface
    interface EndpointFactory {
        ServerEndpoint create(DatagramOutbox outbox, EndpointListener listener);
    }

    private static final int RTT_SAMPLE_TICKS = 64;

    /// A round that begins later than so many ticks after its frame was due is late. Twelve late
    /// ones in a row, a fifth of a second, make everybody's quality fall by a step; 300 others make
    /// it rise.
    private static final int LATE_TICKS = 2;

    private static final int LATE_TO_FALL = 12;
    private static final int CALM_TO_RISE = 300;

    /// Sessions whose memory is read ahead together.
    private static final int GROUP = 16;

    private final ShardConfig config;
    private final ShardPort port;
    private final FrameRing frames;
    private final ShardMeters meters;
    private final ServerEndpoint endpoint;
    private final Sessions sessions;
    private final Conversations conversations;
    private final SendRound round;
    private final InterestEvaluator evaluator;
    private final SnapshotEncoder encoder;
    private final byte[] snapshot;
    private final StalenessCount staleness = new StalenessCount();
    private final QualityLadder load = new QualityLadder(LATE_TO_FALL, CALM_TO_RISE);
    private final long tickNs;
    private final InputMessage inputs = new InputMessage();
    private final ArrayDeque<Long> leavesToRetry = new ArrayDeque<>();

    private final int[] group = new int[GROUP];

    /// Where reading ahead leaves its sums, for the compiler's sake.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private int roundTick;
    private int rounds;
    private int unsentSnapshots;
    private long unsentScheduledNs;
    private long malformedMessages;
    private long unexpectedMessages;

    Shard(
            ShardConfig config,
            ShardPort port,
            FrameRing frames,
            ShardMeters meters,
            DatagramOutbox outbox,
            EndpointFactory endpointFactory) {
        this.config = config;
        this.port = port;
        this.frames = frames;
        this.meters = meters;
        this.endpoint = endpointFactory.create(outbox, this);
        this.sessions =
                new Sessions(endpoint.maxSessions(), config.interest(), config.burstBytes());
        this.conversations = new Conversations(config, endpoint, sessions, port, frames.capacity());
        this.round = new SendRound(config.tickHz());
        this.tickNs = 1_000_000_000L / config.tickHz();
        this.evaluator =
                new InterestEvaluator(
                        config.interest(), frames.schema(), frames.capacity(), config.filter());
        this.encoder =
                new SnapshotEncoder(
                        frames,
                        config.interest().maxVisible(),
                        evaluator.enterRadius(),
                        config.tickHz());
        int budget = config.snapshotBudgetBytes();
        if (budget < encoder.minBudgetBytes()) {
            throw new IllegalArgumentException(
                    "snapshot.budget-bytes="
                            + budget
                            + " < "
                            + encoder.minBudgetBytes()
                            + ", what snapshot.max-visible="
                            + config.interest().maxVisible()
                            + " needs at least");
        }
        this.snapshot = new byte[budget];
    }

    /// Takes what arrived. Contents of `batch` are used up.
    void onDatagrams(DatagramBatch batch, long nowNs) {
        byte[] bytes = batch.bytes();
        long total = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (i % GROUP == 0) {
                touchSenders(batch, i, Math.min(i + GROUP, batch.size()));
            }
            total += batch.length(i);
            endpoint.onDatagram(
                    bytes,
                    batch.offset(i),
                    batch.length(i),
                    batch.peerHi(i),
                    batch.peerLo(i),
                    batch.peerPort(i),
                    nowNs);
        }
        meters.received(batch.size(), total);
        meters.paths(endpoint.migrations(), endpoint.pathProbes(), endpoint.forwarded());
    }

    /// Takes what other shards' sockets received for sessions of this one, and have counted.
    void onStrays(DatagramBatch batch, long nowNs) {
        for (int i = 0; i < batch.size(); i++) {
            endpoint.onDatagram(
                    batch.bytes(),
                    batch.offset(i),
                    batch.length(i),
                    batch.peerHi(i),
                    batch.peerLo(i),
                    batch.peerPort(i),
                    nowNs);
        }
    }

    private void touchSenders(DatagramBatch batch, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int session = endpoint.sessionAt(batch.peerHi(i), batch.peerLo(i), batch.peerPort(i));
            if (session >= 0) {
                group[count++] = session;
            }
        }
        touched = endpoint.touch(group, count) + sessions.touch(group, count);
    }

    /// Does everything that is due: timers, answers of the world, turns of the round.
    void work(long nowNs) {
        if (nowNs - endpoint.nextDeadlineNs() >= 0) {
            endpoint.onDeadline(nowNs);
        }
        retryLeaves();
        takeReplies(nowNs);
        conversations.takeMessages(nowNs);
        Frame frame = frames.newest();
        if (frame.tick() != roundTick) {
            closeRound(!round.isDone() || nowNs - frame.scheduledNs() > LATE_TICKS * tickNs);
            // Who did not get a turn has it now, with the new frame: late, but whole.
            for (int slice = round.pollRest(); slice >= 0; slice = round.pollRest()) {
                sendSlice(slice, frame, nowNs);
            }
            roundTick = frame.tick();
            round.begin(frame.scheduledNs());
        }
        for (int slice = round.poll(nowNs); slice >= 0; slice = round.poll(nowNs)) {
            sendSlice(slice, frame, nowNs);
        }
    }

    /// Everything in the outbox has been given to the kernel.
    void onHandedOver(long nowNs) {
        for (; unsentSnapshots > 0; unsentSnapshots--) {
            meters.snapshot(nowNs - unsentScheduledNs);
        }
    }

    /// {@return whether somebody's turn or a timer has come}
    boolean isWorkDue(long nowNs) {
        return nowNs - Math.min(round.dueNs(), endpoint.nextDeadlineNs()) >= 0;
    }

    /// {@return when [#work] should be called next, if nothing arrives before}
    long nextWorkNs(long nowNs) {
        long turn = Math.max(round.dueNs(), nowNs + round.sliceNs() / 2);
        long timer = endpoint.nextDeadlineNs();
        return timer - turn < 0 ? Math.max(timer, nowNs) : turn;
    }

    /// Says goodbye to everybody.
    void closeAll(long nowNs) {
        for (int session = 0; session < sessions.capacity(); session++) {
            if (sessions.state(session) != State.FREE) {
                endpoint.disconnect(session, nowNs);
            }
        }
    }

    ServerEndpoint endpoint() {
        return endpoint;
    }

    /// {@return messages of players that made no sense}
    long malformedMessages() {
        return malformedMessages;
    }

    Conversations conversations() {
        return conversations;
    }

    /// {@return messages of players on channels, or at times, where none belong}
    long unexpectedMessages() {
        return unexpectedMessages;
    }

    @Override
    public void onConnected(int session, long clientId, byte[] userData, int userDataOffset) {
        sessions.open(session, clientId);
        askToJoin(session);
        countSessions();
    }

    @Override
    public void onMessage(int session, int channel, byte[] bytes, int offset, int length) {
        if (sessions.state(session) != State.PLAYING) {
            unexpectedMessages++;
        } else if (channel == WorldChannels.STATE) {
            onInputs(session, bytes, offset, length);
        } else if (channel == WorldChannels.GAME) {
            conversations.onCommand(session, bytes, offset, length, frames.newestTick());
        } else {
            unexpectedMessages++;
        }
    }

    @Override
    public void onDisconnected(int session, DisconnectReason reason) {
        if (sessions.state(session) == State.PLAYING) {
            conversations.close(session);
            leave(sessions.slot(session), sessions.generation(session));
        }
        sessions.close(session);
        countSessions();
    }

    private void onInputs(int session, byte[] bytes, int offset, int length) {
        if (!inputs.decode(bytes, offset, length)) {
            malformedMessages++;
            return;
        }
        var view = sessions.view(session);
        view.onDecoded(inputs.decodedTick(), inputs.missing());
        view.checksumWanted(config.checksums() && inputs.checksumWanted());
        sessions.intake(session)
                .accept(
                        inputs,
                        sessions.slot(session),
                        sessions.generation(session),
                        frames.newestTick(),
                        port);
    }

    private void askToJoin(int session) {
        if (port.join(sessions.request(session), sessions.clientId(session))) {
            sessions.joining(session);
        }
    }

    private void leave(int slot, int generation) {
        if (!port.leave(slot, generation)) {
            leavesToRetry.add(((long) slot << 32) | generation);
        }
    }

    private void retryLeaves() {
        while (!leavesToRetry.isEmpty()) {
            long pair = leavesToRetry.element();
            if (!port.leave((int) (pair >>> 32), (int) pair)) {
                return;
            }
            leavesToRetry.remove();
        }
    }

    private void takeReplies(long nowNs) {
        while (port.pollReply()) {
            int session = Sessions.sessionOf(port.replyRequest());
            boolean waits =
                    sessions.state(session) == State.JOINING
                            && sessions.request(session) == port.replyRequest();
            if (port.replySlot() < 0) {
                if (waits) {
                    endpoint.disconnect(session, nowNs);
                }
            } else if (waits) {
                admit(session);
            } else {
                leave(port.replySlot(), port.replyGeneration());
            }
        }
    }

    private void admit(int session) {
        sessions.playing(session, port.replySlot(), port.replyGeneration(), port.replyTick());
        conversations.open(session, port.replyTick());
        byte[] welcome =
                new Welcome(
                                port.replySlot(),
                                port.replyGeneration(),
                                config.tickHz(),
                                config.interest().maxVisible(),
                                port.replyTick(),
                                frames.schema().hash(),
                                config.mapName())
                        .encode();
        endpoint.send(session, WorldChannels.CONTROL, welcome, 0, welcome.length);
        countSessions();
    }

    private void sendSlice(int slice, Frame frame, long nowNs) {
        int turn = 0;
        for (int session = slice; session < sessions.capacity(); session += SendRound.SLICES) {
            if (turn++ % GROUP == 0) {
                touchNext(session, frame);
            }
            switch (sessions.state(session)) {
                case FREE, JOINING -> {}
                case WAITING -> askToJoin(session);
                case PLAYING -> takeTurn(session, frame, nowNs);
            }
        }
    }

    private void touchNext(int first, Frame frame) {
        int count = 0;
        for (int i = 0; i < GROUP; i++) {
            int session = first + i * SendRound.SLICES;
            if (session < sessions.capacity() && sessions.state(session) == State.PLAYING) {
                group[count++] = session;
            }
        }
        touched =
                endpoint.touch(group, count)
                        + sessions.touch(group, count)
                        + sessions.touchViews(group, count, frame.tick());
    }

    private void takeTurn(int session, Frame frame, long nowNs) {
        conversations.resume(session, frame.tick(), nowNs);
        if (sessions.state(session) != State.PLAYING) {
            return;
        }
        if (frame.tick() >= sessions.firstTick(session)) {
            int length = encode(session, frame);
            if (length > 0) {
                endpoint.send(session, WorldChannels.STATE, snapshot, 0, length);
                unsentSnapshots++;
                unsentScheduledNs = frame.scheduledNs();
            }
        }
        endpoint.flush(session, nowNs);
        if (((frame.tick() + session) & (RTT_SAMPLE_TICKS - 1)) == 0) {
            lookAtPath(session, nowNs);
        }
    }

    /// {@return the length of the snapshot, or nothing when there is nothing new to tell, or when
    /// this thread was so late that the frame was overwritten under it}
    private int encode(int session, Frame frame) {
        var sight = sessions.sight(session);
        evaluator.update(frame, sight);
        Quality quality = Quality.least(load.quality(), sessions.ladder(session).quality());
        SnapshotBudget budget = sessions.budget(session);
        int room =
                budget.take(
                        frame.tick(),
                        config.tickHz(),
                        config.bytesPerSecond() / quality.budgetDivisor(),
                        config.burstBytes(),
                        encoder.minBudgetBytes(),
                        snapshot.length);
        int length =
                encoder.encode(frame, sight, sessions.view(session), quality, snapshot, 0, room);
        if (length > 0) {
            budget.spend(length);
        }
        return Math.max(0, length);
    }

    /// A path is strained when it carries less than what the player is sent.
    private void lookAtPath(int session, long nowNs) {
        var connection = endpoint.connection(session);
        meters.rtt(connection.rttNs());
        long carries = connection.sendBudgetBytes(tickNs, nowNs);
        sessions.ladder(session)
                .observe(
                        carries < encoder.minBudgetBytes()
                                || sessions.budget(session).isLow(config.burstBytes()));
    }

    /// A round is over; the thread is strained when it was late with it or is with the next.
    private void closeRound(boolean late) {
        load.observe(late);
        meters.replication(
                encoder.snapshots(),
                encoder.snapshotBytes(),
                encoder.entityUpdates(),
                encoder.entitiesWaited());
        if (++rounds % config.tickHz() == 0) {
            meters.quality(load.step(), encoder.fullStateBytes());
            staleness.flush(encoder, meters, tickNs);
        }
    }

    private void countSessions() {
        meters.sessions(sessions.connectingCount(), sessions.playingCount());
    }
}
