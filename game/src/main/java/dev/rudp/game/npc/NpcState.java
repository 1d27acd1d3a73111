package dev.rudp.game.npc;

/// What an NPC is doing.
public enum NpcState {
    IDLE,
    /// On its way to some place near home.
    STROLL,
    CHASE,
    /// Away from whom it fears, for a few seconds.
    FLEE,
    /// Back home; heals and cannot be drawn away until it is there.
    RETURN,
    /// Beside its summoner.
    FOLLOW
}
