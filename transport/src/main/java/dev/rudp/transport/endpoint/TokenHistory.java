package dev.rudp.transport.endpoint;

import dev.rudp.transport.netcode.DropReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which tokens were shown, so that none ever admits two sessions: two would repeat nonces under
/// the same keys. A token is known by its tag, is *pending* while clients that showed it answer
/// their challenges, and *consumed* from its first session on, for good.
///
/// An entry is kept until the token can be shown no more and none of its handshakes can end well;
/// never is one pushed out by another. A full history refuses new tokens.
///
/// Several addresses may be pending with one token, of every shard as many as its [Handshakes]
/// allow.
///
/// Chained hashing over fixed arrays; the tags are as good as random, for only our issuer can make
/// them. Thread-safe: the endpoints of all shards of a server share one, or a token could be shown
/// to each of them. The lock is taken a few times per handshake, never per packet.
public final class TokenHistory {
    private static final int END = -1;

    private final int[] firstOf;
    private final int[] next;
    private final long[] tagHi;
    private final long[] tagLo;
    private final long[] keepUntilS;
    private final int[] pending;
    private final boolean[] consumed;
    private final FreeIds free;
    private long sweptAtS = Long.MIN_VALUE;

    /// @param capacity tokens remembered, as [AdmissionLimits#tokenHistoryEntries()] says
    public TokenHistory(int capacity) {
        firstOf = new int[Integer.highestOneBit(Math.max(2, capacity) - 1) << 1];
        Arrays.fill(firstOf, END);
        next = new int[capacity];
        tagHi = new long[capacity];
        tagLo = new long[capacity];
        keepUntilS = new long[capacity];
        pending = new int[capacity];
        consumed = new boolean[capacity];
        free = new FreeIds(capacity);
    }

    /// A token was shown from a further address.
    ///
    /// @param keepUntilS when neither the token is valid nor this handshake is open any more
    /// @return why it must not be; or null if it may, and the token has one more pending address
    synchronized @Nullable DropReason claim(long hi, long lo, long keepUntilS, long nowS) {
        int entry = find(hi, lo);
        if (entry == END) {
            entry = add(hi, lo, nowS);
            if (entry == END) {
                return DropReason.TOKEN_HISTORY_FULL;
            }
        } else if (consumed[entry]) {
            return DropReason.TOKEN_CONSUMED;
        }
        pending[entry]++;
        this.keepUntilS[entry] = Math.max(this.keepUntilS[entry], keepUntilS);
        return null;
    }

    /// A handshake with this token succeeds.
    ///
    /// @return false if the token had its session already
    synchronized boolean consume(long hi, long lo) {
        int entry = find(hi, lo);
        if (entry == END || consumed[entry]) {
            return false;
        }
        consumed[entry] = true;
        return true;
    }

    synchronized boolean isConsumed(long hi, long lo) {
        int entry = find(hi, lo);
        return entry != END && consumed[entry];
    }

    /// A handshake with this token is over, well or not.
    synchronized void release(long hi, long lo) {
        int entry = find(hi, lo);
        if (entry != END && pending[entry] > 0) {
            pending[entry]--;
        }
    }

    synchronized int size() {
        return free.used();
    }

    private int add(long hi, long lo, long nowS) {
        if (free.isEmpty() && nowS != sweptAtS) {
            sweep(nowS);
        }
        int entry = free.take();
        if (entry == FreeIds.NONE) {
            return END;
        }
        tagHi[entry] = hi;
        tagLo[entry] = lo;
        keepUntilS[entry] = Long.MIN_VALUE;
        pending[entry] = 0;
        consumed[entry] = false;
        int bucket = bucket(hi, lo);
        next[entry] = firstOf[bucket];
        firstOf[bucket] = entry;
        return entry;
    }

    /// Drops what has expired; at most once a second, so that a full history costs no scan per
    /// request.
    private void sweep(long nowS) {
        sweptAtS = nowS;
        for (int bucket = 0; bucket < firstOf.length; bucket++) {
            int kept = END;
            int entry = firstOf[bucket];
            while (entry != END) {
                int following = next[entry];
                if (keepUntilS[entry] < nowS && pending[entry] == 0) {
                    free.give(entry);
                } else {
                    next[entry] = kept;
                    kept = entry;
                }
                entry = following;
            }
            firstOf[bucket] = kept;
        }
    }

    private int find(long hi, long lo) {
        int entry = firstOf[bucket(hi, lo)];
        while (entry != END && (tagHi[entry] != hi || tagLo[entry] != lo)) {
            entry = next[entry];
        }
        return entry;
    }

    private int bucket(long hi, long lo) {
        long mixed = hi ^ (lo >>> 17);
        return (int) (mixed ^ (mixed >>> 32)) & (firstOf.length - 1);
    }
}
