package dev.rudp.client.session;

import dev.rudp.engine.input.InputHistory;
import dev.rudp.engine.input.InputMessage;
import dev.rudp.engine.join.Welcome;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.engine.snapshot.DecodeResult;
import dev.rudp.engine.snapshot.DecodedTicks;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.engine.snapshot.SnapshotHeader;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.endpoint.ClientEndpoint;
import dev.rudp.transport.endpoint.ClientEndpointConfig;
import dev.rudp.transport.endpoint.ClientListener;
import dev.rudp.transport.endpoint.DisconnectReason;
import dev.rudp.transport.netcode.ConnectToken;
import org.jspecify.annotations.Nullable;

/// One player's session with a world, from token to goodbye. Sans-IO. Owner: one thread; not
/// thread-safe. Allocates nothing while playing.
///
/// Contract: [#connect]; give it every datagram that arrives for it ([#onDatagram]); call
/// [#onDeadline] no later than [#nextDeadlineNs()]; while [SessionState#PLAYING] call [#input] once
/// per tick; flush the outbox after any of these. Every input message repeats the inputs that the
/// server has not processed (at most [InputMessage#MAX_INPUTS]) and says which snapshot was decoded
/// last, so nothing is lost with a datagram.
public final class ClientSession {
    /// How long the world may take to say welcome.
    public static final long WELCOME_TIMEOUT_NS = 10_000_000_000L;

    private static final int SEQUENCE_MASK = InputHistory.CAPACITY - 1;

    private final SessionConfig config;
    private final SessionListener listener;
    private final ClientEndpoint endpoint;
    private final SessionCounters counters = new SessionCounters();
    private final SnapshotHeader header = new SnapshotHeader();
    private final InputMessage message = new InputMessage();
    private final byte[] messageBytes = new byte[InputMessage.MAX_BYTES];
    private final long[] intendedNs = new long[InputHistory.CAPACITY];

    private InputHistory inputs = new InputHistory();
    private SessionState state = SessionState.IDLE;
    private @Nullable Welcome welcome;
    private @Nullable SnapshotDecoder decoder;
    private @Nullable EndReason endReason;

    /// Why this side hangs up, when it is not because its owner asked.
    private @Nullable EndReason objection;

    /// What a session that does not decode says it did.
    private final DecodedTicks taken = new DecodedTicks();

    private int newestTick;
    private long welcomeDueNs;

    /// The time of the call in progress, for what the endpoint tells during it.
    private long nowNs;

    public ClientSession(
            SessionConfig config,
            PacketCipher cipher,
            DatagramOutbox outbox,
            SessionListener listener) {
        this.config = config;
        this.listener = listener;
        ClientEndpointConfig endpointConfig =
                new ClientEndpointConfig(
                        config.localHi(),
                        config.localLo(),
                        ConnectionConfig.of(WorldChannels.specs()),
                        config.extensions());
        this.endpoint = new ClientEndpoint(endpointConfig, cipher, outbox, new Events());
    }

    /// Starts over with a fresh token.
    public void connect(ConnectToken token, long nowNs) {
        if (state != SessionState.IDLE) {
            throw new IllegalStateException("session.state=" + state + ": close it first");
        }
        counters.clear();
        inputs = new InputHistory();
        welcome = null;
        decoder = null;
        endReason = null;
        objection = null;
        newestTick = 0;
        taken.clear();
        state = SessionState.CONNECTING;
        endpoint.connect(token, nowNs);
    }

    /// Takes a datagram that arrived for this session; it is decrypted in place.
    public void onDatagram(byte[] bytes, int offset, int length, long nowNs) {
        this.nowNs = nowNs;
        endpoint.onDatagram(bytes, offset, length, nowNs);
        hangUpOnObjection(nowNs);
    }

    /// Does what is due by now: requests, keep-alives, acks, resends, time-outs.
    public void onDeadline(long nowNs) {
        this.nowNs = nowNs;
        endpoint.onDeadline(nowNs);
        if (state == SessionState.JOINING && nowNs - welcomeDueNs >= 0) {
            objection = EndReason.NO_WELCOME;
            hangUpOnObjection(nowNs);
        }
    }

    /// Sends the input of the next tick.
    ///
    /// @param intendedNs when it should have been sent: what round trips are measured from
    /// @return its sequence, from 1, or 0 when not [SessionState#PLAYING]
    public int input(long word, long intendedNs, long nowNs) {
        if (state != SessionState.PLAYING) {
            return 0;
        }
        this.nowNs = nowNs;
        int sequence = inputs.add(word);
        this.intendedNs[sequence & SEQUENCE_MASK] = intendedNs;
        message.clear();
        if (decoder == null) {
            message.decoded(taken.newest(), taken.missing());
        } else {
            message.decoded(decoder.decodedTick(), decoder.missing());
        }
        message.checksumWanted(config.checksums());
        inputs.fill(message);
        int length = message.encode(messageBytes, 0, messageBytes.length);
        SendResult result = endpoint.send(WorldChannels.STATE, messageBytes, 0, length);
        if (result == SendResult.QUEUED) {
            counters.inputsSent++;
        } else {
            counters.inputsUnsent++;
        }
        endpoint.flush(nowNs);
        return sequence;
    }

    /// Gives the game a command, which arrives once and in order; it leaves with the next input.
    ///
    /// @param length 1..[dev.rudp.engine.message.Messages#MAX_BYTES]
    /// @return false when it was not taken: not [SessionState#PLAYING], or too many wait for the
    ///   server already
    public boolean command(byte[] bytes, int offset, int length) {
        return state == SessionState.PLAYING
                && endpoint.send(WorldChannels.GAME, bytes, offset, length) == SendResult.QUEUED;
    }

