package dev.rudp.server.session;

import dev.rudp.engine.input.InputIntake;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.snapshot.ClientView;
import dev.rudp.engine.snapshot.QualityLadder;
import dev.rudp.engine.snapshot.SnapshotBudget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The sessions of one shard, as columns by session number. Owner: the shard thread. What a session
/// needs is made when its number is first used and kept for the next that gets it.
final class Sessions {
    /// What a session's number is doing.
    enum State {
        /// Nobody has it.
        FREE,
        /// Connected; the world has not been asked yet, because the ring to it was full.
        WAITING,
        /// The world has been asked for an entity.
        JOINING,
        /// In the world.
        PLAYING
    }

    /// Looks at a path, each about a second after the one before: two strained ones, ten calm ones.
    private static final int STRAINED_TO_FALL = 2;

    private static final int CALM_TO_RISE = 10;

    private final InterestConfig interest;
    private final int burstBytes;
    private final State[] state;
    private final int[] slot;
    private final int[] generation;
    private final int[] firstTick;
    private final char[] life;
    private final long[] clientId;
    private final @Nullable ClientView[] views;
    private final @Nullable InterestSet[] sights;
    private final @Nullable InputIntake[] intakes;
    private final @Nullable SnapshotBudget[] budgets;
    private final @Nullable QualityLadder[] ladders;
    private int open;
    private int playing;

    Sessions(int maxSessions, InterestConfig interest, int burstBytes) {
        this.interest = interest;
        this.burstBytes = burstBytes;
        this.state = new State[maxSessions];
        Arrays.fill(state, State.FREE);
        this.slot = new int[maxSessions];
        this.generation = new int[maxSessions];
        this.firstTick = new int[maxSessions];
        this.life = new char[maxSessions];
        this.clientId = new long[maxSessions];
        this.views = new ClientView[maxSessions];
        this.sights = new InterestSet[maxSessions];
        this.intakes = new InputIntake[maxSessions];
        this.budgets = new SnapshotBudget[maxSessions];
        this.ladders = new QualityLadder[maxSessions];
    }

    void open(int session, long client) {
        assert state[session] == State.FREE : state[session];
        state[session] = State.WAITING;
        clientId[session] = client;
        open++;
    }

    /// The world has been asked.
    void joining(int session) {
        assert state[session] == State.WAITING : state[session];
        state[session] = State.JOINING;
    }

    /// The world gave an entity.
    ///
    /// @param tick the first tick whose frame has it
    void playing(int session, int ownSlot, int ownGeneration, int tick) {
        assert state[session] == State.JOINING : state[session];
        state[session] = State.PLAYING;
        playing++;
        slot[session] = ownSlot;
        generation[session] = ownGeneration;
        firstTick[session] = tick;
        if (views[session] == null) {
            views[session] = new ClientView(interest.maxVisible());
            sights[session] = new InterestSet(interest);
            intakes[session] = new InputIntake();
            budgets[session] = new SnapshotBudget();
            ladders[session] = new QualityLadder(STRAINED_TO_FALL, CALM_TO_RISE);
        }
        view(session).reset();
        sight(session).reset(ownSlot, ownGeneration, session);
        intake(session).reset(tick);
        budget(session).reset(burstBytes, tick);
        ladder(session).reset();
    }

    void close(int session) {
        assert state[session] != State.FREE;
        if (state[session] == State.PLAYING) {
            playing--;
        }
        state[session] = State.FREE;
        life[session]++;
        open--;
    }

    State state(int session) {
        return state[session];
    }

    int slot(int session) {
        return slot[session];
    }

    int generation(int session) {
        return generation[session];
    }

    int firstTick(int session) {
        return firstTick[session];
    }

    long clientId(int session) {
        return clientId[session];
    }

    /// {@return a number for this use of the session's number, to tell an answer meant for a
    /// predecessor}
    int request(int session) {
        return (life[session] << 16) | session;
    }

    static int sessionOf(int request) {
        return request & 0xFFFF;
    }

    @SuppressWarnings("NullAway") // made before the state becomes PLAYING
    ClientView view(int session) {
        return views[session];
    }

    @SuppressWarnings("NullAway") // made before the state becomes PLAYING
    InterestSet sight(int session) {
        return sights[session];
    }

    @SuppressWarnings("NullAway") // made before the state becomes PLAYING
    InputIntake intake(int session) {
        return intakes[session];
    }

    @SuppressWarnings("NullAway") // made before the state becomes PLAYING
    SnapshotBudget budget(int session) {
        return budgets[session];
    }

    @SuppressWarnings("NullAway") // made before the state becomes PLAYING
    QualityLadder ladder(int session) {
        return ladders[session];
    }

    /// Reads ahead what these sessions' inputs and snapshots need, see
    /// [dev.rudp.transport.connection.Connection#touch].
    long touch(int[] group, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            if (state[group[i]] == State.PLAYING) {
                sum += view(group[i]).decodedTick() + intake(group[i]).newest();
            }
        }
        return sum;
    }

    /// Reads ahead what the snapshots of `tick` will read and write; all sessions of the group are
    /// playing.
    long touchViews(int[] group, int count, int tick) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += view(group[i]).touch(tick) + sight(group[i]).touch();
        }
        return sum;
    }

    int capacity() {
        return state.length;
    }

    /// {@return sessions that are not in the world yet}
    int connectingCount() {
        return open - playing;
    }

    int playingCount() {
        return playing;
    }
}
