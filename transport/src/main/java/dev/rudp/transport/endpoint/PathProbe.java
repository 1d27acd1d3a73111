package dev.rudp.transport.endpoint;

import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;

/// An address at which a session's client seems to be now, while it has yet to prove it (RFC 9000
/// §8.2). Reused by its session.
final class PathProbe {
    /// What a challenge takes at most: prefix, sequence, body, tag.
    static final int CHALLENGE_BYTES = 1 + 8 + Extensions.PATH_BODY_BYTES + Netcode.TAG_BYTES;

    /// An answer that comes later is to a challenge of the past.
    static final long LIFE_NS = 3_000_000_000L;

    /// Another address is not probed sooner than this after the last: ten a second.
    static final long INTERVAL_NS = 100_000_000L;

    /// The same challenge goes out again while packets go on coming.
    private static final long REPEAT_NS = 50_000_000L;

    /// RFC 9000 §8.1: whoever forges a sender's address gains no more than this.
    private static final int AMPLIFICATION_MAX = 3;

    long peerHi;
    long peerLo;
    int peerPort;
    long data;

    private boolean isOpen;
    private long startedNs;
    private long challengedNs;
    private long bytesReceived;
    private long bytesSent;

    /// @param data cannot be guessed
    void start(long hi, long lo, int port, long data, long nowNs) {
        peerHi = hi;
        peerLo = lo;
        peerPort = port;
        this.data = data;
        isOpen = true;
        startedNs = nowNs;
        challengedNs = nowNs - REPEAT_NS;
        bytesReceived = 0;
        bytesSent = 0;
    }

    boolean isOf(long hi, long lo, int port, long nowNs) {
        return isOpen
                && peerLo == lo
                && peerPort == port
                && peerHi == hi
                && nowNs - startedNs < LIFE_NS;
    }

    boolean mayGiveWay(long nowNs) {
        return nowNs - startedNs >= INTERVAL_NS;
    }

    /// An authentic datagram came from there.
    ///
    /// @return whether to send the challenge now; if so, it counts as sent
    boolean onReceived(int datagramBytes, long nowNs) {
        bytesReceived += datagramBytes;
        if (nowNs - challengedNs < REPEAT_NS
                || bytesSent + CHALLENGE_BYTES > AMPLIFICATION_MAX * bytesReceived) {
            return false;
        }
        bytesSent += CHALLENGE_BYTES;
        challengedNs = nowNs;
        return true;
    }

    void close() {
        isOpen = false;
    }
}
