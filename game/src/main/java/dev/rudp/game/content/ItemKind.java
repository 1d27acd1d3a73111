package dev.rudp.game.content;

/// What an item is for.
public enum ItemKind {
    MATERIAL,
    CONSUMABLE,
    EQUIPMENT,
    QUEST
}
