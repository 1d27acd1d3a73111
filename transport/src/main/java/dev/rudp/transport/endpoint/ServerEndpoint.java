package dev.rudp.transport.endpoint;

import dev.rudp.transport.buffer.BufferPool;
import dev.rudp.transport.channel.MessageSink;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.connection.ConnectionContext;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.DropCounters;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.netcode.PacketCodec;
import dev.rudp.transport.wire.LittleEndian;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The server's end of many secure connections. Sans-IO. Owner: the shard thread; not thread-safe.
///
/// Contract: give it every datagram that arrives ([#onDatagram]) and call [#onDeadline] no later
/// than [#nextDeadlineNs()]; queue messages with [#send] and once per tick [#flush] each session;
/// then flush the outbox, for the endpoint only fills it. What happens is told to the
/// [EndpointListener] during these calls.
///
/// A datagram in or out costs the same however many sessions there are, and allocates nothing; a
/// client that connects costs a few objects. Whatever is wrong with a datagram, it is dropped and
/// counted in [#drops()].
public final class ServerEndpoint {
    /// Of one server.
    public static final int MAX_ENDPOINTS = Migration.MAX_ENDPOINTS;

    /// What the sessions together may have waiting, on average: a window of one reliable channel.
    private static final long BUFFER_BYTES_PER_SESSION = 64 << 10;

    private static final long BUFFER_BYTES_MIN = 4 << 20;

    private final EndpointListener listener;
    private final DropCounters drops = new DropCounters();
    private final PacketCodec codec;
    private final int extensions;
    private final int types;
    private final SessionSender sender;
    private final Migration migration;
    private final AddressMap routes;
    private final AddressMap sessionByClientId;
    private final TimerWheel timers;
    private final TimerWheel.Expiry expiry = this::onTimer;
    private final Admission admission;
    private final @Nullable ConnectionContext context;
    private final @Nullable Session[] sessions;
    private final @Nullable Connection[] connections;
    private final FreeIds freeIds;
    private final MessageSink sink = this::onMessage;

    /// Whose payload is being read; that session's connection must not be closed meanwhile.
    private @Nullable Session delivering;

    /// The only endpoint of a server.
    ///
    /// @param random a source fit for keys, such as [java.security.SecureRandom]
    /// @param outbox takes what is sent; its owner flushes it
    /// @param nowNs this moment, the start of the server: tokens that may be older are refused
    public ServerEndpoint(
            ServerEndpointConfig config,
            PacketCipher cipher,
            RandomGenerator random,
            DatagramOutbox outbox,
            EndpointListener listener,
            long nowNs) {
        this(
                config,
                cipher,
                random,
                outbox,
                listener,
                new TokenHistory(config.admission().tokenHistoryEntries()),
                0,
                Siblings.NONE,
                nowNs);
    }

    /// One of several endpoints of a server, each on a thread of its own.
    ///
    /// @param history the same for all of them: a token admits one session, wherever it is shown
    /// @param number which of them it is, 0..[#MAX_ENDPOINTS]-1
    /// @param siblings the same for all of them too: is given what arrives here and is another's
    public ServerEndpoint(
            ServerEndpointConfig config,
            PacketCipher cipher,
            RandomGenerator random,
            DatagramOutbox outbox,
            EndpointListener listener,
            TokenHistory history,
            int number,
            Siblings siblings,
            long nowNs) {
        AdmissionLimits.check("endpoint-number", number, 0, MAX_ENDPOINTS - 1);
        this.listener = listener;
        int maxSessions = config.maxSessions();
        int maxHandshakes = config.admission().maxHandshakes();
        extensions = config.extensions() & Extensions.ALL;
        types = PacketCodec.atServer(extensions);
        codec = new PacketCodec(config.protocolId());
        PacketSender packets = new PacketSender(codec, outbox, 0, 0);
        sender = new SessionSender(packets, maxSessions);
        routes = new AddressMap(maxSessions + maxHandshakes, random);
        sessionByClientId = new AddressMap(maxSessions, random);
        timers = new TimerWheel(maxSessions + maxHandshakes, nowNs);
        admission =
                new Admission(
                        config,
                        cipher,
                        random,
                        codec,
                        packets,
                        routes,
                        timers,
                        maxSessions,
                        new Door(),
                        drops,
                        history,
                        nowNs);
        context = config.connection() == null ? null : context(config.connection(), maxSessions);
        sessions = new @Nullable Session[maxSessions];
        connections = new @Nullable Connection[maxSessions];
        freeIds = new FreeIds(maxSessions);
        migration = new Migration(number, siblings, sender, routes, sessions, random, nowNs);
    }

