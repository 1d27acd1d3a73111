package dev.rudp.engine.snapshot;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.transport.wire.LittleEndian;
import java.util.Arrays;

/// Writes snapshots for the clients of one shard thread. No allocation after construction.
///
/// A snapshot turns the client's baseline view into the view of this tick:
///
/// ```
/// header              see SnapshotHeader
/// if removed: varuint count, then per entity varuint gap, over indexes of the baseline's view
/// if changed: one bit per entity of the baseline's view (low bit first, whole bytes), then per set
///             bit, per eight fields: mask byte, then per set bit varint delta
/// if added:   varuint count, then per entity varuint gap over slots, varuint generation, then per
///             field varint value
/// ```
///
/// `gap` is the distance to the item before, less one. Changes name entities by their place in the
/// baseline, one bit each, because both sides know it. What is in the baseline and not named stays
/// as it is. An entity whose values are too old to build on is removed and added in one message.
///
/// When not everything fits, removals go first, then the player's own entity, then whoever has the
/// most *priority*: every entity that waits gains some with every snapshot, near ones up to ten
/// times as much as far ones, and loses it when it is sent. So the near are smooth and none
/// starves.
public final class SnapshotEncoder {
    /// Returned when a frame was overwritten while it was read; try again with a newer one.
    public static final int OVERRUN = -1;

    /// Returned when the client was already sent this frame or a newer one.
    public static final int NOTHING_NEW = 0;

    /// What happens to a visible entity in this snapshot.
    private static final byte SAME = 0;

    private static final byte CHANGED = 1;
    private static final byte ADDED = 2;

    /// A change that did not fit: the view keeps the old values.
    private static final byte CHANGED_WAITS = 3;

    private static final byte ADDED_WAITS = 4;

    /// Fields under one mask byte.
    private static final int GROUP = 8;

    private static final int MAX_VARINT_BYTES = 5;
    private static final int SLOT_GAP_BYTES = 3;
    private static final int COUNT_BYTES = 2;
    private static final int NEAR_GAIN = 64;
    private static final int OWN_PRIORITY = Integer.MAX_VALUE;
    private static final int MAX_PRIORITY = Integer.MAX_VALUE / 2;

    private final int fieldCount;
    private final int stride;
    private final int maskBytes;
    private final int maxVisible;
    private final int maxAge;
    private final int minBudgetBytes;
    private final long radiusSquared;
    private final FrameRing ring;

    // Per visible entity of the snapshot in work.
    private final byte[] kind;
    private final int[] baseIndex;
    private final int[] age;
    private final int[] bodyStart;
    private final int[] bodyEnd;

    private final int[] removed;
    private final byte[] changes;
    private final byte[] additions;
    private final long[] queue;
    private final int[] priority;

    // The snapshot in work.
    private Frame frame;
    private int removedCount;
    private int changedCount;
    private int addedCount;
    private int changesEnd;
    private int additionsEnd;
    private int oldestTick;

    private long entityUpdates;
    private long entityUpdateBytes;
    private long entitiesWaited;

    /// @param maxVisible the most entities in a view
    /// @param enterRadius distance in steps at which priority is least
    public SnapshotEncoder(FrameRing ring, int maxVisible, int enterRadius) {
        ReplicatedSchema schema = ring.schema();
        this.ring = ring;
        this.frame = ring.newest();
        this.fieldCount = schema.fieldCount();
        this.stride = frame.stride();
        this.maskBytes = (fieldCount + 7) >>> 3;
        this.maxVisible = maxVisible;
        this.maxAge = Math.min(ClientView.MAX_AGE, ring.length() - 4);
        this.radiusSquared = Math.max(1, (long) enterRadius * enterRadius);
        int entityBytes = maskBytes + MAX_VARINT_BYTES * fieldCount + SLOT_GAP_BYTES;
        this.kind = new byte[maxVisible];
        this.baseIndex = new int[maxVisible];
        this.age = new int[maxVisible];
        this.bodyStart = new int[maxVisible];
        this.bodyEnd = new int[maxVisible];
        this.removed = new int[maxVisible];
        this.changes = new byte[maxVisible * entityBytes];
        this.additions = new byte[maxVisible * entityBytes];
        this.queue = new long[maxVisible];
        this.priority = new int[maxVisible];
        this.minBudgetBytes =
                SnapshotHeader.MAX_BYTES
                        + COUNT_BYTES
                        + 2 * maxVisible
                        + ((maxVisible + 7) >>> 3)
                        + COUNT_BYTES
                        + entityBytes
                        + SLOT_GAP_BYTES;
    }

