package dev.rudp.engine.frame;

import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.space.SpatialIndex;

/// The world at one tick, as others may see it: for every live slot its generation, its replicated
/// values in steps and the tick of its last change; for players also the progress of their inputs;
/// and the spatial index over the positions. Immutable from its publication until the ring comes
/// round to it again: see [FrameRing#holds(int)].
///
/// The values of one slot lie side by side (`rows[slot * stride + field]`), because whoever reads
/// one field of an entity (the delta encoder, the comparison with the previous tick) reads them
/// all: one cache line an entity instead of one per field.
public final class Frame {
    final int[] rows;
    final char[] generation;
    final int[] changedTick;
    final int[] liveSlots;
    final int[] lastInputSequence;
    final byte[] inputQueueDepth;
    final byte[] scope;
    final char[] owner;
    final int[] scopedSlots;
    final SpatialIndex index;
    int liveCount;
    int scopedCount;
    int endedTick;
    int tick;
    long scheduledNs;

    private static final EntityScope[] SCOPES = EntityScope.values();

    private final ReplicatedSchema schema;
    private final int stride;
    private final int xField;
    private final int yField;
    private final int zField;

    Frame(ReplicatedSchema schema, int capacity, SpatialIndex index) {
        this.schema = schema;
        this.stride = strideOf(schema);
        this.xField = schema.xField();
        this.yField = schema.yField();
        this.zField = schema.zField();
        this.rows = new int[capacity * stride];
        this.generation = new char[capacity];
        this.changedTick = new int[capacity];
        this.liveSlots = new int[capacity];
        this.lastInputSequence = new int[capacity];
        this.inputQueueDepth = new byte[capacity];
        this.scope = new byte[capacity];
        this.owner = new char[capacity];
        this.scopedSlots = new int[capacity];
        this.index = index;
    }

    /// {@return ints per row: whole groups of eight, two rows to a cache line; the rest stays 0}
    static int strideOf(ReplicatedSchema schema) {
        return (schema.fieldCount() + 7) & ~7;
    }

    /// {@return the tick, from 1; 0 is the empty world before the first}
    public int tick() {
        return tick;
    }

    /// {@return the instant for which the tick was scheduled, on the clock of whoever advanced the
    /// world}
    public long scheduledNs() {
        return scheduledNs;
    }

    /// {@return a replicated value in steps}
    public int value(int field, int slot) {
        return rows[slot * stride + field];
    }

    /// {@return the first horizontal coordinate in steps}
    public int x(int slot) {
        return rows[slot * stride + xField];
    }

    /// {@return the second horizontal coordinate in steps}
    public int y(int slot) {
        return rows[slot * stride + yField];
    }

    /// {@return the height in steps; 0 in a world without}
    public int z(int slot) {
        return zField < 0 ? 0 : rows[slot * stride + zField];
    }

    public boolean isLive(int slot) {
        return generation[slot] != 0;
    }

    /// {@return the generation of the entity that lives in `slot`, 1..65535, or 0 when none does}
    public int generation(int slot) {
        return generation[slot];
    }

    /// {@return the last tick, up to this one, in which a value or the generation of `slot` became
    /// another}
    public int changedTick(int slot) {
        return changedTick[slot];
    }

    public int liveCount() {
        return liveCount;
    }

    /// {@return the i-th live slot, ascending}
    public int liveSlot(int i) {
        return liveSlots[i];
    }

    /// {@return the sequence of the newest input that had its effect on the player in `slot`, 0 for
    /// none}
    public int lastInputSequence(int slot) {
        return lastInputSequence[slot];
    }

    /// {@return how many inputs of the player in `slot` were waiting after this tick took one}
    public int inputQueueDepth(int slot) {
        return inputQueueDepth[slot];
    }

    /// {@return the newest tick, up to this one, in which some entity ended}
    public int endedTick() {
        return endedTick;
    }

    /// {@return whose business the entity in `slot` is}
    public EntityScope scope(int slot) {
        return SCOPES[scope[slot]];
    }

    /// {@return the player's slot to which the entity in `slot` belongs; 0 until somebody says so}
    public int owner(int slot) {
        return owner[slot];
    }

    /// {@return how many live entities have another scope than [EntityScope#NEARBY]}
    public int scopedCount() {
        return scopedCount;
    }

    /// {@return the slot of the i-th of them, ascending}
    public int scopedSlot(int i) {
        return scopedSlots[i];
    }

    public SpatialIndex index() {
        return index;
    }

    public ReplicatedSchema schema() {
        return schema;
    }

    public int capacity() {
        return generation.length;
    }

    /// {@return all values, `rows()[slot * stride() + field]`: for hot readers only, never to be
    /// written}
    public int[] rows() {
        return rows;
    }

    /// {@return [#changedTick(int)] of all slots: for hot readers only, never to be written}
    public int[] changedTicks() {
        return changedTick;
    }

    /// {@return the distance between two slots in [#rows()]}
    public int stride() {
        return stride;
    }
}
