package dev.rudp.game.content;

/// How a modifier changes a stat; the order is that of docs/content.md.
public enum ModifierOp {
    FLAT,
    ADDITIVE,
    MULTIPLICATIVE
}