    /// {@return the least budget: room for every removal and one whole entity}
    public int minBudgetBytes() {
        return minBudgetBytes;
    }

    /// Writes the snapshot of `frame` for one client and remembers it in `view`. {@return its
    /// length, [#NOTHING_NEW] or [#OVERRUN]; in the last two cases nothing is remembered}
    ///
    /// @param visible up to date with `frame`
    /// @param budgetBytes at least [#minBudgetBytes()]
    public int encode(
            Frame frame,
            InterestSet visible,
            ClientView view,
            byte[] out,
            int offset,
            int budgetBytes) {
        assert budgetBytes >= minBudgetBytes && offset + budgetBytes <= out.length;
        assert visible.count() <= maxVisible && view.maxVisible == maxVisible;
        int tick = frame.tick();
        if (tick <= view.sentTick()) {
            return NOTHING_NEW;
        }
        this.frame = frame;
        int baselineTick = view.baselineTick(tick, maxAge);
        classify(visible, view, baselineTick);
        writeBodies(visible, tick - baselineTick);
        int baselineCount = view.count(baselineTick);
        if (worstBytes(baselineCount) > budgetBytes) {
            choose(visible, view, budgetBytes - fixedBytes(baselineCount));
        } else {
            view.waitingCount = 0;
        }
        view.open(tick);
        int count = remember(visible, view);
        int end = write(visible, view, baselineTick, out, offset);
        if (!ring.holds(oldestTick)) {
            visible.refresh();
            return OVERRUN;
        }
        view.commit(tick, count, view.waitingCount > 0);
        return end - offset;
    }

    /// {@return entities sent as a change, all clients together}
    public long entityUpdates() {
        return entityUpdates;
    }

    /// {@return the bytes of those changes}
    public long entityUpdateBytes() {
        return entityUpdateBytes;
    }

    /// {@return how often an entity did not fit and waited}
    public long entitiesWaited() {
        return entitiesWaited;
    }

    /// Walks the baseline's view and the visible set, both sorted by slot, and says per entity what
    /// it needs.
    private void classify(InterestSet visible, ClientView view, int baselineTick) {
        int gone = 0;
        int[] entities = visible.entities();
        int[] held = view.records;
        byte[] kinds = kind;
        int[] ages = age;
        int[] changedTick = frame.changedTicks();
        boolean aged = view.isAged(baselineTick);
        int count = visible.count();
        int tick = frame.tick();
        int agesAt = view.agesStart(baselineTick);
        int start = view.start(baselineTick);
        int end = start + view.count(baselineTick);
        int at = start;
        for (int i = 0; i < count; i++) {
            int entity = entities[i];
            int slot = entity >>> 16;
            while (at < end && held[at] >>> 16 < slot) {
                removed[gone++] = at++ - start;
            }
            kinds[i] = ADDED;
            if (at < end && held[at] >>> 16 == slot) {
                int base = at - start;
                int total = tick - baselineTick + (aged ? view.ages[agesAt + base] : 0);
                boolean same = held[at++] == entity;
                if (same && changedTick[slot] <= tick - total) {
                    kinds[i] = SAME;
                } else if (same && total <= maxAge) {
                    kinds[i] = CHANGED;
                } else {
                    removed[gone++] = base;
                }
                baseIndex[i] = base;
                ages[i] = total;
            }
        }
        while (at < end) {
            removed[gone++] = at++ - start;
        }
        removedCount = gone;
    }