    /// Takes a datagram from the wire; decrypts it in place.
    public void onDatagram(
            byte[] bytes,
            int offset,
            int length,
            long peerHi,
            long peerLo,
            int peerPort,
            long nowNs) {
        if (length < 1) {
            drops.count(DropReason.TOO_SHORT);
            return;
        }
        if (bytes[offset] == Netcode.REQUEST) {
            int route = routes.find(peerHi, peerLo, peerPort);
            admission.onRequest(bytes, offset, length, route, peerHi, peerLo, peerPort, nowNs);
            return;
        }
        if (bytes[offset] == Extensions.ROUTED && (extensions & Extensions.MIGRATION) != 0) {
            onRouted(bytes, offset, length, peerHi, peerLo, peerPort, nowNs);
            return;
        }
        if (!codec.readHeader(bytes, offset, length, types)) {
            drops.count(codec.reason());
            return;
        }
        int route = routes.find(peerHi, peerLo, peerPort);
        if (route >= 0) {
            onSessionPacket(session(route), bytes, nowNs);
        } else if (Admission.isHandshake(route)) {
            admission.onResponse(bytes, route, nowNs);
        } else {
            drops.count(DropReason.UNKNOWN_PEER);
        }
    }

    /// Does what is due by now: keep-alives, acks and resends that nothing else has carried, and
    /// time-outs.
    public void onDeadline(long nowNs) {
        timers.advance(nowNs, expiry);
    }

    /// Queues a message, which the next [#flush] sends. [SendResult#CLOSED] if the session is gone.
    public SendResult send(int session, int channel, byte[] message, int offset, int length) {
        Connection connection = sessions[session] == null ? null : connections[session];
        return connection == null
                ? SendResult.CLOSED
                : connection.send(channel, message, offset, length);
    }

    /// Sends one payload at once, at an endpoint without channels.
    ///
    /// @param length 1..[Netcode#MAX_PAYLOAD_BYTES]
    public SendResult sendRaw(int session, byte[] payload, int offset, int length, long nowNs) {
        assert context == null : "this endpoint has channels";
        assert length >= 1;
        Session to = sessions[session];
        if (to == null) {
            return SendResult.CLOSED;
        }
        if (length > Netcode.MAX_PAYLOAD_BYTES) {
            return SendResult.TOO_LARGE;
        }
        sender.payload(to, payload, offset, length, nowNs);
        return SendResult.QUEUED;
    }

    /// Puts all that is due for this session into the outbox. Once per tick.
    public void flush(int session, long nowNs) {
        Session to = sessions[session];
        Connection connection = connections[session];
        if (to != null && connection != null) {
            sender.flush(to, connection, nowNs);
            setTimerIfEarlier(to, connection.nextDeadlineNs());
        }
    }

    /// {@return whose address this is; negative for nobody connected}
    public int sessionAt(long peerHi, long peerLo, int peerPort) {
        return routes.find(peerHi, peerLo, peerPort);
    }

    /// Reads ahead what packets to and from these sessions will need, see [Connection#touch]. To be
    /// called for some ten sessions before the first of them is worked on; changes nothing.
    ///
    /// @param group sessions, connected or not
    /// @return means nothing, but must be used
    public long touch(int[] group, int count) {
        return ReadAhead.touch(sessions, connections, group, count);
    }

