package dev.rudp.server.config;

/// The simulated world.
public record WorldSettings(
        @Setting(value = "Ticks per second of simulation and snapshots.", min = 1, max = 240)
                int tickHz,
        @Setting(
                        value = "Map file; empty takes the built-in arena.",
                        byDefault = "the built-in arena")
                String map,
        @Setting(value = "Most entities that can live at once.", min = 1, max = 65_536)
                int capacityEntities,
        @Setting("Seed of everything random in the world: equal seeds and inputs, equal worlds.")
                long seed,
        @Setting(
                        value =
                                "For load tests: so many ticks after each other a sixteenth of the"
                                        + " players is put elsewhere; 0: never.",
                        min = 0,
                        max = 1_000_000)
                int regroupTicks) {
    static final String FEATURE = "world";

    public WorldSettings {
        Limits.check(
                WorldSettings.class, FEATURE, tickHz, map, capacityEntities, seed, regroupTicks);
    }

    /// 4,096 entities: 2,500 players and room for what they will throw.
    public static WorldSettings defaults() {
        return new WorldSettings(60, "", 4_096, 1, 0);
    }
}
