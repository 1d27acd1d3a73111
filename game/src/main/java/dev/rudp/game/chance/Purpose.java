package dev.rudp.game.chance;

/// What a throw is for. Each purpose is a stream of its own: more throws of one never change those
/// of another.
public enum Purpose {
    HIT(1),
    STRENGTH(2),
    CRITICAL(3),
    EFFECT(4),
    LOOT(5),
    SPAWN(6),
    STROLL(7);

    private final long salt;

    Purpose(long salt) {
        this.salt = Chance.mix(salt);
    }

    long salt() {
        return salt;
    }
}
