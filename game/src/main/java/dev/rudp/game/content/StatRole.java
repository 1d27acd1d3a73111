package dev.rudp.game.content;

/// What the rules use a stat for. Every role but `none` belongs to exactly one stat of a pack.
public enum StatRole {
    NONE,
    MAX_HEALTH,
    MAX_MANA,
    MAX_STAMINA,
    /// Points a second.
    HEALTH_REGENERATION,
    MANA_REGENERATION,
    STAMINA_REGENERATION,
    /// Added to every damage, times the damage's own factor.
    ATTACK,
    /// Against schools with armour.
    DEFENCE,
    ACCURACY,
    EVASION,
    /// A share, 0..1.
    CRITICAL_CHANCE,
    /// A factor, 1.5 for half as much again.
    CRITICAL_DAMAGE,
    /// A factor on the speed of running.
    SPEED,
    /// A factor on the speed of casting.
    HASTE,
    /// In kilograms.
    CARRY_WEIGHT,
    /// A factor on the threat of what one does.
    THREAT;

    /// {@return its place among all of these, for arrays; never saved}
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }
}
