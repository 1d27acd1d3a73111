package dev.rudp.engine.interest;

import dev.rudp.engine.frame.Frame;

/// A game's say in who sees whom beyond distance: lines of sight, smoke, stealth. Called on shard
/// threads, several at once, for each viewer and candidate at each evaluation: it reads the frame
/// and immutable data only, and allocates nothing.
@FunctionalInterface
public interface VisibilityFilter {
    /// Hides nobody.
    VisibilityFilter EVERYBODY = (frame, viewer, entity) -> true;

    /// {@return whether the player of `viewer` may be told of `entity`, both slots live in `frame`}
    boolean isVisible(Frame frame, int viewer, int entity);
}
