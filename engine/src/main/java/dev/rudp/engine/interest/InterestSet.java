package dev.rudp.engine.interest;

import dev.rudp.engine.frame.Frame;

/// Whom one player sees: a list of entities sorted by slot, kept up by an [InterestEvaluator].
/// Owner: the session's shard thread. No allocation after construction.
public final class InterestSet {
    private static final int CACHE_LINE_INTS = 16;

    /// Slot in the upper, generation in the lower 16 bits, ascending by slot.
    final int[] entities;

    int count;
    int ownSlot = -1;
    int ownGeneration;
    int phase;
    int centreX;
    int centreY;
    boolean due = true;

    public InterestSet(InterestConfig config) {
        this.entities = new int[config.maxVisible()];
    }

    /// Starts over for a player.
    ///
    /// @param ownSlot its own entity, always in view while it lives
    /// @param phase any number: evaluations of sessions with other phases fall on other ticks
    public void reset(int ownSlot, int ownGeneration, int phase) {
        this.ownSlot = ownSlot;
        this.ownGeneration = ownGeneration;
        this.phase = phase & 0xFFFF;
        this.count = 0;
        this.due = true;
    }

    /// Has the set evaluated at the next update, whatever its phase: what it was made from proved
    /// invalid.
    public void refresh() {
        due = true;
    }

    public int count() {
        return count;
    }

    /// {@return the i-th slot in view, ascending}
    public int slot(int i) {
        return entities[i] >>> 16;
    }

    public int generation(int i) {
        return entities[i] & 0xFFFF;
    }

    /// {@return all entities in view up to [#count()], each as `slot << 16 | generation`: for hot
    /// readers only, never to be written}
    public int[] entities() {
        return entities;
    }

    public int ownSlot() {
        return ownSlot;
    }

    public int ownGeneration() {
        return ownGeneration;
    }

    /// {@return where the player looks from, in steps: its own entity, or where that was last}
    public int centreX() {
        return centreX;
    }

    public int centreY() {
        return centreY;
    }

    /// Reads ahead all that an update and a snapshot read. {@return a number without meaning, which
    /// must be used}
    public int touch() {
        int sum = centreX;
        for (int i = 0; i < entities.length; i += CACHE_LINE_INTS) {
            sum += entities[i];
        }
        return sum;
    }

    /// {@return whether the player's own entity lives in `frame`}
    public boolean isOwnLive(Frame frame) {
        return ownSlot >= 0 && frame.generation(ownSlot) == ownGeneration;
    }
}
