package dev.rudp.engine.snapshot;

import java.util.Arrays;

/// The entities that a client sees at one tick, sorted by slot. Read-only for all but its decoder,
/// which uses its memory again 64 snapshots later. Owner: the client's thread.
public final class SnapshotView {
    final int[] slots;
    final int[] generations;
    final int[] rows;
    final int fieldCount;
    int count;
    int tick;
    int baselineTick;
    int lastInputSequence;
    int inputQueueDepth;

    SnapshotView(int maxVisible, int fieldCount) {
        this.slots = new int[maxVisible];
        this.generations = new int[maxVisible];
        this.rows = new int[maxVisible * fieldCount];
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

    /// {@return the i-th entity's slot, ascending}
    public int slot(int i) {
        return slots[i];
    }

    public int generation(int i) {
        return generations[i];
    }

    /// {@return a value of the i-th entity, in steps}
    public int value(int field, int i) {
        return rows[i * fieldCount + field];
    }

    /// {@return the index of the entity in `slot`, negative when it is not in view}
    public int indexOf(int slot) {
        return Arrays.binarySearch(slots, 0, count, slot);
    }

    /// {@return the index of that very entity, negative when it is not in view}
    public int indexOf(int slot, int generation) {
        int i = indexOf(slot);
        return i >= 0 && generations[i] != generation ? -1 : i;
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

    /// {@return the checksum of this view, the same as the server computes of it}
    public int checksum() {
        long hash = ViewChecksum.start(tick, count);
        for (int i = 0; i < count; i++) {
            hash =
                    ViewChecksum.entity(
                            hash, slots[i], generations[i], rows, i * fieldCount, fieldCount);
        }
        return ViewChecksum.finish(hash);
    }
}
