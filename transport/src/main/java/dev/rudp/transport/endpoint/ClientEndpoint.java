package dev.rudp.transport.endpoint;

import dev.rudp.transport.channel.MessageSink;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.connection.ConnectionContext;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.DropCounters;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.wire.LittleEndian;
import org.jspecify.annotations.Nullable;

/// A client's end of one secure connection. Sans-IO. Owner: the client's thread; not thread-safe.
///
/// Contract: [#connect] with a token; give it every datagram that arrives for its local address,
/// and call [#onDeadline] no later than [#nextDeadlineNs()]; queue messages with [#send] and once
/// per tick [#flush]; then flush the outbox, for the endpoint only fills it. What happens is told
/// to the [ClientListener] during these calls.
///
/// If a token names several servers, they are tried in turn.
public final class ClientEndpoint {
    /// What [#nextDeadlineNs()] returns when time alone changes nothing.
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    private final ClientEndpointConfig config;
    private final PacketCipher cipher;
    private final DatagramOutbox outbox;
    private final ClientListener listener;
    private final DropCounters drops = new DropCounters();
    private final @Nullable Connection connection;
    private final MessageSink sink = this::onMessage;

    private ClientState state = ClientState.DISCONNECTED;
    private @Nullable DisconnectReason disconnectReason;

    /// Non-null while not disconnected.
    private @Nullable ServerLink link;

    private boolean delivering;

    public ClientEndpoint(
            ClientEndpointConfig config,
            PacketCipher cipher,
            DatagramOutbox outbox,
            ClientListener listener) {
        this(
                config,
                cipher,
                outbox,
                listener,
                config.connection() == null ? null : new Connection(config.connection()));
    }

    /// One of many clients of a thread, such as bots.
    ///
    /// @param context what their connections share; in place of `config.connection()`
    public ClientEndpoint(
            ClientEndpointConfig config,
            PacketCipher cipher,
            DatagramOutbox outbox,
            ClientListener listener,
            ConnectionContext context) {
        this(config, cipher, outbox, listener, new Connection(context));
    }

    private ClientEndpoint(
            ClientEndpointConfig config,
            PacketCipher cipher,
            DatagramOutbox outbox,
            ClientListener listener,
            @Nullable Connection connection) {
        this.config = config;
        this.cipher = cipher;
        this.outbox = outbox;
        this.listener = listener;
        this.connection = connection;
    }

    /// Starts to connect; the first request goes out now.
    ///
    /// @param token used by nobody else, and only once
    public void connect(ConnectToken token, long nowNs) {
        if (link != null) {
            throw new IllegalStateException("state=" + state + ": disconnect first");
        }
        disconnectReason = null;
        link = new ServerLink(token, config, cipher, outbox, nowNs);
        request(link, nowNs);
    }

    /// Takes a datagram from the server; decrypts it in place.
    public void onDatagram(byte[] bytes, int offset, int length, long nowNs) {
        ServerLink at = link;
        if (at == null) {
            drops.count(DropReason.UNKNOWN_PEER);
            return;
        }
        if (!at.codec.readHeader(bytes, offset, length, at.types)
                || !at.codec.open(bytes, at.receiveKey, at.replay)) {
            drops.count(at.codec.reason());
            return;
        }
        boolean expected =
                switch (state) {
                    case DISCONNECTED -> false;
                    case REQUESTING -> onPacketWhileRequesting(at, bytes, nowNs);
                    case RESPONDING -> onPacketWhileResponding(at, bytes, nowNs);
                    case CONNECTED -> onPacketWhileConnected(at, bytes, nowNs);
                };
        if (!expected) {
            drops.count(DropReason.WRONG_STATE);
        }
    }

    /// Does what is due by now: requests and responses, keep-alives, acks and resends, time-outs.
    public void onDeadline(long nowNs) {
        ServerLink at = link;
        if (at == null) {
            return;
        }
        if (state != ClientState.CONNECTED && nowNs >= at.expiryNs) {
            end(at, DisconnectReason.TOKEN_EXPIRED);
            return;
        }
        if (nowNs >= at.timeoutAtNs()) {
            onTimeout(at, nowNs);
            return;
        }
        if (state == ClientState.CONNECTED && connection != null) {
            if (connection.nextDeadlineNs() <= nowNs) {
                flush(at, connection, nowNs);
            }
        }
        if (nowNs - at.lastSentNs >= Netcode.SEND_INTERVAL_NS) {
            switch (state) {
                case DISCONNECTED -> {}
                case REQUESTING -> at.sendRequest(nowNs);
                case RESPONDING -> at.sendResponse(nowNs);
                case CONNECTED -> at.sendKeepAlive(nowNs);
            }
        }
    }

