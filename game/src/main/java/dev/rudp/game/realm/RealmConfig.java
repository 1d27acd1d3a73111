package dev.rudp.game.realm;

/// How large a realm is.
///
/// @param capacity entity slots: players, NPCs and whatever else the host keeps; 2..65536
/// @param items item instances in the world; 64..4194304
/// @param groundItems items on the ground at once; 16..65536
/// @param projectiles in flight at once; 16..65536
/// @param commands of all players in one tick; 16..65536
/// @param events in one tick; 64..1048576
/// @param seed of all chance
public record RealmConfig(
        int capacity,
        int items,
        int groundItems,
        int projectiles,
        int commands,
        int events,
        long seed) {
    public RealmConfig {
        check("capacity", capacity, 2, 1 << 16);
        check("items", items, 64, 1 << 22);
        check("ground-items", groundItems, 16, 1 << 16);
        check("projectiles", projectiles, 16, 1 << 16);
        check("commands", commands, 16, 1 << 16);
        check("events", events, 64, 1 << 20);
    }

    /// For so many slots: 49 places a player are seldom all full, so 24 items each; a quarter
    /// shoots or drops something at once; two commands and eight events each in one tick.
    public static RealmConfig of(int capacity, long seed) {
        return new RealmConfig(
                capacity,
                Math.max(64, capacity * 24),
                Math.max(256, capacity / 4),
                Math.max(256, capacity / 4),
                Math.max(64, capacity * 2),
                Math.max(256, capacity * 8),
                seed);
    }

    private static void check(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "realm." + key + "=" + value + " not in [" + min + ", " + max + "]");
        }
    }
}
