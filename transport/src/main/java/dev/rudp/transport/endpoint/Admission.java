package dev.rudp.transport.endpoint;

import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketKey;
import dev.rudp.transport.crypto.XChaCha20Poly1305;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ChallengeTokens;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.DropCounters;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.netcode.Netcode;
import dev.rudp.transport.netcode.PacketCodec;
import dev.rudp.transport.netcode.PrivateToken;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The way into a server: requests are answered with a challenge, and right responses with a
/// session. The checks stand in the order of the standard, which is that of their cost; whatever
/// fails one is dropped without an answer, and no answer is longer than what it answers.
///
/// Owner: the endpoint's thread. Allocates per handshake, not per repeated request.
final class Admission {
    /// Where a handshake that has succeeded goes, and what is asked about sessions.
    interface Sessions {
        boolean isFull();

        boolean isClientConnected(long clientId);

        void admit(Handshake handshake, long nowNs);
    }

    private static final long SECOND_NS = 1_000_000_000L;

    private final ServerEndpointConfig config;
    private final AdmissionLimits limits;
    private final List<PeerAddress> publicAddresses;
    private final long earliestExpireS;
    private final PacketCipher cipher;
    private final XChaCha20Poly1305 tokenCipher;
    private final ChallengeTokens challenges;
    private final PacketCodec codec;
    private final PacketSender sender;
    private final AddressMap routes;
    private final TimerWheel timers;
    private final int firstTimer;
    private final Sessions sessions;
    private final DropCounters drops;
    private final TokenHistory history;
    private final RequestBudget budget;
    private final FreeIds freeIds;
    private final @Nullable Handshake[] handshakes;

    /// For packets outside of sessions, whose keys they share. Sessions count from 0, so this
    /// starts beyond them, and somewhere else at each start.
    private long globalSequence;

    private long tokensPastExpiry;

    /// @param firstTimer the timers from here on are the handshakes'
    Admission(
            ServerEndpointConfig config,
            PacketCipher cipher,
            RandomGenerator random,
            PacketCodec codec,
            PacketSender sender,
            AddressMap routes,
            TimerWheel timers,
            int firstTimer,
            Sessions sessions,
            DropCounters drops,
            TokenHistory history,
            long nowNs) {
        this.config = config;
        this.limits = config.admission();
        this.publicAddresses = config.publicAddresses();
        this.earliestExpireS = epochSeconds(nowNs) + limits.longestTokenLifeSeconds();
        this.cipher = cipher;
        this.tokenCipher = new XChaCha20Poly1305(cipher, config.privateKey());
        this.challenges = new ChallengeTokens(cipher, random);
        this.codec = codec;
        this.sender = sender;
        this.routes = routes;
        this.timers = timers;
        this.firstTimer = firstTimer;
        this.sessions = sessions;
        this.drops = drops;
        this.history = history;
        this.budget = new RequestBudget(limits.requestsPerSecond(), nowNs);
        this.freeIds = new FreeIds(limits.maxHandshakes());
        this.handshakes = new @Nullable Handshake[limits.maxHandshakes()];
        this.globalSequence = Long.MIN_VALUE | (random.nextLong() >>> 2);
    }

    /// Takes a datagram that begins like a request.
    ///
    /// @param route what [AddressMap] says about the sender
    void onRequest(
            byte[] bytes,
            int offset,
            int length,
            int route,
            long hi,
            long lo,
            int port,
            long nowNs) {
        long nowS = epochSeconds(nowNs);
        DropReason refused = checkPublicFields(bytes, offset, length, nowS);
        if (refused != null) {
            drops.count(refused);
            return;
        }
        long tagHi = ConnectionRequest.tagHi(bytes, offset);
        long tagLo = ConnectionRequest.tagLo(bytes, offset);
        if (isHandshake(route)) {
            Handshake pending = handshake(route);
            if (pending.tagHi() == tagHi && pending.tagLo() == tagLo) {
                // Its token was opened before. What else it holds does not matter: the answer is
                // the same, and no longer than the question.
                challenge(pending);
                return;
            }
        }
        if (!budget.tryTake(nowNs)) {
            drops.count(DropReason.REQUEST_BUDGET);
            return;
        }
        long expireS = ConnectionRequest.expireEpochSeconds(bytes, offset);
        int tokenAt = ConnectionRequest.tokenAt(offset);
        int nonceAt = ConnectionRequest.nonceAt(offset);
        if (!PrivateToken.open(
                tokenCipher, bytes, nonceAt, tokenAt, config.protocolId(), expireS)) {
            drops.count(DropReason.TOKEN_NOT_AUTHENTIC);
            return;
        }
        PrivateToken token = PrivateToken.read(bytes, tokenAt);
        if (token == null) {
            drops.count(DropReason.TOKEN_MALFORMED);
            return;
        }
        refused = onToken(token, tagHi, tagLo, expireS, route, hi, lo, port, nowNs);
        if (refused != null) {
            drops.count(refused);
        } else if (expireS <= nowS) {
            tokensPastExpiry++;
        }
    }