    /// @param usualAge the age of the values of most entities: that of the baseline
    private void writeBodies(InterestSet visible, int usualAge) {
        int[] usual = ring.at(frame.tick() - usualAge).rows();
        int[] entities = visible.entities();
        int[] now = frame.rows();
        byte[] kinds = kind;
        byte[] out = changes;
        int count = visible.count();
        int tick = frame.tick();
        int groups = maskBytes;
        int at = 0;
        int changed = 0;
        int oldestAge = 0;
        additionsEnd = 0;
        addedCount = 0;
        for (int i = 0; i < count; i++) {
            if (kinds[i] == CHANGED) {
                int valueAge = age[i];
                int row = (entities[i] >>> 16) * stride;
                int[] was = valueAge == usualAge ? usual : ring.at(tick - valueAge).rows();
                bodyStart[i] = at;
                int end = writeChange(now, was, row, out, at);
                if (groups > 1) {
                    end = writeMoreChanges(now, was, row, out, at, end);
                }
                if (end == at) {
                    kinds[i] = SAME;
                } else {
                    changed++;
                }
                oldestAge = Math.max(oldestAge, valueAge);
                at = end;
                bodyEnd[i] = at;
            } else if (kinds[i] == ADDED) {
                writeAddition(i, visible.generation(i), now, visible.slot(i) * stride);
            }
        }
        changesEnd = at;
        changedCount = changed;
        oldestTick = tick - oldestAge;
    }

    /// Writes mask and deltas of eight fields from `row` on; {@return the end, or `at` when none
    /// differs}
    ///
    /// Rows are padded with zeros to whole groups of eight, so the first loop's length is a
    /// constant and the compiler unrolls it. What differs, and whether a delta takes one byte or
    /// two, is as good as random: so neither is a branch, only the end of the second loop is.
    private static int writeChange(int[] now, int[] was, int row, byte[] out, int at) {
        int mask = 0;
        for (int field = 0; field < GROUP; field++) {
            int delta = now[row + field] - was[row + field];
            mask |= ((delta | -delta) >>> 31) << field;
        }
        if (mask == 0) {
            return at;
        }
        out[at] = (byte) mask;
        int end = at + 1;
        for (int left = mask; left != 0; left &= left - 1) {
            int field = row + Integer.numberOfTrailingZeros(left);
            int value = zigZag(now[field] - was[field]);
            if (value >>> 14 == 0) {
                int more = (0x7F - value) >>> 31;
                out[end] = (byte) (value | (more << 7));
                // Overwritten by what follows when one byte was enough.
                out[end + 1] = (byte) (value >>> 7);
                end += 1 + more;
            } else {
                end = putVarint(out, end, value);
            }
        }
        return end;
    }

    /// Writes the groups after the first; {@return the end, or `start` when no group differs}
    private int writeMoreChanges(int[] now, int[] was, int row, byte[] out, int start, int first) {
        int at = first;
        boolean any = at > start;
        if (!any) {
            out[at++] = 0;
        }
        for (int group = 1; group < maskBytes; group++) {
            int end = writeChange(now, was, row + group * GROUP, out, at);
            if (end == at) {
                out[at++] = 0;
            } else {
                at = end;
                any = true;
            }
        }
        return any ? at : start;
    }

    private void writeAddition(int i, int generation, int[] now, int row) {
        int at = additionsEnd;
        bodyStart[i] = at;
        at = putVarint(additions, at, generation);
        for (int from = row; from < row + fieldCount; from++) {
            at = putVarint(additions, at, zigZag(now[from]));
        }
        bodyEnd[i] = at;
        additionsEnd = at;
        addedCount++;
    }

    /// {@return an upper bound of the snapshot's length with everything in it}
    private int worstBytes(int baselineCount) {
        return fixedBytes(baselineCount) + changesEnd + additionsEnd + SLOT_GAP_BYTES * addedCount;
    }

