package dev.rudp.transport.endpoint;

import dev.rudp.transport.netcode.DropReason;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Lets sessions follow their clients to other addresses, after RFC 9000 §9, and nobody else lead
/// them there.
///
/// ```
///            newest packet, authentic, from elsewhere
///  settled ──────────────────────────────────────────▶ probing ──┐ challenge to the new address,
///     ▲ ▲                                               │   │ ◀──┘ ≤ 3 × what came from there
///     │ └────────── 3 s without a right answer ─────────┘   │
///     └──────── the right answer, from that address ────────┘ the session moves
/// ```
///
/// Whatever is authentic is delivered wherever it comes from; what is sent goes to the proven
/// address until another is proven. Only a packet newer than all before it starts a probe, so that
/// one held back on the old path does not. Owner: the endpoint's thread; allocates one [PathProbe]
/// per session that ever moves.
final class Migration {
    /// What may fail to open per second for all sessions together; only who knows a session's
    /// connection id can make us pay.
    static final int STRAYS_PER_SECOND = 20_000;

    /// A session that does not migrate and was heard this recently is at its address.
    private static final long HEARD_NS = 1_000_000_000L;

    static final int MAX_ENDPOINTS = 64;

    private static final int INDEX_BITS = 16;
    private static final int ENDPOINT_BITS = 6;

    private final int number;
    private final Siblings siblings;
    private final SessionSender sender;
    private final AddressMap routes;
    private final @Nullable Session[] sessions;
    private final RandomGenerator random;
    private final RequestBudget budget;
    private long forwarded;
    private long probes;
    private long moves;

    /// @param number which endpoint of its server this is
    Migration(
            int number,
            Siblings siblings,
            SessionSender sender,
            AddressMap routes,
            @Nullable Session[] sessions,
            RandomGenerator random,
            long nowNs) {
        this.number = number;
        this.siblings = siblings;
        this.sender = sender;
        this.routes = routes;
        this.sessions = sessions;
        this.random = random;
        this.budget = new RequestBudget(STRAYS_PER_SECOND, nowNs);
    }

    /// {@return an id that leads to this session without a search and that nobody can guess: 42
    /// random bits, the endpoint and the session}
    long newConnectionId(int session) {
        long secret = 0;
        while (secret == 0) {
            secret = random.nextLong() << (ENDPOINT_BITS + INDEX_BITS);
        }
        long connectionId = secret | ((long) number << INDEX_BITS) | session;
        siblings.set(number, session, connectionId);
        return connectionId;
    }

    /// {@return whether the session with this id, if there is one, is of this endpoint}
    boolean isOurs(long connectionId) {
        return endpoint(connectionId) == number;
    }

    /// Hands a datagram to the endpoint whose session it is for.
    ///
    /// @return false if there is none
    boolean forward(
            long connectionId, byte[] bytes, int offset, int length, long hi, long lo, int port) {
        int endpoint = endpoint(connectionId);
        if (!siblings.have(endpoint, index(connectionId), connectionId)) {
            return false;
        }
        siblings.forward(endpoint, bytes, offset, length, hi, lo, port);
        forwarded++;
        return true;
    }

    /// {@return whose id this is, or null}
    @Nullable Session find(long connectionId) {
        int index = index(connectionId);
        Session session = index < sessions.length ? sessions[index] : null;
        // 0 is what sessions without an id have.
        return session != null && connectionId != 0 && session.connectionId == connectionId
                ? session
                : null;
    }

    /// A packet for the session, not yet opened, came from an address that is not its own.
    ///
    /// @return why it is not worth a decryption, or null
    @Nullable DropReason checkWorthOpening(Session session, long sequence, long nowNs) {
        if (!session.replay.isFresh(sequence)) {
            return DropReason.REPLAYED;
        }
        return session.mayOpenStray(nowNs) && budget.isLeft(nowNs)
                ? null
                : DropReason.MIGRATION_BUDGET;
    }

    /// Such a packet did not open.
    void onForged(Session session, long nowNs) {
        session.onForgedStray(nowNs);
        budget.take(nowNs);
    }

    /// A packet of the session, authentic, came from an address that is not its own.
    ///
    /// @param isNewest whether no later packet of the session has arrived
    void onStray(
            Session session,
            long hi,
            long lo,
            int port,
            int datagramBytes,
            boolean isNewest,
            long nowNs) {
        PathProbe probe = session.probe;
        if (probe == null) {
            probe = new PathProbe();
            session.probe = probe;
        } else if (probe.isOf(hi, lo, port, nowNs)) {
            challengeIfDue(session, probe, datagramBytes, nowNs);
            return;
        } else if (!probe.mayGiveWay(nowNs)) {
            return;
        }
        if (isNewest) {
            probe.start(hi, lo, port, random.nextLong(), nowNs);
            probes++;
            challengeIfDue(session, probe, datagramBytes, nowNs);
        }
    }

    /// The session's client has sent this answer from that address, which is not its own.
    ///
    /// @return whether the session has moved there
    boolean onAnswer(Session session, long data, long hi, long lo, int port, long nowNs) {
        PathProbe probe = session.probe;
        if (probe == null
                || !probe.isOf(hi, lo, port, nowNs)
                || probe.data != data
                || isHeldByAnother(hi, lo, port, nowNs)) {
            return false;
        }
        leave(session);
        session.peerHi = hi;
        session.peerLo = lo;
        session.peerPort = port;
        boolean mapped = routes.put(hi, lo, port, session.index);
        assert mapped : "a session has one route at most";
        probe.close();
        moves++;
        return true;
    }

    /// The session ends.
    void end(Session session) {
        leave(session);
        siblings.set(number, session.index, 0);
    }

    /// Takes the session's address out of the map, unless another session has moved there since.
    private void leave(Session session) {
        if (routes.find(session.peerHi, session.peerLo, session.peerPort) == session.index) {
            routes.remove(session.peerHi, session.peerLo, session.peerPort);
        }
    }

    /// {@return datagrams handed to another endpoint}
    long forwarded() {
        return forwarded;
    }

    /// {@return addresses that were challenged}
    long probes() {
        return probes;
    }

    /// {@return sessions that have moved}
    long moves() {
        return moves;
    }

    private static int endpoint(long connectionId) {
        return (int) (connectionId >>> INDEX_BITS) & (MAX_ENDPOINTS - 1);
    }

    private static int index(long connectionId) {
        return (int) connectionId & ((1 << INDEX_BITS) - 1);
    }

    private void challengeIfDue(Session session, PathProbe probe, int datagramBytes, long nowNs) {
        if (probe.onReceived(datagramBytes, nowNs)) {
            sender.challenge(session, probe);
        }
    }

    /// When a NAT starts anew, it may give the address of one session to another. The former is
    /// found by its connection id wherever it is; one that does not migrate cannot have moved while
    /// it is heard.
    private boolean isHeldByAnother(long hi, long lo, int port, long nowNs) {
        int holder = routes.find(hi, lo, port);
        Session session = holder < 0 ? null : sessions[holder];
        return session != null && !session.migrates() && nowNs - session.lastReceivedNs < HEARD_NS;
    }
}
