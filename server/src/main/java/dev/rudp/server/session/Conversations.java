package dev.rudp.server.session;

import dev.rudp.engine.join.WorldChannels;
import dev.rudp.engine.message.CommandBudget;
import dev.rudp.engine.simulation.ShardPort;
import dev.rudp.transport.channel.MessageSink;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.endpoint.ServerEndpoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What players and the game say to each other, for the sessions of one shard: commands up,
/// messages down. Owner: the shard thread. No allocation once a session's number was in use.
///
/// A player who gives commands faster than its budget, or than the world takes them, is not read
/// any further until there is room: its commands wait in its client, in order. A player who does
/// not read what the game says in order is hung up on when its channel is full.
final class Conversations {
    private static final int NOBODY = -1;

    private final ShardConfig config;
    private final ServerEndpoint endpoint;
    private final Sessions sessions;
    private final ShardPort port;
    private final @Nullable CommandBudget[] budgets;
    private final boolean[] paused;

    /// A command of the session was lost here: it ends with its next turn.
    private final boolean[] broken;

    private final int[] sessionOfSlot;
    private final MessageSink resumedSink = this::onResumedCommand;
    private int resumed;
    private int resumedTick;
    private long pauses;
    private long commandsLost;
    private long slowReaders;
    private long newsRefused;
    private long empty;

    /// @param worldCapacity the world's entity slots
    Conversations(
            ShardConfig config,
            ServerEndpoint endpoint,
            Sessions sessions,
            ShardPort port,
            int worldCapacity) {
        this.config = config;
        this.endpoint = endpoint;
        this.sessions = sessions;
        this.port = port;
        this.budgets = new CommandBudget[sessions.capacity()];
        this.paused = new boolean[sessions.capacity()];
        this.broken = new boolean[sessions.capacity()];
        this.sessionOfSlot = new int[worldCapacity];
        Arrays.fill(sessionOfSlot, NOBODY);
    }

    /// The session's player is in the world.
    void open(int session, int tick) {
        if (budgets[session] == null) {
            budgets[session] =
                    new CommandBudget(
                            config.commandsPerSecond(), config.commandBurst(), config.tickHz());
        }
        budget(session).reset(tick);
        paused[session] = false;
        broken[session] = false;
        sessionOfSlot[sessions.slot(session)] = session;
    }

    /// The session's player leaves the world.
    void close(int session) {
        if (sessionOfSlot[sessions.slot(session)] == session) {
            sessionOfSlot[sessions.slot(session)] = NOBODY;
        }
    }

    /// Hands one command on, and stops reading the session's commands when that was the last for
    /// now.
    ///
    /// @param tick the world's newest tick
    void onCommand(int session, byte[] bytes, int offset, int length, int tick) {
        if (length == 0) {
            empty++;
            return;
        }
        int slot = sessions.slot(session);
        int generation = sessions.generation(session);
        if (broken[session] || !port.command(slot, generation, bytes, offset, length)) {
            broken[session] = true;
            return;
        }
        budget(session).take();
        if (!isOpen(session, tick)) {
            endpoint.connection(session).pause(WorldChannels.GAME);
            paused[session] = true;
            pauses++;
        }
    }

    /// Reads on where there is room again; once per turn of a session, which may end by it.
    void resume(int session, int tick, long nowNs) {
        if (broken[session]) {
            commandsLost++;
            endpoint.disconnect(session, nowNs);
        } else if (paused[session] && isOpen(session, tick)) {
            paused[session] = false;
            resumed = session;
            resumedTick = tick;
            boolean flows = endpoint.connection(session).resume(WorldChannels.GAME, resumedSink);
            paused[session] |= !flows;
        }
    }

    /// Gives what the game said to the connections; it leaves with the next flush.
    void takeMessages(long nowNs) {
        while (port.pollMessage()) {
            int session = sessionOfSlot[port.messageSlot()];
            if (session == NOBODY || sessions.generation(session) != port.messageGeneration()) {
                continue;
            }
            switch (port.messageKind()) {
                case ShardPort.RELIABLE -> {
                    if (send(session, WorldChannels.GAME) != SendResult.QUEUED) {
                        slowReaders++;
                        endpoint.disconnect(session, nowNs);
                    }
                }
                case ShardPort.UNRELIABLE -> {
                    if (send(session, WorldChannels.NEWS) != SendResult.QUEUED) {
                        newsRefused++;
                    }
                }
                default -> endpoint.disconnect(session, nowNs);
            }
        }
    }

    /// {@return commands without a byte}
    long emptyCommands() {
        return empty;
    }

    /// {@return how often a session's commands had to wait}
    long pauses() {
        return pauses;
    }

    /// {@return sessions that were ended because the world took commands too slowly}
    long commandsLost() {
        return commandsLost;
    }

    /// {@return sessions that were ended because they did not take what the game told them}
    long slowReaders() {
        return slowReaders;
    }

    /// {@return unreliable messages that found their channel full}
    long newsRefused() {
        return newsRefused;
    }

    private SendResult send(int session, int channel) {
        return endpoint.send(
                session, channel, port.messageBytes(), port.messageOffset(), port.messageLength());
    }

    private void onResumedCommand(int channel, byte[] bytes, int offset, int length) {
        onCommand(resumed, bytes, offset, length, resumedTick);
    }

    private boolean isOpen(int session, int tick) {
        return budget(session).allows(tick) && port.wantsCommands();
    }

    @SuppressWarnings("NullAway") // made when the session's player came into the world
    private CommandBudget budget(int session) {
        return budgets[session];
    }
}