    /// Takes a sealed packet, whose header `codec` has read, from an address in handshake.
    void onResponse(byte[] bytes, int route, long nowNs) {
        Handshake handshake = handshake(route);
        DropReason refused = checkResponse(bytes, handshake);
        if (refused != null) {
            drops.count(refused);
            return;
        }
        remove(~route, handshake);
        sessions.admit(handshake, nowNs);
    }

    /// A handshake's time is over.
    void onTimer(int timer) {
        int id = timer - firstTimer;
        abandon(id, handshake(~id));
    }

    int handshakeCount() {
        return freeIds.used();
    }

    int rememberedTokens() {
        return history.size();
    }

    /// {@return the tokens taken within the tolerated clock skew after their expiry: when this
    /// grows, the issuer's clock is behind}
    long tokensPastExpiry() {
        return tokensPastExpiry;
    }

    static boolean isHandshake(int route) {
        return route < 0 && route != AddressMap.NONE;
    }

    private @Nullable DropReason checkPublicFields(
            byte[] bytes, int offset, int length, long nowS) {
        if (length != ConnectionRequest.BYTES) {
            return DropReason.REQUEST_LENGTH;
        }
        if (!ConnectionRequest.isVersion(bytes, offset)) {
            return DropReason.REQUEST_VERSION;
        }
        if (ConnectionRequest.protocolId(bytes, offset) != config.protocolId()) {
            return DropReason.REQUEST_PROTOCOL;
        }
        long expireS = ConnectionRequest.expireEpochSeconds(bytes, offset);
        int skewS = limits.clockSkewSeconds();
        if (Long.compareUnsigned(expireS, Math.max(0, nowS - skewS)) <= 0) {
            return DropReason.TOKEN_EXPIRED;
        }
        if (Long.compareUnsigned(expireS, nowS + limits.longestTokenLifeSeconds() + skewS) > 0) {
            return DropReason.TOKEN_LIFE_TOO_LONG;
        }
        return expireS < earliestExpireS ? DropReason.TOKEN_FROM_BEFORE_START : null;
    }

    /// The token is authentic: starts a handshake, or says why not.
    private @Nullable DropReason onToken(
            PrivateToken token,
            long tagHi,
            long tagLo,
            long expireS,
            int route,
            long hi,
            long lo,
            int port,
            long nowNs) {
        if (!namesThisServer(token)) {
            return DropReason.TOKEN_FOR_OTHER_SERVER;
        }
        if (route >= 0) {
            return DropReason.ADDRESS_CONNECTED;
        }
        if (sessions.isClientConnected(token.clientId())) {
            return DropReason.CLIENT_CONNECTED;
        }
        if (history.isConsumed(tagHi, tagLo)) {
            return DropReason.TOKEN_CONSUMED;
        }
        if (sessions.isFull()) {
            try (PacketKey key = cipher.key(token.serverToClientKey())) {
                sender.empty(Netcode.DENIED, key, globalSequence++, hi, lo, port);
            }
            return DropReason.SERVER_FULL;
        }
        if (isHandshake(route)) {
            // The same address with a newer token: the client has started again.
            abandon(~route, handshake(route));
        }
        if (freeIds.isEmpty()) {
            return DropReason.HANDSHAKES_FULL;
        }
        long nowS = epochSeconds(nowNs);
        long handshakeEndS = nowS + timeoutSeconds(token);
        long keepUntilS = Math.max(expireS + limits.clockSkewSeconds(), handshakeEndS) + 1;
        DropReason refused = history.claim(tagHi, tagLo, keepUntilS, nowS);
        if (refused == null) {
            challengeNew(token, tagHi, tagLo, hi, lo, port, nowNs);
        }
        return refused;
    }

