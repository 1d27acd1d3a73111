package dev.rudp.game.content;

/// What an effect is made of: what can dispel it.
public enum Nature {
    PHYSICAL,
    MAGIC,
    POISON,
    CURSE
}
