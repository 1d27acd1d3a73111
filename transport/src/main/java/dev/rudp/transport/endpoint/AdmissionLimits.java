package dev.rudp.transport.endpoint;

/// What a server spends on clients that are not connected yet.
///
/// @param maxHandshakes clients between request and response; each has shown a valid token
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
public record AdmissionLimits(
        int maxHandshakes,
        int tokenHistoryEntries,
        int longestTokenLifeSeconds,
        int longestTimeoutSeconds,
        int clockSkewSeconds,
        int requestsPerSecond) {
    public AdmissionLimits {
        check("max-handshakes", maxHandshakes, 1, 1 << 20);
        check("token-history-entries", tokenHistoryEntries, 1, 1 << 24);
        check("longest-token-life-seconds", longestTokenLifeSeconds, 1, 3_600);
        check("longest-timeout-seconds", longestTimeoutSeconds, 1, 3_600);
        check("clock-skew-seconds", clockSkewSeconds, 0, 60);
        check("requests-per-second", requestsPerSecond, 1, 1_000_000);
    }

    /// Room for all `maxSessions` to connect at the same time, and for four generations of them
    /// within one token life; 20,000 requests/s are about a tenth of a core.
    public static AdmissionLimits defaults(int maxSessions) {
        return new AdmissionLimits(
                Math.max(64, maxSessions), Math.max(1_024, 4 * maxSessions), 30, 60, 2, 20_000);
    }

    static void check(String key, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(
                    "transport." + key + "=" + value + " not in [" + from + ", " + to + "]");
        }
    }
}
