package dev.rudp.server.config;

/// What each player is told of the world every tick.
public record SnapshotSettings(
        @Setting(value = "How far a player sees.", min = 1, max = 100_000) double viewRadiusMetres,
        @Setting(value = "Who is nearer is told of every tick.", min = 0, max = 100_000)
                double fullRateMetres,
        @Setting(value = "Who is nearer, every second tick.", min = 0, max = 100_000)
                double halfRateMetres,
        @Setting(
                        value = "Who is nearer, every sixth tick; the rest every thirtieth.",
                        min = 0,
                        max = 100_000)
                double sixthRateMetres,
        @Setting(
                        value =
                                "At most so many, the nearest, are told of more often than every"
                                        + " sixth tick.",
                        min = 1,
                        max = 1_024)
                int fullRateEntities,
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
                        value =
                                "Bytes a second that a player's snapshots may take in the long run.",
                        min = 1_000,
                        max = 1_000_000)
                int bytesPerSecond,
        @Setting(
                        value = "Bytes that a player's snapshots may save up.",
                        min = 1_150,
                        max = 1_000_000)
                int burstBytes,
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
                fullRateMetres,
                halfRateMetres,
                sixthRateMetres,
                fullRateEntities,
                maxVisible,
                budgetBytes,
                bytesPerSecond,
                burstBytes,
                checksum);
    }

    /// Rings of a fifth and two fifths of the view: 4 % and 12 % of those in an even crowd. 1,100
    /// of the 1,200 payload bytes: the rest is for acks and reliable messages of the tick. 32,000
    /// bytes a second are 533 a tick, three times what 64 entities take that all are near and turn.
    public static SnapshotSettings defaults() {
        return new SnapshotSettings(100, 20, 40, 120, 64, 64, 1_100, 32_000, 8_000, true);
    }
}