    private int fixedBytes(int baselineCount) {
        return SnapshotHeader.MAX_BYTES
                + COUNT_BYTES
                + (maxVisible > 128 ? 2 : 1) * removedCount
                + ((baselineCount + 7) >>> 3)
                + COUNT_BYTES;
    }

    /// Decides who is sent when not everything fits into `roomBytes`, and who waits on.
    private void choose(InterestSet visible, ClientView view, int roomBytes) {
        int count = visible.count();
        int queued = 0;
        int waiting = 0;
        for (int i = 0; i < count; i++) {
            if (kind[i] == SAME) {
                continue;
            }
            int slot = visible.slot(i);
            while (waiting < view.waitingCount && view.waitingSlots[waiting] < slot) {
                waiting++;
            }
            boolean waited = waiting < view.waitingCount && view.waitingSlots[waiting] == slot;
            int gathered = waited ? view.waitingPriority[waiting] : 0;
            priority[i] = Math.min(MAX_PRIORITY, gathered + gain(visible, slot));
            if (slot == visible.ownSlot()) {
                priority[i] = OWN_PRIORITY;
            }
            queue[queued++] = ((long) priority[i] << 16) | (0xFFFF - i);
        }
        sort(queue, queued);
        int room = roomBytes;
        for (int q = queued - 1; q >= 0; q--) {
            int i = 0xFFFF - (int) (queue[q] & 0xFFFF);
            int bytes = bodyEnd[i] - bodyStart[i] + (kind[i] == ADDED ? SLOT_GAP_BYTES : 0);
            if (bytes <= room) {
                room -= bytes;
            } else if (kind[i] == ADDED) {
                kind[i] = ADDED_WAITS;
                addedCount--;
            } else {
                kind[i] = CHANGED_WAITS;
                changedCount--;
            }
        }
        view.waitingCount = 0;
        for (int i = 0; i < count; i++) {
            if (kind[i] == ADDED_WAITS || kind[i] == CHANGED_WAITS) {
                view.waitingSlots[view.waitingCount] = (char) visible.slot(i);
                view.waitingPriority[view.waitingCount++] = priority[i];
                entitiesWaited++;
            }
        }
    }

    /// Sorts ascending (heapsort, Williams 1964): unlike the library's, it never allocates.
    private static void sort(long[] values, int count) {
        for (int root = count / 2 - 1; root >= 0; root--) {
            siftDown(values, root, count);
        }
        for (int end = count - 1; end > 0; end--) {
            long greatest = values[0];
            values[0] = values[end];
            values[end] = greatest;
            siftDown(values, 0, end);
        }
    }

