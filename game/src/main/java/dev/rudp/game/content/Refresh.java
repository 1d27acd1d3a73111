package dev.rudp.game.content;

/// What happens to an effect that is there already and comes again.
public enum Refresh {
    /// One stack more, and the full time again.
    STACK,
    /// The full time again.
    RENEW,
    /// What is left is added, up to twice the full time.
    EXTEND,
    /// Nothing.
    KEEP
}
