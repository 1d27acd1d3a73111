package dev.rudp.server.config;

/// Players' sessions.
public record SessionSettings(
        @Setting(
                        value = "Most players at once; more are refused when they ask to connect.",
                        min = 1,
                        max = 65_536)
                int maxPlayers,
        @Setting(
                        value =
                                "A session ends when nothing was heard of its client for this long.",
                        min = 1,
                        max = 3_600)
                int timeoutSeconds) {
    static final String FEATURE = "session";

    public SessionSettings {
        Limits.check(SessionSettings.class, FEATURE, maxPlayers, timeoutSeconds);
    }

    /// The promise is 2,000 players; a quarter more is head-room for those who reconnect.
    public static SessionSettings defaults() {
        return new SessionSettings(2_500, 10);
    }
}