    private void challengeNew(
            PrivateToken token, long tagHi, long tagLo, long hi, long lo, int port, long nowNs) {
        Handshake handshake =
                new Handshake(
                        hi,
                        lo,
                        port,
                        token.clientId(),
                        token.userData(),
                        tagHi,
                        tagLo,
                        challenges.next(),
                        timeoutSeconds(token) * SECOND_NS,
                        cipher.key(token.serverToClientKey()),
                        cipher.key(token.clientToServerKey()));
        int id = freeIds.take();
        handshakes[id] = handshake;
        boolean routed = routes.put(hi, lo, port, ~id);
        assert routed : "the map has room for all sessions and handshakes";
        timers.set(firstTimer + id, nowNs + handshake.timeoutNs());
        challenge(handshake);
    }

    private @Nullable DropReason checkResponse(byte[] bytes, Handshake handshake) {
        if (codec.type() != Netcode.RESPONSE) {
            return DropReason.WRONG_STATE;
        }
        if (!codec.open(bytes, handshake.receiveKey(), null)) {
            return codec.reason();
        }
        int body = codec.bodyAt();
        if (!challenges.open(bytes, body)) {
            return DropReason.CHALLENGE_NOT_AUTHENTIC;
        }
        if (ChallengeTokens.sequence(bytes, body) != handshake.challengeSequence()) {
            return DropReason.CHALLENGE_OF_OTHER_HANDSHAKE;
        }
        if (sessions.isClientConnected(handshake.clientId())) {
            return DropReason.CLIENT_CONNECTED;
        }
        if (history.isConsumed(handshake.tagHi(), handshake.tagLo())) {
            return DropReason.TOKEN_CONSUMED;
        }
        if (sessions.isFull()) {
            sender.empty(
                    Netcode.DENIED,
                    handshake.sendKey(),
                    globalSequence++,
                    handshake.peerHi(),
                    handshake.peerLo(),
                    handshake.peerPort());
            return DropReason.SERVER_FULL;
        }
        boolean first = history.consume(handshake.tagHi(), handshake.tagLo());
        assert first : "an entry outlives its handshakes";
        return null;
    }

    private void challenge(Handshake to) {
        int body = sender.begin(Netcode.CHALLENGE, globalSequence++);
        challenges.put(sender.bytes(), body, to.challengeSequence(), to.clientId(), to.userData());
        sender.finish(
                to.sendKey(),
                Netcode.CHALLENGE_BODY_BYTES,
                to.peerHi(),
                to.peerLo(),
                to.peerPort());
    }

    private boolean namesThisServer(PrivateToken token) {
        for (PeerAddress own : publicAddresses) {
            if (token.servers().contains(own)) {
                return true;
            }
        }
        return false;
    }

    private long timeoutSeconds(PrivateToken token) {
        int asked = token.timeoutSeconds();
        int longest = limits.longestTimeoutSeconds();
        return asked <= 0 ? longest : Math.min(asked, longest);
    }

    private void abandon(int id, Handshake handshake) {
        remove(id, handshake);
        handshake.closeKeys();
    }

    private void remove(int id, Handshake handshake) {
        timers.cancel(firstTimer + id);
        routes.remove(handshake.peerHi(), handshake.peerLo(), handshake.peerPort());
        history.release(handshake.tagHi(), handshake.tagLo());
        handshakes[id] = null;
        freeIds.give(id);
    }

    private Handshake handshake(int route) {
        Handshake handshake = handshakes[~route];
        if (handshake == null) {
            throw new IllegalStateException("route=" + route + " leads to no handshake");
        }
        return handshake;
    }

    private long epochSeconds(long nowNs) {
        return Math.floorDiv(nowNs + config.epochMinusMonotonicNs(), SECOND_NS);
    }
}
