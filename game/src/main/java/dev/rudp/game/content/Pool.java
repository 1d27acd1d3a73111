package dev.rudp.game.content;

/// What is spent and comes back.
public enum Pool {
    HEALTH,
    MANA,
    STAMINA;

    /// {@return its place among all of these, for arrays; never saved}
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }
}
