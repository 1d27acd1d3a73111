package dev.rudp.game.content;

/// What a skill is aimed at.
public enum Aim {
    SELF,
    ENTITY,
    DIRECTION,
    GROUND
}
