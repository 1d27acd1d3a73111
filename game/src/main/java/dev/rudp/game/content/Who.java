package dev.rudp.game.content;

/// Whom a skill or an aura reaches.
public enum Who {
    ENEMIES,
    ALLIES,
    ALL
}
