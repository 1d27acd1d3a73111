package dev.rudp.server.session;

import dev.rudp.engine.interest.InterestConfig;

/// What a shard must know of the game's ways.
///
/// @param interest how far and how much a player sees
/// @param snapshotBudgetBytes the longest snapshot
/// @param checksums whether clients that ask for it get the checksum of their view
/// @param mapName told to every player in its welcome
/// @param tickHz the world's rate
public record ShardConfig(
        InterestConfig interest,
        int snapshotBudgetBytes,
        boolean checksums,
        String mapName,
        int tickHz) {}
