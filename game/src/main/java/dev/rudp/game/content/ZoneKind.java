package dev.rudp.game.content;

/// What players may do to each other in a zone.
public enum ZoneKind {
    /// Nobody is harmed.
    SAFE,
    /// Players harm NPCs only.
    WILD,
    /// Players also harm each other.
    CONTESTED
}
