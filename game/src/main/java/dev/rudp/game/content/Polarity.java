package dev.rudp.game.content;

/// Whether an effect does good or harm: what dispels it and whom it may be put on.
public enum Polarity {
    BUFF,
    DEBUFF
}