    private static void siftDown(long[] values, int from, int count) {
        long value = values[from];
        int at = from;
        for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
            if (child + 1 < count && values[child + 1] > values[child]) {
                child++;
            }
            if (values[child] <= value) {
                break;
            }
            values[at] = values[child];
            at = child;
        }
        values[at] = value;
    }

    /// {@return the priority gained by one snapshot's wait: 64 at the viewer, 8 at the radius}
    private int gain(InterestSet visible, int slot) {
        long dx = frame.x(slot) - visible.centreX();
        long dy = frame.y(slot) - visible.centreY();
        long squared = Math.min(2 * radiusSquared, dx * dx + dy * dy);
        return (int) (NEAR_GAIN * radiusSquared / (radiusSquared + 7 * squared));
    }

    /// Writes the view that the client will hold; {@return its size}
    private int remember(InterestSet visible, ClientView view) {
        int start = view.start(frame.tick());
        int count = visible.count();
        if (view.waitingCount == 0) {
            System.arraycopy(visible.entities(), 0, view.records, start, count);
            return count;
        }
        int agesAt = view.agesStart(frame.tick());
        int held = 0;
        for (int i = 0; i < count; i++) {
            if (kind[i] != ADDED_WAITS) {
                view.records[start + held] = visible.entities()[i];
                view.ages[agesAt + held] = kind[i] == CHANGED_WAITS ? (byte) age[i] : 0;
                held++;
            }
        }
        return held;
    }

    private int write(
            InterestSet visible, ClientView view, int baselineTick, byte[] out, int offset) {
        int tick = frame.tick();
        int head =
                (view.isChecksumWanted() ? SnapshotHeader.CHECKSUM : 0)
                        | (removedCount > 0 ? SnapshotHeader.REMOVED : 0)
                        | (changedCount > 0 ? SnapshotHeader.CHANGED : 0)
                        | (addedCount > 0 ? SnapshotHeader.ADDED : 0);
        boolean own = visible.isOwnLive(frame);
        int lastInput = own ? frame.lastInputSequence(visible.ownSlot()) : 0;
        int depth = own ? frame.inputQueueDepth(visible.ownSlot()) : 0;
        int baselineAge = baselineTick == 0 ? 0 : tick - baselineTick;
        SnapshotHeader.write(out, offset, head, tick, baselineAge, lastInput, depth);
        int at = offset + SnapshotHeader.FIXED_BYTES;
        if (view.isChecksumWanted()) {
            LittleEndian.putI32(out, at, checksum(visible));
            at += 4;
        }
        if (removedCount > 0) {
            at = putVarint(out, at, removedCount);
            int before = -1;
            for (int i = 0; i < removedCount; i++) {
                at = putVarint(out, at, removed[i] - before - 1);
                before = removed[i];
            }
        }
        if (changedCount > 0) {
            at = writeChanges(visible.count(), view.count(baselineTick), out, at);
        }
        return addedCount > 0 ? writeAdditions(visible, out, at) : at;
    }

    private int writeChanges(int count, int baselineCount, byte[] out, int offset) {
        int bitBytes = (baselineCount + 7) >>> 3;
        int at = offset + bitBytes;
        Arrays.fill(out, offset, at, (byte) 0);
        int from = 0;
        int to = 0;
        for (int i = 0; i < count; i++) {
            if (kind[i] == CHANGED) {
                out[offset + (baseIndex[i] >>> 3)] |= (byte) (1 << (baseIndex[i] & 7));
                // Bodies lie side by side: copy as long a run as all of it is sent.
                if (bodyStart[i] != to) {
                    System.arraycopy(changes, from, out, at, to - from);
                    at += to - from;
                    from = bodyStart[i];
                }
                to = bodyEnd[i];
            }
        }
        System.arraycopy(changes, from, out, at, to - from);
        at += to - from;
        entityUpdates += changedCount;
        entityUpdateBytes += at - offset;
        return at;
    }

    private int writeAdditions(InterestSet visible, byte[] out, int offset) {
        int at = putVarint(out, offset, addedCount);
        int before = -1;
        int count = visible.count();
        for (int i = 0; i < count; i++) {
            if (kind[i] == ADDED) {
                int slot = visible.slot(i);
                at = putVarint(out, at, slot - before - 1);
                before = slot;
                int bytes = bodyEnd[i] - bodyStart[i];
                System.arraycopy(additions, bodyStart[i], out, at, bytes);
                at += bytes;
            }
        }
        return at;
    }

    /// {@return the checksum of the view that was just remembered, its values from the frames}
    private int checksum(InterestSet visible) {
        int tick = frame.tick();
        int held = 0;
        for (int i = 0; i < visible.count(); i++) {
            held += kind[i] == ADDED_WAITS ? 0 : 1;
        }
        long hash = ViewChecksum.start(tick, held);
        for (int i = 0; i < visible.count(); i++) {
            if (kind[i] != ADDED_WAITS) {
                int valueTick = kind[i] == CHANGED_WAITS ? tick - age[i] : tick;
                int slot = visible.slot(i);
                hash =
                        ViewChecksum.entity(
                                hash,
                                slot,
                                visible.generation(i),
                                ring.at(valueTick).rows(),
                                slot * stride,
                                fieldCount);
            }
        }
        return ViewChecksum.finish(hash);
    }

    private static int zigZag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    private static int putVarint(byte[] out, int offset, int value) {
        int at = offset;
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out[at++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        return at;
    }
}