    /// Queues a message, which the next [#flush] sends. [SendResult#CLOSED] unless connected.
    public SendResult send(int channel, byte[] message, int offset, int length) {
        return connection == null || state != ClientState.CONNECTED
                ? SendResult.CLOSED
                : connection.send(channel, message, offset, length);
    }

    /// Sends one payload at once, at an endpoint without channels.
    ///
    /// @param length 1..[Netcode#MAX_PAYLOAD_BYTES]
    public SendResult sendRaw(byte[] payload, int offset, int length, long nowNs) {
        assert connection == null : "this endpoint has channels";
        assert length >= 1;
        ServerLink at = link;
        if (at == null || state != ClientState.CONNECTED) {
            return SendResult.CLOSED;
        }
        if (length > Netcode.MAX_PAYLOAD_BYTES) {
            return SendResult.TOO_LARGE;
        }
        int body = at.beginPayload();
        System.arraycopy(payload, offset, at.sender.bytes(), body, length);
        at.finish(length, nowNs);
        return SendResult.QUEUED;
    }

    /// Puts all that is due into the outbox. Once per tick.
    public void flush(long nowNs) {
        ServerLink at = link;
        if (at != null && connection != null && state == ClientState.CONNECTED) {
            flush(at, connection, nowNs);
        }
    }

    /// Says goodbye, if connected, and ends the connection or the attempt; the listener is told
    /// before this returns. No effect when disconnected.
    public void disconnect(long nowNs) {
        ServerLink at = link;
        if (at == null) {
            return;
        }
        if (state == ClientState.CONNECTED) {
            at.sendDisconnect(nowNs);
        }
        end(at, DisconnectReason.CLOSED_HERE);
    }

    /// From now on datagrams leave from another local address: another network, or another socket.
    /// The server follows as soon as it hears from there, which it does at once if connected.
    ///
    /// @param localHi as in [ClientEndpointConfig]; both halves 0: the kernel chooses
    /// @return whether the server will follow, because migration was agreed on
    public boolean rebind(long localHi, long localLo, long nowNs) {
        ServerLink at = link;
        if (at == null) {
            return false;
        }
        at.sender.local(localHi, localLo);
        if (state == ClientState.CONNECTED) {
            at.sendKeepAlive(nowNs);
        }
        return (at.extensions & Extensions.MIGRATION) != 0;
    }

    /// {@return what was agreed on with the server, a set of [Extensions]}
    public int extensions() {
        ServerLink at = link;
        return at == null ? Extensions.NONE : at.extensions;
    }

    /// {@return when to call [#onDeadline] at the latest}
    public long nextDeadlineNs() {
        ServerLink at = link;
        if (at == null) {
            return NO_DEADLINE;
        }
        long deadlineNs = Math.min(at.timeoutAtNs(), at.lastSentNs + Netcode.SEND_INTERVAL_NS);
        if (state != ClientState.CONNECTED) {
            return Math.min(deadlineNs, at.expiryNs);
        }
        return connection == null ? deadlineNs : Math.min(deadlineNs, connection.nextDeadlineNs());
    }

    public ClientState state() {
        return state;
    }

    /// {@return why the last connection or attempt ended; null before the first has}
    public @Nullable DisconnectReason disconnectReason() {
        return disconnectReason;
    }

