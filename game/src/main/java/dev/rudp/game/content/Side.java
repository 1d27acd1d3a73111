package dev.rudp.game.content;

/// Which of the two an effect goes to: whoever is hit, or whoever acts.
public enum Side {
    TARGET,
    SELF
}
