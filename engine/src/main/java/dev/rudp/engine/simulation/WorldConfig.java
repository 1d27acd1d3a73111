package dev.rudp.engine.simulation;

import dev.rudp.engine.entity.EntitySlots;

/// The sizes of a world.
///
/// @param capacity entity slots: players and everything else
/// @param maxPlayers joins beyond it are refused
/// @param shards threads that bring players in
/// @param tickHz ticks per second
/// @param frameRingLength frames kept, a power of two: how far back baselines can reach
/// @param inputRingCapacity inputs in flight per shard, a power of two
public record WorldConfig(
        int capacity,
        int maxPlayers,
        int shards,
        int tickHz,
        int frameRingLength,
        int inputRingCapacity) {

    public WorldConfig {
        require("capacity", capacity, 1, EntitySlots.MAX_CAPACITY);
        require("max-players", maxPlayers, 1, capacity);
        require("shards", shards, 1, 256);
        require("tick-hz", tickHz, 1, 1000);
        powerOfTwo("frame-ring-length", frameRingLength, 8, 1024);
        powerOfTwo("input-ring-capacity", inputRingCapacity, 64, 1 << 20);
    }

    /// 4,096 slots leave room beside 2,000 players; 64 frames are a second at 60 Hz; a frame is
    /// about 230 kB, so the ring is 15 MB. 16,384 inputs are 8 ticks of 2,000 players.
    public static WorldConfig defaults() {
        return new WorldConfig(4096, 3000, 1, 60, 64, 1 << 14);
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "world." + key + "=" + value + " not in [" + min + ", " + max + "]");
        }
    }

    private static void powerOfTwo(String key, int value, int min, int max) {
        require(key, value, min, max);
        if (Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException(
                    "world." + key + "=" + value + " not a power of two");
        }
    }
}