    /// Says goodbye and ends the session; the listener is told before this returns. No effect if
    /// there is none.
    public void disconnect(int session, long nowNs) {
        Session to = sessions[session];
        if (to == null) {
            return;
        }
        sender.goodbye(to, nowNs);
        end(to, DisconnectReason.CLOSED_HERE);
    }

    /// Says goodbye to everybody.
    public void disconnectAll(long nowNs) {
        for (int session = 0; session < sessions.length; session++) {
            disconnect(session, nowNs);
        }
    }

    /// {@return when to call [#onDeadline] at the latest; [Long#MAX_VALUE]: not by itself}
    public long nextDeadlineNs() {
        return timers.nextDeadlineNs();
    }

    public boolean isConnected(int session) {
        return sessions[session] != null;
    }

    public int sessionCount() {
        return freeIds.used();
    }

    public int maxSessions() {
        return sessions.length;
    }

    /// {@return the connection of a connected session, for its figures}
    public Connection connection(int session) {
        Connection connection = connections[session];
        if (sessions[session] == null || connection == null) {
            throw new IllegalArgumentException("session=" + session + " has no connection");
        }
        return connection;
    }

    /// {@return the address of a connected session's client}
    public PeerAddress peer(int session) {
        Session of = session(session);
        return new PeerAddress(of.peerHi, of.peerLo, of.peerPort);
    }

    /// {@return what was agreed on with this session's client, a set of [Extensions]; none until it
    /// has answered}
    public int extensions(int session) {
        Session of = session(session);
        return of.isAnswered ? of.extensions : Extensions.NONE;
    }

    /// {@return how often a session has followed its client to another address}
    public long migrations() {
        return migration.moves();
    }

    /// {@return datagrams handed to [Siblings]}
    public long forwarded() {
        return migration.forwarded();
    }

    /// {@return how often an address was asked to prove that a session's client is there}
    public long pathProbes() {
        return migration.probes();
    }

    public long clientId(int session) {
        return session(session).clientId;
    }

    public DropCounters drops() {
        return drops;
    }

    /// {@return clients between request and response}
    public int handshakeCount() {
        return admission.handshakeCount();
    }

    /// {@return tokens in the history; a full one refuses new clients}
    public int rememberedTokens() {
        return admission.rememberedTokens();
    }

    /// {@return tokens taken within the tolerated clock skew after their expiry}
    public long tokensPastExpiry() {
        return admission.tokensPastExpiry();
    }

    private static ConnectionContext context(ConnectionConfig config, int maxSessions) {
        long poolBytes = Math.max(BUFFER_BYTES_MIN, maxSessions * BUFFER_BYTES_PER_SESSION);
        return new ConnectionContext(config, new BufferPool(poolBytes));
    }

    /// Takes a datagram that says whose it is: its session is found wherever it comes from.
    private void onRouted(
            byte[] bytes, int offset, int length, long hi, long lo, int port, long nowNs) {
        int at = offset + Extensions.ROUTE_BYTES;
        if (!codec.readHeader(bytes, at, length - Extensions.ROUTE_BYTES, types)) {
            drops.count(codec.reason());
            return;
        }
        long connectionId = LittleEndian.i64(bytes, offset + 1);
        Session session = migration.find(connectionId);
        if (session == null
                && !migration.isOurs(connectionId)
                && migration.forward(connectionId, bytes, offset, length, hi, lo, port)) {
            return;
        }
        if (session == null) {
            drops.count(DropReason.UNKNOWN_CONNECTION);
            return;
        }
        if ((session.types & (1 << codec.type())) == 0) {
            drops.count(DropReason.UNKNOWN_TYPE);
            return;
        }
        if (session.isAt(hi, lo, port)) {
            onSessionPacket(session, bytes, nowNs);
        } else {
            onStray(session, bytes, length, hi, lo, port, nowNs);
        }
    }