    /// {@return the connection, for its figures}
    public Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("this endpoint has no channels");
        }
        return connection;
    }

    /// {@return the highest packet sequence that the server has used towards us, 0 while
    /// disconnected}: the server numbers every packet, so this and the count of those that arrived
    /// tell how many were lost on the way here
    public long newestReceivedSequence() {
        ServerLink at = link;
        return at == null ? 0 : at.replay.newest();
    }

    /// Reads ahead what the next packets in and out will need, see [Connection#touch].
    ///
    /// @param step 0, 1, 2: first for all of a group, then the next
    /// @return means nothing, but must be used
    public long touch(int step) {
        ServerLink at = link;
        Connection over = connection;
        if (at == null || over == null) {
            return 0;
        }
        return switch (step) {
            case 0 -> at.nextSequence + over.touchFirst();
            case 1 -> at.touch() + over.touch();
            default -> over.touchFurther();
        };
    }

    public DropCounters drops() {
        return drops;
    }

    private boolean onPacketWhileRequesting(ServerLink at, byte[] bytes, long nowNs) {
        return switch (at.codec.type()) {
            case Netcode.CHALLENGE -> {
                System.arraycopy(
                        bytes, at.codec.bodyAt(), at.challenge, 0, Netcode.CHALLENGE_BODY_BYTES);
                state = ClientState.RESPONDING;
                at.lastReceivedNs = nowNs;
                at.sendResponse(nowNs);
                yield true;
            }
            case Netcode.DENIED -> {
                nextServer(at, DisconnectReason.DENIED, nowNs);
                yield true;
            }
            default -> false;
        };
    }

    private boolean onPacketWhileResponding(ServerLink at, byte[] bytes, long nowNs) {
        return switch (at.codec.type()) {
            case Netcode.KEEP_ALIVE -> {
                state = ClientState.CONNECTED;
                at.lastReceivedNs = nowNs;
                if (connection != null) {
                    connection.reset(nowNs);
                }
                int body = at.codec.bodyAt();
                listener.onConnected(
                        LittleEndian.i32(bytes, body), LittleEndian.i32(bytes, body + 4));
                yield true;
            }
            // A second request was on its way when the first was answered.
            case Netcode.CHALLENGE -> true;
            case Netcode.DENIED -> {
                nextServer(at, DisconnectReason.DENIED, nowNs);
                yield true;
            }
            default -> false;
        };
    }

    private boolean onPacketWhileConnected(ServerLink at, byte[] bytes, long nowNs) {
        return switch (at.codec.type()) {
            case Netcode.PAYLOAD, Extensions.CLEAR_PAYLOAD -> {
                at.lastReceivedNs = nowNs;
                onPayload(bytes, at.codec.bodyAt(), at.codec.bodyBytes(), nowNs);
                yield true;
            }
            case Netcode.KEEP_ALIVE -> {
                at.lastReceivedNs = nowNs;
                yield true;
            }
            case Extensions.EXTENSIONS -> {
                at.lastReceivedNs = nowNs;
                yield at.onOffer(bytes, at.codec.bodyAt(), nowNs);
            }
            case Extensions.PATH_CHALLENGE -> {
                at.lastReceivedNs = nowNs;
                at.sendPathResponse(LittleEndian.i64(bytes, at.codec.bodyAt()), nowNs);
                yield true;
            }
            case Netcode.DISCONNECT -> {
                end(at, DisconnectReason.CLOSED_BY_PEER);
                yield true;
            }
            default -> false;
        };
    }

    private void onPayload(byte[] bytes, int offset, int length, long nowNs) {
        if (connection == null) {
            listener.onRawPayload(bytes, offset, length);
            return;
        }
        delivering = true;
        boolean conforming = connection.onPayload(bytes, offset, length, nowNs, sink);
        delivering = false;
        if (!conforming) {
            drops.count(DropReason.PAYLOAD_MALFORMED);
        }
        if (link == null) {
            connection.close();
        }
    }

    private void onMessage(int channel, byte[] bytes, int offset, int length) {
        if (state == ClientState.CONNECTED) {
            listener.onMessage(channel, bytes, offset, length);
        }
    }

    private void onTimeout(ServerLink at, long nowNs) {
        switch (state) {
            case DISCONNECTED -> {}
            case REQUESTING -> nextServer(at, DisconnectReason.REQUEST_TIMED_OUT, nowNs);
            case RESPONDING -> nextServer(at, DisconnectReason.RESPONSE_TIMED_OUT, nowNs);
            case CONNECTED -> end(at, DisconnectReason.TIMED_OUT);
        }
    }

    private void nextServer(ServerLink at, DisconnectReason otherwise, long nowNs) {
        if (at.hasNextServer()) {
            at.toNextServer();
            request(at, nowNs);
        } else {
            end(at, otherwise);
        }
    }

    private void request(ServerLink at, long nowNs) {
        state = ClientState.REQUESTING;
        at.lastReceivedNs = nowNs;
        at.sendRequest(nowNs);
    }

    private void flush(ServerLink at, Connection from, long nowNs) {
        do {
            int body = at.beginPayload();
            int length = from.pollPayload(at.sender.bytes(), body, nowNs);
            if (length == 0) {
                return;
            }
            at.finish(length, nowNs);
        } while (from.isDue(nowNs));
    }

    private void end(ServerLink at, DisconnectReason reason) {
        link = null;
        state = ClientState.DISCONNECTED;
        disconnectReason = reason;
        at.closeKeys();
        if (connection != null && !delivering) {
            connection.close();
        }
        listener.onDisconnected(reason);
    }
}
