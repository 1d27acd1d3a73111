package dev.rudp.transport.endpoint;

import dev.rudp.transport.netcode.Netcode;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The addresses between request and response, and the tokens that they have shown. Fixed capacity;
/// every step is O(1). Owner: the endpoint's thread.
///
/// A request travels in the clear: whoever copies it can show the token too, from any address and
/// before its owner, but only the owner has the keys to answer the challenge. So a token may be
/// pending at any number of addresses, and what must not happen is that thieves keep its owner from
/// being one of them. That is what age decides: a handshake is left alone for [#GRACE_NS], which is
/// enough for an honest answer; after that, when all places are taken, the oldest has to go for a
/// new one. A place costs little, and there are enough of them for the grace of all that the
/// budgets let in.
final class Handshakes {
    static final long GRACE_NS = 500_000_000L;

    /// A client repeats its request after [Netcode#SEND_INTERVAL_NS]; jitter may bring two closer.
    private static final long REPEAT_INTERVAL_NS = Netcode.SEND_INTERVAL_NS / 4;

    /// Responses that may fail to open in the name of one address, with a tenth of a second's worth
    /// at once. Its client sends ten a second: whoever floods less than a hundred times as much
    /// hardly delays it.
    static final int FORGERIES_PER_SECOND = 1_000;

    private static final long FORGERY_INTERVAL_NS = 1_000_000_000L / FORGERIES_PER_SECOND;
    private static final long FORGERY_BURST_NS = 100_000_000L;

    private static final int END = -1;

    private final @Nullable Handshake[] handshakes;
    private final long[] startedNs;
    private final long[] challengedNs;
    private final long[] forgeriesFullAtNs;

    /// By age, in a list.
    private final int[] newer;

    private final int[] older;
    private int oldest = END;
    private int newest = END;
    private final FreeIds freeIds;

    private final @Nullable PendingToken[] tokens;
    private final AddressMap tokenByTag;
    private final FreeIds freeTokenIds;

    Handshakes(int capacity, RandomGenerator random) {
        handshakes = new @Nullable Handshake[capacity];
        startedNs = new long[capacity];
        challengedNs = new long[capacity];
        forgeriesFullAtNs = new long[capacity];
        newer = new int[capacity];
        older = new int[capacity];
        Arrays.fill(newer, END);
        Arrays.fill(older, END);
        freeIds = new FreeIds(capacity);
        tokens = new @Nullable PendingToken[capacity];
        tokenByTag = new AddressMap(capacity, random);
        freeTokenIds = new FreeIds(capacity);
    }

    /// {@return the token with this tag if it is pending}
    @Nullable PendingToken token(long tagHi, long tagLo) {
        int id = tokenByTag.find(tagHi, tagLo, 0);
        return id == AddressMap.NONE ? null : tokens[id];
    }

    boolean isFull() {
        return freeIds.isEmpty();
    }

    /// {@return whether a new handshake could begin: there is room, or the oldest may go for it}
    boolean hasPlace(long nowNs) {
        return !isFull() || nowNs - startedNs[oldest] >= GRACE_NS;
    }

    /// {@return the handshake that has waited longest; only while there is one}
    int oldest() {
        return oldest;
    }

    /// {@return the new handshake's number; only while not full}
    int add(Handshake handshake, long nowNs) {
        PendingToken token = handshake.token();
        token.addresses++;
        if (token.id == PendingToken.NO_ID) {
            token.id = freeTokenIds.take();
            tokens[token.id] = token;
            boolean mapped = tokenByTag.put(token.tagHi, token.tagLo, 0, token.id);
            assert mapped : "never more tokens than handshakes";
        }
        int id = freeIds.take();
        handshakes[id] = handshake;
        startedNs[id] = nowNs;
        challengedNs[id] = nowNs;
        forgeriesFullAtNs[id] = nowNs;
        older[id] = newest;
        newer[id] = END;
        if (newest == END) {
            oldest = id;
        } else {
            newer[newest] = id;
        }
        newest = id;
        return id;
    }

    /// A challenge answers a repeated request with two encryptions; without this limit a thief
    /// could have us do them at the rate of its line.
    ///
    /// @return whether this handshake's challenge may be sent again now; if so, it counts as sent
    boolean tryChallengeAgain(int id, long nowNs) {
        if (nowNs - challengedNs[id] < REPEAT_INTERVAL_NS) {
            return false;
        }
        challengedNs[id] = nowNs;
        return true;
    }

    /// {@return whether a response to this handshake may be opened}
    boolean mayOpen(int id, long nowNs) {
        return forgeriesFullAtNs[id] - nowNs <= FORGERY_BURST_NS;
    }

    /// A response to this handshake did not open, or was not to its challenge.
    void onForged(int id, long nowNs) {
        forgeriesFullAtNs[id] = Math.max(forgeriesFullAtNs[id], nowNs) + FORGERY_INTERVAL_NS;
    }

    /// @return whether it was the last one of its token, which is then pending no more
    boolean remove(int id) {
        PendingToken token = get(id).token();
        if (newer[id] == END) {
            newest = older[id];
        } else {
            older[newer[id]] = older[id];
        }
        if (older[id] == END) {
            oldest = newer[id];
        } else {
            newer[older[id]] = newer[id];
        }
        handshakes[id] = null;
        freeIds.give(id);
        if (--token.addresses > 0) {
            return false;
        }
        tokenByTag.remove(token.tagHi, token.tagLo, 0);
        tokens[token.id] = null;
        freeTokenIds.give(token.id);
        token.id = PendingToken.NO_ID;
        return true;
    }

    Handshake get(int id) {
        Handshake handshake = handshakes[id];
        if (handshake == null) {
            throw new IllegalStateException("handshake=" + id + " is not pending");
        }
        return handshake;
    }

    int count() {
        return freeIds.used();
    }
}