    private void onStray(
            Session session,
            byte[] bytes,
            int datagramBytes,
            long hi,
            long lo,
            int port,
            long nowNs) {
        DropReason refused = migration.checkWorthOpening(session, codec.sequence(), nowNs);
        if (refused != null) {
            drops.count(refused);
            return;
        }
        if (!codec.open(bytes, session.receiveKey, session.replay)) {
            drops.count(codec.reason());
            migration.onForged(session, nowNs);
            return;
        }
        if (codec.type() == Netcode.RESPONSE) {
            drops.count(DropReason.WRONG_STATE);
            return;
        }
        if (codec.type() == Extensions.PATH_RESPONSE) {
            session.lastReceivedNs = nowNs;
            onPathResponse(session, LittleEndian.i64(bytes, codec.bodyAt()), hi, lo, port, nowNs);
            return;
        }
        boolean isNewest = codec.sequence() == session.replay.newest();
        migration.onStray(session, hi, lo, port, datagramBytes, isNewest, nowNs);
        onOpened(session, bytes, nowNs);
    }

    /// A NAT that gives another port leaves the path as it is; another host has one of its own (RFC
    /// 9000 §9.4).
    private void onPathResponse(
            Session session, long data, long hi, long lo, int port, long nowNs) {
        boolean isSameHost = session.peerHi == hi && session.peerLo == lo;
        if (!migration.onAnswer(session, data, hi, lo, port, nowNs)) {
            return;
        }
        Connection connection = connections[session.index];
        if (connection != null && !isSameHost) {
            connection.onPathChanged(nowNs);
            setTimerIfEarlier(session, connection.nextDeadlineNs());
        }
        listener.onMigrated(session.index);
    }

    private void onSessionPacket(Session session, byte[] bytes, long nowNs) {
        if (codec.type() == Netcode.RESPONSE) {
            drops.count(DropReason.ADDRESS_CONNECTED);
            return;
        }
        if ((session.types & (1 << codec.type())) == 0) {
            drops.count(DropReason.UNKNOWN_TYPE);
            return;
        }
        long sequence = codec.sequence();
        if (!session.replay.isFresh(sequence)) {
            drops.count(DropReason.REPLAYED);
        } else if (!session.mayOpen(sequence, nowNs)) {
            drops.count(DropReason.FORGERY_BUDGET);
        } else if (!codec.open(bytes, session.receiveKey, session.replay)) {
            drops.count(codec.reason());
            session.onForged(sequence, nowNs);
        } else {
            onOpened(session, bytes, nowNs);
        }
    }

    private void onOpened(Session session, byte[] bytes, long nowNs) {
        int type = codec.type();
        if (type == Netcode.DISCONNECT) {
            end(session, DisconnectReason.CLOSED_BY_PEER);
            return;
        }
        session.confirmed = true;
        session.lastReceivedNs = nowNs;
        if (type == Netcode.PAYLOAD || type == Extensions.CLEAR_PAYLOAD) {
            onPayload(session, bytes, codec.bodyAt(), codec.bodyBytes(), nowNs);
        } else if (type == Extensions.EXTENSIONS) {
            onAnswer(session, bytes, codec.bodyAt());
        }
    }

    private void onAnswer(Session session, byte[] bytes, int body) {
        int accepted = Extensions.set(bytes, body);
        if (session.isAnswered) {
            return;
        }
        if (!Extensions.isVersion(bytes, body) || (accepted & ~session.extensions) != 0) {
            drops.count(DropReason.EXTENSIONS_MALFORMED);
            return;
        }
        session.onAnswer(accepted);
    }

