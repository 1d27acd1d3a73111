package dev.rudp.game.event;

/// What an event tells, and what its numbers mean. `actor` is who acts, `other` whom it befalls.
public enum EventKind {
    /// a = damage in thousandths, b = skill or effect, c = flags of [Events].
    DAMAGED,
    /// a = health in thousandths, b = skill or effect.
    HEALED,
    MISSED,
    /// The actor died; other = who did it, or -1.
    DIED,
    RESPAWNED,
    /// a = effect.
    EFFECT_BEGAN,
    EFFECT_ENDED,
    /// a = effect; immune or diminished to nothing.
    RESISTED,
    /// a = skill, b = ticks.
    CAST_BEGAN,
    CAST_ENDED,
    CAST_BROKEN,
    /// a = new level.
    LEVELLED,
    /// a = experience.
    EXPERIENCE,
    /// a = item kind, b = count, id = item.
    ITEM_GAINED,
    ITEM_LOST,
    /// a = gold.
    GOLD_GAINED,
    GOLD_LOST,
    /// id = item; lies on the ground at x, y.
    DROPPED,
    /// a = task, b = count.
    TASK_COUNTED,
    TASK_DONE,
    /// a = step of the trade, other = partner.
    TRADE,
    /// a = step, other = member.
    PARTY,
    /// a = channel; the text is in the text store.
    CHAT,
    /// a = kind of command, b = code of the refusal, c = its number.
    REFUSED,
    SPAWNED,
    DESPAWNED
}