    /// From now on datagrams leave from another local address, see [ClientEndpoint#rebind].
    ///
    /// @return whether the server will follow
    public boolean rebind(long localHi, long localLo, long nowNs) {
        this.nowNs = nowNs;
        return endpoint.rebind(localHi, localLo, nowNs);
    }

    /// Says goodbye and ends the session; no effect when it is over.
    public void close(long nowNs) {
        this.nowNs = nowNs;
        endpoint.disconnect(nowNs);
    }

    /// {@return when to call [#onDeadline] at the latest}
    public long nextDeadlineNs() {
        long deadlineNs = endpoint.nextDeadlineNs();
        return state == SessionState.JOINING ? Math.min(deadlineNs, welcomeDueNs) : deadlineNs;
    }

    public SessionState state() {
        return state;
    }

    /// {@return why the last session ended, null while there is one or before the first}
    public @Nullable EndReason endReason() {
        return endReason;
    }

    /// {@return what the world said first; only once [SessionState#PLAYING]}
    public Welcome welcome() {
        if (welcome == null) {
            throw new IllegalStateException("session.state=" + state + ": no welcome yet");
        }
        return welcome;
    }

    /// {@return the views of the world; only once [SessionState#PLAYING], of a session that
    /// decodes}
    public SnapshotDecoder snapshots() {
        if (decoder == null) {
            throw new IllegalStateException(
                    "session.state=" + state + " decodes=" + config.decodes() + ": no snapshots");
        }
        return decoder;
    }

    /// {@return the tick of the newest snapshot taken, 0 before the first}
    public int newestTick() {
        return newestTick;
    }

    /// {@return the inputs since [#connect]: what a predicting client replays}
    public InputHistory inputs() {
        return inputs;
    }

    /// {@return the connection, for its round trip, jitter and loss}
    public Connection connection() {
        return endpoint.connection();
    }

    public ClientEndpoint endpoint() {
        return endpoint;
    }

    public SessionCounters counters() {
        return counters;
    }

    private void hangUpOnObjection(long nowNs) {
        if (objection != null && state != SessionState.IDLE) {
            endpoint.disconnect(nowNs);
        }
    }

    private void onControl(byte[] bytes, int offset, int length) {
        if (length < 1 || bytes[offset] != Welcome.KIND || state != SessionState.JOINING) {
            counters.unexpectedMessages++;
            return;
        }
        Welcome read = Welcome.decode(bytes, offset, length);
        if (read == null) {
            objection = EndReason.BAD_WELCOME;
        } else if (read.schemaHash() != config.schema().hash()) {
            objection = EndReason.OTHER_SCHEMA;
        } else {
            welcome = read;
            if (config.decodes()) {
                decoder = new SnapshotDecoder(config.schema(), read.maxVisible(), read.tickHz());
            }
            state = SessionState.PLAYING;
            listener.onWelcome(read);
        }
    }

    private void onGameMessage(int channel, byte[] bytes, int offset, int length) {
        if (state != SessionState.PLAYING || length == 0) {
            counters.unexpectedMessages++;
        } else if (channel == WorldChannels.GAME) {
            listener.onMessage(bytes, offset, length);
        } else {
            listener.onNews(bytes, offset, length);
        }
    }

    private void onSnapshot(byte[] bytes, int offset, int length) {
        if (state != SessionState.PLAYING) {
            counters.unexpectedMessages++;
            return;
        }
        if (!header.read(bytes, offset, length)) {
            counters.refusedSnapshots++;
            return;
        }
        if (header.tick() <= newestTick) {
            counters.staleSnapshots++;
            return;
        }
        if (decoder != null && !decode(decoder, bytes, offset, length)) {
            return;
        }
        counters.snapshots++;
        newestTick = header.tick();
        taken.add(newestTick);
        int before = inputs.processed();
        inputs.onProcessed(header.lastInputSequence());
        for (int sequence = before + 1; sequence <= inputs.processed(); sequence++) {
            listener.onInputEffect(sequence, nowNs - intendedNs[sequence & SEQUENCE_MASK]);
        }
        listener.onSnapshot(newestTick, header.inputQueueDepth(), nowNs);
    }

    private boolean decode(SnapshotDecoder into, byte[] bytes, int offset, int length) {
        DecodeResult result = into.decode(bytes, offset, length);
        switch (result) {
            case DECODED -> {
                counters.checkedSnapshots += header.hasChecksum() ? 1 : 0;
                return true;
            }
            case MISMATCH -> counters.mismatchedSnapshots++;
            case STALE -> counters.staleSnapshots++;
            case NEEDS_BASELINE, MALFORMED -> counters.refusedSnapshots++;
        }
        return false;
    }

    /// What the endpoint tells.
    private final class Events implements ClientListener {
        @Override
        public void onConnected(int session, int maxSessions) {
            state = SessionState.JOINING;
            welcomeDueNs = nowNs + WELCOME_TIMEOUT_NS;
        }

        @Override
        public void onMessage(int channel, byte[] bytes, int offset, int length) {
            if (objection != null) {
                return;
            }
            switch (channel) {
                case WorldChannels.STATE -> onSnapshot(bytes, offset, length);
                case WorldChannels.CONTROL -> onControl(bytes, offset, length);
                default -> onGameMessage(channel, bytes, offset, length);
            }
        }

        @Override
        public void onDisconnected(DisconnectReason reason) {
            state = SessionState.IDLE;
            endReason = objection != null ? objection : EndReason.of(reason);
            listener.onEnd(endReason);
        }
    }
}
