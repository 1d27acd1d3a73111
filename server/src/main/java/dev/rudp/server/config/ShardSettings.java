package dev.rudp.server.config;

/// The threads that talk to players.
public record ShardSettings(
        @Setting(
                        value = "Threads that each own a socket and the sessions on it.",
                        min = 1,
                        max = 64,
                        byDefault = "one fewer than the machine's cores, at least 1")
                int count) {
    static final String FEATURE = "shards";

    public ShardSettings {
        Limits.check(ShardSettings.class, FEATURE, count);
    }

    /// One core is left to the world thread.
    public static ShardSettings defaults() {
        return new ShardSettings(Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 64));
    }
}
