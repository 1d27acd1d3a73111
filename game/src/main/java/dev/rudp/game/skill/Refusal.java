package dev.rudp.game.skill;

/// Why something was not done. The code goes to the client; each is counted.
public enum Refusal {
    NONE(0),
    /// The command's numbers make no sense.
    MALFORMED(1),
    DEAD(2),
    NOT_DEAD(3),
    STUNNED(4),
    SILENCED(5),
    DISARMED(6),
    UNKNOWN_SKILL(7),
    COOLDOWN(8),
    GLOBAL_COOLDOWN(9),
    LOCKED(10),
    BUSY(11),
    NO_TARGET(12),
    WRONG_TARGET(13),
    OUT_OF_RANGE(14),
    NOT_FACING(15),
    NO_SIGHT(16),
    NO_RESOURCES(17),
    NOT_YOURS(18),
    NO_ROOM(19),
    TOO_HEAVY(20),
    TOO_LOW(21),
    WRONG_CLASS(22),
    WRONG_SLOT(23),
    NOT_USABLE(24),
    RESERVED(25),
    NO_GOLD(26),
    NOT_SOLD_HERE(27),
    NO_TRADE(28),
    CHANGED(29),
    NO_POINTS(30),
    MISSING_NEED(31),
    TOP_RANK(32),
    TOO_EARLY(33),
    TOO_OFTEN(34),
    TEXT(35),
    NO_PARTY(36),
    PARTY_FULL(37),
    NOT_LEADER(38),
    FIGHTING(39),
    BROKEN(40),
    TRADING(41);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /// {@return what clients see; never changes}
    public int code() {
        return code;
    }
}
