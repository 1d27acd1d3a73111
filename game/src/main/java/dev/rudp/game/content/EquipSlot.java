package dev.rudp.game.content;

/// Where equipment is worn. An item for `two-hands` lies in the main hand and keeps the off hand
/// free.
public enum EquipSlot {
    NONE,
    MAIN_HAND,
    OFF_HAND,
    TWO_HANDS,
    HEAD,
    CHEST,
    HANDS,
    LEGS,
    FEET,
    NECK,
    RING;

    /// {@return its place among all of these, for arrays; never saved}
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }
}
