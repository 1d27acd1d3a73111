package dev.rudp.engine.interest;

import dev.rudp.engine.frame.Frame;
import java.util.Arrays;

/// Whom one player sees, kept up by an [InterestEvaluator]: entities in numbered *places*. An
/// entity keeps its place as long as it is in view; a place that became free is given to another.
/// Place 0 belongs to the player's own entity alone. Which places are taken, and which ring each is
/// in, are bit sets: whoever needs "all that are due now" gets them for 64 places with a few
/// operations. Owner: the session's shard thread. No allocation after construction.
public final class InterestSet {
    /// In [#bits()]: the places that are taken.
    public static final int MEMBERS = 0;

    /// In [#bits()]: the places whose entity became another, or none, since [#clearTurned].
    public static final int TURNED = 1;

    /// In [#bits()]: the places whose entity was on the player's team when it came into view.
    public static final int ALLIES = 2;

    /// In [#bits()]: the places in the innermost ring; the other rings follow. All rings together
    /// make up [#MEMBERS].
    public static final int RINGS = 3;

    private static final int KINDS = RINGS + DetailRings.COUNT;
    private static final int CACHE_LINE_INTS = 16;

    /// Per place its entity, slot in the upper, generation in the lower 16 bits; 0 when it is free.
    final int[] entities;

    /// Sets of places, 64 to a word: [#MEMBERS], [#TURNED], [#ALLIES], then one for each ring. One
    /// array, for the sake of one cache line.
    final long[] bits;

    /// Since when the filter hides the entity of a place, 0 when it does not.
    final int[] hiddenSince;

    final int words;
    int count;
    int ownSlot = -1;
    int ownGeneration;
    int phase;
    int centreX;
    int centreY;
    int checkedTick;
    boolean anyTurned;
    boolean due = true;

    public InterestSet(InterestConfig config) {
        int places = config.maxVisible();
        this.words = (places + 63) >>> 6;
        this.entities = new int[places];
        this.bits = new long[KINDS * words];
        this.hiddenSince = new int[places];
    }

    /// Starts over for a player.
    ///
    /// @param ownSlot its own entity, always in view while it lives
    /// @param phase any number: evaluations of sessions with other phases fall on other ticks
    public void reset(int ownSlot, int ownGeneration, int phase) {
        this.ownSlot = ownSlot;
        this.ownGeneration = ownGeneration;
        this.phase = phase & 0xFFFF;
        Arrays.fill(entities, 0);
        Arrays.fill(bits, 0);
        this.count = 0;
        this.checkedTick = 0;
        this.anyTurned = false;
        this.due = true;
    }

    /// Has the set evaluated at the next update, whatever its phase: what it was made from proved
    /// invalid.
    public void refresh() {
        due = true;
        checkedTick = 0;
    }

    /// {@return the number of entities in view}
    public int count() {
        return count;
    }

    /// {@return the number of places, taken or not}
    public int places() {
        return entities.length;
    }

    public boolean isTaken(int place) {
        return has(MEMBERS, place);
    }

    /// {@return the slot of the entity at a place that is taken}
    public int slot(int place) {
        return entities[place] >>> 16;
    }

    public int generation(int place) {
        return entities[place] & 0xFFFF;
    }

    /// {@return whether the entity at a place that is taken was on the player's team when it came}
    public boolean isAlly(int place) {
        return has(ALLIES, place);
    }

    /// {@return the place of that very entity, -1 when it is not in view}
    public int placeOf(int slot, int generation) {
        for (int place = 0; place < entities.length; place++) {
            if (isTaken(place) && entities[place] == (slot << 16 | generation)) {
                return place;
            }
        }
        return -1;
    }

    /// {@return the ring of the entity at a place that is taken, 0 the innermost}
    public int ring(int place) {
        for (int ring = 1; ring < DetailRings.COUNT; ring++) {
            if (has(RINGS + ring, place)) {
                return ring;
            }
        }
        return 0;
    }

    /// {@return the sets of 64 places each}
    public int words() {
        return words;
    }

    /// {@return the sets of places, that of `kind` in the words from `kind * words()` on: for hot
    /// readers only, never to be written}
    public long[] bits() {
        return bits;
    }

    /// {@return per place `slot << 16 | generation`: for hot readers only, never to be written}
    public int[] entities() {
        return entities;
    }

    /// {@return whether some place changed hands since [#clearTurned]}
    public boolean isAnyTurned() {
        return anyTurned;
    }

    /// The places that changed hands have been taken note of.
    public void clearTurned() {
        Arrays.fill(bits, TURNED * words, ALLIES * words, 0);
        anyTurned = false;
    }

    public int ownSlot() {
        return ownSlot;
    }

    public int ownGeneration() {
        return ownGeneration;
    }

    /// {@return any number, another for each session: spreads what is done every few ticks}
    public int phase() {
        return phase;
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
    public long touch() {
        long sum = centreX + bits[0];
        for (int i = 0; i < entities.length; i += CACHE_LINE_INTS) {
            sum += entities[i];
        }
        return sum;
    }

    /// {@return whether the player's own entity lives in `frame`}
    public boolean isOwnLive(Frame frame) {
        return ownSlot >= 0 && frame.generation(ownSlot) == ownGeneration;
    }

    void enter(int place, int slot, int generation, int ring) {
        entities[place] = (slot << 16) | generation;
        hiddenSince[place] = 0;
        set(MEMBERS, place);
        set(TURNED, place);
        set(RINGS + ring, place);
        clear(ALLIES, place);
        anyTurned = true;
        count++;
    }

    void leave(int place) {
        clear(MEMBERS, place);
        set(TURNED, place);
        for (int ring = 0; ring < DetailRings.COUNT; ring++) {
            clear(RINGS + ring, place);
        }
        anyTurned = true;
        count--;
    }

    void move(int place, int toRing) {
        for (int ring = 0; ring < DetailRings.COUNT; ring++) {
            clear(RINGS + ring, place);
        }
        set(RINGS + toRing, place);
    }

    boolean has(int kind, int place) {
        return (bits[kind * words + (place >>> 6)] >>> place & 1) != 0;
    }

    void set(int kind, int place) {
        bits[kind * words + (place >>> 6)] |= 1L << place;
    }

    private void clear(int kind, int place) {
        bits[kind * words + (place >>> 6)] &= ~(1L << place);
    }

    /// {@return the lowest free place from 1 on, -1 for none}
    int freePlace() {
        for (int word = 0; word < words; word++) {
            long free = ~bits[word] & (word == 0 ? ~1L : ~0L);
            if (free != 0) {
                int place = (word << 6) + Long.numberOfTrailingZeros(free);
                return place < entities.length ? place : -1;
            }
        }
        return -1;
    }
}
