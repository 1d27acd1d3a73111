package dev.rudp.engine.snapshot;

import dev.rudp.engine.schema.MotionPredictor;

/// What a client has been told up to one tick: the entities that it sees, in numbered places, and
/// for each its newest values and their tick. Read-only for all but its decoder, which uses its
/// memory again 64 snapshots later. Owner: the client's thread.
public final class SnapshotView {
    static final int NOBODY = -1;

    /// Per place its entity, `slot << 16 | generation`; 0 when it is free.
    final int[] entities;

    /// Per place the tick of the snapshot with which its entity came, and of its newest values.
    final int[] addedTicks;

    final int[] valueTicks;
    final int[] rows;
    final int[] order;
    final int fieldCount;
    int count;
    int tick;
    int baselineTick;
    int lastInputSequence;
    int inputQueueDepth;

    SnapshotView(int places, int fieldCount) {
        this.entities = new int[places];
        this.addedTicks = new int[places];
        this.valueTicks = new int[places];
        this.rows = new int[places * fieldCount];
        this.order = new int[places];
        this.fieldCount = fieldCount;
    }

    /// {@return the server's tick, 0 for the empty view before the first snapshot}
    public int tick() {
        return tick;
    }

    /// {@return the tick of the view that this one was built on, 0 for none}
    public int baselineTick() {
        return baselineTick;
    }

    /// {@return the number of entities}
    public int count() {
        return count;
    }

    /// {@return the number of places, taken or not}
    public int places() {
        return entities.length;
    }

    /// {@return the place of the i-th entity, ascending; it stays the same while the entity is in
    /// view}
    public int place(int i) {
        return order[i];
    }

    /// {@return the i-th entity's slot}
    public int slot(int i) {
        return entities[order[i]] >>> 16;
    }

    public int generation(int i) {
        return entities[order[i]] & 0xFFFF;
    }

    /// {@return the tick of the i-th entity's values: this view's, or an earlier one}
    public int valueTick(int i) {
        return valueTicks[order[i]];
    }

    /// {@return a value of the i-th entity as it was told, in steps}
    public int value(int field, int i) {
        return rows[order[i] * fieldCount + field];
    }

    /// Writes the i-th entity's values as they are foreseen for `atTick`, at most
    /// [MotionPredictor#MAX_TICKS] beyond the tick of its values, to `into`.
    public void foresee(MotionPredictor predictor, int i, int atTick, int[] into) {
        int from = valueTick(i);
        System.arraycopy(rows, order[i] * fieldCount, into, 0, fieldCount);
        int to = Math.min(Math.max(from, atTick), from + MotionPredictor.MAX_TICKS);
        predictor.advance(into, 0, from, to);
    }

    /// {@return the index of the entity in `slot`, negative when it is not in view}
    public int indexOf(int slot) {
        for (int i = 0; i < count; i++) {
            if (slot(i) == slot) {
                return i;
            }
        }
        return NOBODY;
    }

    /// {@return the index of that very entity, negative when it is not in view}
    public int indexOf(int slot, int generation) {
        int entity = (slot << 16) | generation;
        for (int i = 0; i < count; i++) {
            if (entities[order[i]] == entity) {
                return i;
            }
        }
        return NOBODY;
    }

    /// {@return the lower 16 bits of the sequence of the newest own input that had its effect}
    public int lastInputSequence() {
        return lastInputSequence;
    }

    /// {@return how many own inputs waited on the server: 0 means that it starves, more than 2 that
    /// inputs come too early}
    public int inputQueueDepth() {
        return inputQueueDepth;
    }

    /// {@return the checksum of this view}
    public int checksum() {
        long hash = ViewChecksum.start(tick, count);
        for (int i = 0; i < count; i++) {
            int place = order[i];
            hash =
                    ViewChecksum.entity(
                            hash,
                            place,
                            entities[place],
                            valueTicks[place],
                            rows,
                            place * fieldCount,
                            fieldCount);
        }
        return ViewChecksum.finish(hash);
    }

    void copyFrom(SnapshotView other) {
        int places = entities.length;
        System.arraycopy(other.entities, 0, entities, 0, places);
        System.arraycopy(other.addedTicks, 0, addedTicks, 0, places);
        System.arraycopy(other.valueTicks, 0, valueTicks, 0, places);
        System.arraycopy(other.rows, 0, rows, 0, rows.length);
    }

    /// Counts and orders the taken places.
    void settle() {
        count = 0;
        for (int place = 0; place < entities.length; place++) {
            if (entities[place] != 0) {
                order[count++] = place;
            }
        }
    }
}
