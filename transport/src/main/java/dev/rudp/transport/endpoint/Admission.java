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
/// session. The checks stand in the order of their cost: length, version, protocol, expiry; what is
/// known of the address and the token; the budget of the sender's network, the budget of all; and
/// only then is a token decrypted. Whatever fails one is dropped without an answer, and no answer
/// is longer than what it answers.
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
    private final PrefixBudget networkBudget;
    private final RequestBudget budget;
    private final Handshakes handshakes;

    /// For packets outside of sessions, whose keys they share. Sessions count from 0, so this
    /// starts beyond them, and somewhere else at each start.
    private long globalSequence;

    private long tokensPastExpiry;

    /// Why [#open] gave nothing.
    private DropReason refusal = DropReason.TOKEN_NOT_AUTHENTIC;

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
        this.networkBudget =
                new PrefixBudget(
                        limits.requestsPerSecondPerNetwork(),
                        AdmissionLimits.NETWORK_BURST_SECONDS,
                        random,
                        nowNs);
        this.budget = new RequestBudget(limits.requestsPerSecond(), nowNs);
        this.handshakes = new Handshakes(limits.maxHandshakes(), random);
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
            Handshake pending = handshakes.get(~route);
            if (pending.token().tagHi == tagHi && pending.token().tagLo == tagLo) {
                onRepeatedRequest(~route, pending, nowNs);
                return;
            }
        }
        refused = checkWorthOpening(tagHi, tagLo, route, hi, lo, nowNs);
        if (refused != null) {
            drops.count(refused);
            return;
        }
        PendingToken token = handshakes.token(tagHi, tagLo);
        if (token == null) {
            token = open(bytes, offset, hi, lo, port, nowNs);
            if (token == null) {
                drops.count(refusal);
                return;
            }
        } else if (token.expireEpochSeconds
                != ConnectionRequest.expireEpochSeconds(bytes, offset)) {
            // The tag is a pending token's, but what it seals was not looked at again.
            drops.count(DropReason.TOKEN_NOT_AUTHENTIC);
            return;
        }
        begin(token, route, hi, lo, port, nowNs);
    }

    /// Takes a sealed packet, whose header `codec` has read, from an address in handshake.
    void onResponse(byte[] bytes, int route, long nowNs) {
        Handshake handshake = handshakes.get(~route);
        DropReason refused = checkResponse(bytes, ~route, handshake, nowNs);
        if (refused != null) {
            drops.count(refused);
            return;
        }
        handshake.token().isTaken = true;
        abandon(~route);
        sessions.admit(handshake, nowNs);
    }

    /// A handshake's time is over.
    void onTimer(int timer) {
        abandon(timer - firstTimer);
    }

    int handshakeCount() {
        return handshakes.count();
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

    /// Decrypts and checks a token that is not pending.
    ///
    /// @return null if it is not to be had; [#refusal] says why
    private @Nullable PendingToken open(
            byte[] bytes, int offset, long hi, long lo, int port, long nowNs) {
        long expireS = ConnectionRequest.expireEpochSeconds(bytes, offset);
        long tagHi = ConnectionRequest.tagHi(bytes, offset);
        long tagLo = ConnectionRequest.tagLo(bytes, offset);
        int tokenAt = ConnectionRequest.tokenAt(offset);
        int nonceAt = ConnectionRequest.nonceAt(offset);
        if (!PrivateToken.open(
                tokenCipher, bytes, nonceAt, tokenAt, config.protocolId(), expireS)) {
            return refuse(DropReason.TOKEN_NOT_AUTHENTIC);
        }
        PrivateToken token = PrivateToken.read(bytes, tokenAt);
        if (token == null) {
            return refuse(DropReason.TOKEN_MALFORMED);
        }
        if (!namesThisServer(token)) {
            return refuse(DropReason.TOKEN_FOR_OTHER_SERVER);
        }
        if (sessions.isClientConnected(token.clientId())) {
            return refuse(DropReason.CLIENT_CONNECTED);
        }
        if (sessions.isFull()) {
            try (PacketKey key = cipher.key(token.serverToClientKey())) {
                sender.empty(Netcode.DENIED, key, globalSequence++, hi, lo, port);
            }
            return refuse(DropReason.SERVER_FULL);
        }
        long nowS = epochSeconds(nowNs);
        DropReason claimed =
                history.claim(tagHi, tagLo, expireS + limits.clockSkewSeconds() + 1, nowS);
        if (claimed != null) {
            return refuse(claimed);
        }
        if (expireS <= nowS) {
            tokensPastExpiry++;
        }
        return new PendingToken(
                tagHi,
                tagLo,
                expireS,
                token.clientId(),
                token.userData(),
                timeoutSeconds(token) * SECOND_NS,
                cipher.key(token.serverToClientKey()),
                cipher.key(token.clientToServerKey()));
    }

    private @Nullable PendingToken refuse(DropReason reason) {
        refusal = reason;
        return null;
    }

    /// The token is valid: the address is challenged.
    private void begin(PendingToken token, int route, long hi, long lo, int port, long nowNs) {
        // Held, in case that one of those who go is its last.
        token.addresses++;
        if (isHandshake(route)) {
            // The same address with a newer token: the client has started again.
            abandon(~route);
        }
        if (handshakes.isFull()) {
            abandon(handshakes.oldest());
        }
        token.addresses--;
        Handshake handshake = new Handshake(hi, lo, port, token, challenges.next());
        int id = handshakes.add(handshake, nowNs);
        boolean routed = routes.put(hi, lo, port, ~id);
        assert routed : "the map has room for all sessions and handshakes";
        timers.set(firstTimer + id, nowNs + token.timeoutNs);
        challenge(handshake);
    }

    /// Its token was opened before. What else it holds does not matter: the answer is the same, and
    /// no longer than the question.
    private void onRepeatedRequest(int id, Handshake pending, long nowNs) {
        if (pending.token().isTaken) {
            drops.count(DropReason.TOKEN_CONSUMED);
        } else if (handshakes.tryChallengeAgain(id, nowNs)) {
            challenge(pending);
        } else {
            drops.count(DropReason.REQUEST_REPEATED);
        }
    }

    /// What can be known without a decryption, and then the budgets that a decryption is paid from.
    /// The network's comes first: who is over it must not use up what belongs to all.
    private @Nullable DropReason checkWorthOpening(
            long tagHi, long tagLo, int route, long hi, long lo, long nowNs) {
        if (route >= 0) {
            return DropReason.ADDRESS_CONNECTED;
        }
        if (history.isConsumed(tagHi, tagLo)) {
            return DropReason.TOKEN_CONSUMED;
        }
        if (!handshakes.hasPlace(nowNs)) {
            return DropReason.HANDSHAKES_FULL;
        }
        if (!networkBudget.tryTake(hi, lo, nowNs)) {
            return DropReason.NETWORK_BUDGET;
        }
        return budget.tryTake(nowNs) ? null : DropReason.REQUEST_BUDGET;
    }

    private @Nullable DropReason checkResponse(
            byte[] bytes, int id, Handshake handshake, long nowNs) {
        if (codec.type() != Netcode.RESPONSE) {
            return DropReason.WRONG_STATE;
        }
        PendingToken token = handshake.token();
        if (token.isTaken) {
            return DropReason.TOKEN_CONSUMED;
        }
        if (!handshakes.mayOpen(id, nowNs)) {
            return DropReason.FORGERY_BUDGET;
        }
        DropReason forged = checkSeals(bytes, handshake);
        if (forged != null) {
            handshakes.onForged(id, nowNs);
            return forged;
        }
        if (sessions.isClientConnected(token.clientId)) {
            return DropReason.CLIENT_CONNECTED;
        }
        if (sessions.isFull()) {
            sender.empty(
                    Netcode.DENIED,
                    token.sendKey,
                    globalSequence++,
                    handshake.peerHi(),
                    handshake.peerLo(),
                    handshake.peerPort());
            return DropReason.SERVER_FULL;
        }
        // False when another shard has just admitted it.
        return history.consume(token.tagHi, token.tagLo) ? null : DropReason.TOKEN_CONSUMED;
    }

    private @Nullable DropReason checkSeals(byte[] bytes, Handshake handshake) {
        if (!codec.open(bytes, handshake.token().receiveKey, null)) {
            return codec.reason();
        }
        int body = codec.bodyAt();
        if (!challenges.open(bytes, body)) {
            return DropReason.CHALLENGE_NOT_AUTHENTIC;
        }
        return ChallengeTokens.sequence(bytes, body) == handshake.challengeSequence()
                ? null
                : DropReason.CHALLENGE_OF_OTHER_HANDSHAKE;
    }

    private void challenge(Handshake to) {
        int body = sender.begin(Netcode.CHALLENGE, globalSequence++);
        challenges.put(
                sender.bytes(),
                body,
                to.challengeSequence(),
                to.token().clientId,
                to.token().userData);
        sender.finish(
                to.token().sendKey,
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

    private void abandon(int id) {
        Handshake handshake = handshakes.get(id);
        timers.cancel(firstTimer + id);
        // Unless a session has moved there since.
        if (routes.find(handshake.peerHi(), handshake.peerLo(), handshake.peerPort()) == ~id) {
            routes.remove(handshake.peerHi(), handshake.peerLo(), handshake.peerPort());
        }
        if (handshakes.remove(id)) {
            history.release(handshake.token().tagHi, handshake.token().tagLo);
            handshake.token().closeKeys();
        }
    }

    private long epochSeconds(long nowNs) {
        return Math.floorDiv(nowNs + config.epochMinusMonotonicNs(), SECOND_NS);
    }
}
