package dev.rudp.game.command;

/// The bounds of a number in a command, both ends allowed.
public enum Field {
    SKILL(0, 4_095),
    KIND(0, 4_095),
    SLOT(0, 65_535),
    /// A slot or nobody.
    TARGET(-1, 65_535),
    /// [dev.rudp.game.map.Distance] units of the largest world.
    X(0, 8_192 * 256),
    Y(0, 8_192 * 256),
    YAW(0, 65_535),
    PLACE(0, 63),
    ID(0, Long.MAX_VALUE),
    UNITS(1, 999),
    GOLD(0, 1_000_000_000_000L),
    CHANNEL(0, 4);

    private final long least;
    private final long most;

    Field(long least, long most) {
        this.least = least;
        this.most = most;
    }

    public long least() {
        return least;
    }

    public long most() {
        return most;
    }

    public boolean allows(long value) {
        return value >= least && value <= most;
    }
}
