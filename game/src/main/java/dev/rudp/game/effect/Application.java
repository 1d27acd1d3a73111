package dev.rudp.game.effect;

/// What became of an effect that was put on somebody.
public enum Application {
    BEGAN,
    /// It was there and was renewed, extended or stacked.
    CHANGED,
    /// It was there and stays as it was.
    KEPT,
    IMMUNE,
    /// Crowd control that came too often.
    DIMINISHED,
    /// The bearer has no room for more effects.
    FULL
}
