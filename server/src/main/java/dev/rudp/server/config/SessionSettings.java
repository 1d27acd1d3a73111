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
                int timeoutSeconds,
        @Setting(
                        value =
                                "Commands that a player may give per second in the long run; faster"
                                        + " ones wait in the client.",
                        min = 1,
                        max = 1_000)
                int commandsPerSecond,
        @Setting(value = "Commands that a player may give at once.", min = 1, max = 1_000)
                int commandBurst) {
    static final String FEATURE = "session";

    public SessionSettings {
        Limits.check(
                SessionSettings.class,
                FEATURE,
                maxPlayers,
                timeoutSeconds,
                commandsPerSecond,
                commandBurst);
    }

    /// The promise is 2,000 players; a quarter more is head-room for those who reconnect. Nobody's
    /// fingers are faster than 20 commands a second; a burst is what a menu click may set off.
    public static SessionSettings defaults() {
        return new SessionSettings(2_500, 10, 20, 40);
    }
}