    private void onPayload(Session session, byte[] bytes, int at, int length, long nowNs) {
        Connection connection = connections[session.index];
        if (connection == null) {
            listener.onRawPayload(session.index, bytes, at, length);
            return;
        }
        delivering = session;
        boolean conforming = connection.onPayload(bytes, at, length, nowNs, sink);
        delivering = null;
        if (!conforming) {
            drops.count(DropReason.PAYLOAD_MALFORMED);
        }
        if (sessions[session.index] == session) {
            setTimerIfEarlier(session, connection.nextDeadlineNs());
        } else {
            connection.close();
        }
    }

    private void onMessage(int channel, byte[] bytes, int offset, int length) {
        Session from = delivering;
        if (from != null && sessions[from.index] == from) {
            listener.onMessage(from.index, channel, bytes, offset, length);
        }
    }

    private void onTimer(int timer, long nowNs) {
        if (timer >= sessions.length) {
            admission.onTimer(timer);
            return;
        }
        Session session = session(timer);
        if (session.isTimedOut(nowNs)) {
            end(session, DisconnectReason.TIMED_OUT);
            return;
        }
        Connection connection = connections[timer];
        if (connection != null && connection.nextDeadlineNs() <= nowNs) {
            sender.flush(session, connection, nowNs);
        }
        if (session.isOfferDue(nowNs)) {
            sender.offer(session, nowNs);
        }
        if (session.isKeepAliveDue(nowNs)) {
            sender.keepAlive(session, nowNs);
        }
        long deadlineNs = session.deadlineNs();
        setTimer(
                session,
                connection == null
                        ? deadlineNs
                        : Math.min(deadlineNs, connection.nextDeadlineNs()));
    }

    private void setTimer(Session session, long deadlineNs) {
        session.timerNs = deadlineNs;
        timers.set(session.index, deadlineNs);
    }

    private void setTimerIfEarlier(Session session, long deadlineNs) {
        if (deadlineNs < session.timerNs) {
            setTimer(session, deadlineNs);
        }
    }

    private void end(Session session, DisconnectReason reason) {
        int index = session.index;
        sessions[index] = null;
        timers.cancel(index);
        migration.end(session);
        sessionByClientId.remove(0, session.clientId, 0);
        session.closeKeys();
        freeIds.give(index);
        Connection connection = connections[index];
        if (connection != null && delivering != session) {
            connection.close();
        }
        listener.onDisconnected(index, reason);
    }

    private Session session(int index) {
        Session session = sessions[index];
        if (session == null) {
            throw new IllegalArgumentException("session=" + index + " is not connected");
        }
        return session;
    }

    private void offer(Session session, int granted, long nowNs) {
        int offered = granted & extensions;
        if (offered != Extensions.NONE) {
            boolean migrates = (offered & Extensions.MIGRATION) != 0;
            session.offer(offered, migrates ? migration.newConnectionId(session.index) : 0, nowNs);
            sender.offer(session, nowNs);
        }
    }

    /// Where clients come in from [Admission].
    private final class Door implements Admission.Sessions {
        @Override
        public boolean isFull() {
            return freeIds.isEmpty();
        }

        @Override
        public boolean isClientConnected(long clientId) {
            return sessionByClientId.find(0, clientId, 0) != AddressMap.NONE;
        }

        @Override
        public void admit(Handshake handshake, long nowNs) {
            int index = freeIds.take();
            Session session = new Session(index, handshake, nowNs);
            sessions[index] = session;
            boolean mapped =
                    routes.put(session.peerHi, session.peerLo, session.peerPort, index)
                            && sessionByClientId.put(0, session.clientId, 0, index);
            assert mapped : "the maps have room for all sessions";
            if (context != null) {
                Connection connection = connections[index];
                if (connection == null) {
                    connection = new Connection(context);
                    connections[index] = connection;
                }
                connection.reset(nowNs);
            }
            sender.keepAlive(session, nowNs);
            offer(session, Extensions.granted(handshake.token().userData), nowNs);
            setTimer(session, session.deadlineNs());
            listener.onConnected(index, session.clientId, handshake.token().userData, 0);
        }
    }
}
