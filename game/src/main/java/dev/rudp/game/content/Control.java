package dev.rudp.game.content;

/// What somebody under crowd control cannot do.
public enum Control {
    /// Neither move nor act.
    STUN,
    /// Not move.
    ROOT,
    /// Not use skills that cost mana.
    SILENCE,
    /// Not attack: skills that cost no mana.
    DISARM;

    /// {@return its place among all of these, for arrays; never saved}
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }
}
