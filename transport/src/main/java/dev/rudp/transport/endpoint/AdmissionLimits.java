package dev.rudp.transport.endpoint;

/// What a server spends on clients that are not connected yet.
///
/// @param maxHandshakes addresses between request and response; each has shown a valid token. When
///   full, one that has not answered within half a second goes for a new one
/// @param tokenHistoryEntries tokens remembered until they expire; when full, new ones are refused
/// @param longestTokenLifeSeconds no token may live longer. At a start, all tokens that may be
///   older than it are refused: `expire < start + longestTokenLife`. So this is also how long a
///   restart can lock tokens out, unless they have the full life
/// @param longestTimeoutSeconds what a token asks for is cut to this, and so is "never"
/// @param clockSkewSeconds how long after its expiry a token is still taken, because the issuer's
///   clock may be behind ours
/// @param requestsPerSecond tokens decrypted per second for all clients together; one costs a few
///   microseconds, and forgers can make us pay it. A connecting client repeats its request ten
///   times a second, but only the first that arrives costs a decryption
/// @param requestsPerSecondPerNetwork the same for the clients of one network (/24 of IPv4, /56 of
///   IPv6), on top of a burst of [#NETWORK_BURST_SECONDS] seconds' worth; less than the limit for
///   all, so that no single network can use that up
public record AdmissionLimits(
        int maxHandshakes,
        int tokenHistoryEntries,
        int longestTokenLifeSeconds,
        int longestTimeoutSeconds,
        int clockSkewSeconds,
        int requestsPerSecond,
        int requestsPerSecondPerNetwork) {
    /// How many seconds' worth a network may use at once: a hall full of players behind one address
    /// that all come back after a restart.
    public static final int NETWORK_BURST_SECONDS = 2;

    public AdmissionLimits {
        check("max-handshakes", maxHandshakes, 1, 1 << 20);
        check("token-history-entries", tokenHistoryEntries, 1, 1 << 24);
        check("longest-token-life-seconds", longestTokenLifeSeconds, 1, 3_600);
        check("longest-timeout-seconds", longestTimeoutSeconds, 1, 3_600);
        check("clock-skew-seconds", clockSkewSeconds, 0, 60);
        check("requests-per-second", requestsPerSecond, 1, 1_000_000);
        check("requests-per-second-per-network", requestsPerSecondPerNetwork, 1, 1_000_000);
    }

    /// Room for all `maxSessions` to connect at the same time, for 8,000 handshakes a second, and
    /// for four generations of them within one token life. 20,000 requests/s are about a tenth of a
    /// core; 500 for one network let 1,000 players behind one address in at once and 500 more each
    /// second, and it takes forty networks to use up what belongs to all.
    public static AdmissionLimits defaults(int maxSessions) {
        return new AdmissionLimits(
                Math.max(4_096, maxSessions),
                Math.max(1_024, 4 * maxSessions),
                30,
                60,
                2,
                20_000,
                500);
    }

    static void check(String key, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(
                    "transport." + key + "=" + value + " not in [" + from + ", " + to + "]");
        }
    }
}
