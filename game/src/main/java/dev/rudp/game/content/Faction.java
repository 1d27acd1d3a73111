package dev.rudp.game.content;

/// How an NPC stands to players.
public enum Faction {
    /// Attacks players that come near.
    HOSTILE,
    /// Defends itself.
    NEUTRAL,
    /// Cannot be harmed.
    FRIENDLY
}
