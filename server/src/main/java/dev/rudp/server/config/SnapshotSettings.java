package dev.rudp.server.config;

/// What each player is told of the world every tick.
public record SnapshotSettings(
        @Setting(value = "How far a player sees.", min = 1, max = 100_000) double viewRadiusMetres,
        @Setting(
                        value = "Most other entities that a player sees: the nearest.",
                        min = 1,
                        max = 1_024)
                int maxVisible,
        @Setting(
                        value =
                                "Largest snapshot message; what does not fit comes in later ticks, by"
                                        + " priority.",
                        min = 128,
                        max = 1_150)
                int budgetBytes,
        @Setting(
                        "Whether snapshots carry a checksum of the player's view, with which a client"
                                + " proves that it decoded it exactly.")
                boolean checksum) {
    static final String FEATURE = "snapshot";

    public SnapshotSettings {
        Limits.check(
                SnapshotSettings.class,
                FEATURE,
                viewRadiusMetres,
                maxVisible,
                budgetBytes,
                checksum);
    }

    /// 1,100 of the 1,200 payload bytes: the rest is for acks and reliable messages of the tick.
    public static SnapshotSettings defaults() {
        return new SnapshotSettings(100, 64, 1_100, true);
    }
}
