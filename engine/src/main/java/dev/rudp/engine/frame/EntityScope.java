package dev.rudp.engine.frame;

/// Whose business an entity is. Whom it is not for is not told that it exists.
public enum EntityScope {
    /// Whoever is near enough.
    NEARBY,
    /// Everybody, at any distance: a match's score, a world boss.
    GLOBAL,
    /// Its owner alone, at any distance: a bag.
    OWNER,
    /// Players whose own entity has the same number in the schema's team field, at any distance.
    TEAM,
    /// Its owner alone, if near enough: somebody unseen.
    HIDDEN
}
