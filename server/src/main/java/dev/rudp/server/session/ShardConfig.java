package dev.rudp.server.session;

import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.VisibilityFilter;

/// What a shard must know of the game's ways.
///
/// @param interest how far and how much a player sees
/// @param filter who is hidden from whom beside
/// @param snapshotBudgetBytes the longest snapshot
/// @param bytesPerSecond of a player's snapshots, in the long run
/// @param burstBytes that a player's snapshots may save up
/// @param checksums whether clients that ask for it get the checksum of their view
/// @param mapName told to every player in its welcome
/// @param tickHz the world's rate
/// @param commandsPerSecond commands that a player may give in the long run
/// @param commandBurst commands that a player may give at once
public record ShardConfig(
        InterestConfig interest,
        VisibilityFilter filter,
        int snapshotBudgetBytes,
        int bytesPerSecond,
        int burstBytes,
        boolean checksums,
        String mapName,
        int tickHz,
        int commandsPerSecond,
        int commandBurst) {}
