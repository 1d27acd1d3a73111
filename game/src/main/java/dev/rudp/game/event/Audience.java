package dev.rudp.game.event;

/// Whom an event concerns. Its `address` says which one.
public enum Audience {
    /// The player in slot `address`.
    PLAYER,
    /// Everybody around x, y.
    AREA,
    /// The party of number `address`.
    PARTY,
    /// The guild of number `address`.
    GUILD,
    WORLD
}
