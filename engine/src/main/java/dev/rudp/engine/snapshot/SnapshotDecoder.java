package dev.rudp.engine.snapshot;

import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.transport.wire.ByteReader;
import org.jspecify.annotations.Nullable;

/// A client's end of the snapshots: turns messages into views and keeps the last 64 of them, both
/// as baselines and for interpolation. Every byte is checked; whatever is wrong is a result and
/// changes nothing. Owner: the client's thread. No allocation after construction.
///
/// Tell the server [#decodedTick()] with every input message: that is what it builds on.
public final class SnapshotDecoder {
    private final ReplicatedSchema schema;
    private final int fieldCount;
    private final int maxVisible;
    private final SnapshotView empty;
    private final SnapshotView[] views = new SnapshotView[ClientView.HISTORY];
    private final boolean[] removed;
    private final boolean[] changed;
    private final int[] row;
    private final SnapshotHeader header = new SnapshotHeader();
    private final ByteReader in = new ByteReader();
    private final long[] results = new long[DecodeResult.values().length];
    private SnapshotView spare;
    private SnapshotView newest;
    private boolean needsFull = true;

    /// @param maxVisible the most entities in a view, from the welcome
    public SnapshotDecoder(ReplicatedSchema schema, int maxVisible) {
        if (maxVisible < 1 || maxVisible > InterestConfig.MAX_VISIBLE) {
            throw new IllegalArgumentException(
                    "snapshot.max-visible=" + maxVisible + " not in [1, 1024]");
        }
        this.schema = schema;
        this.fieldCount = schema.fieldCount();
        this.maxVisible = maxVisible;
        this.removed = new boolean[maxVisible];
        this.changed = new boolean[maxVisible];
        this.row = new int[fieldCount];
        for (int i = 0; i < views.length; i++) {
            views[i] = new SnapshotView(maxVisible, fieldCount);
        }
        this.spare = new SnapshotView(maxVisible, fieldCount);
        this.empty = new SnapshotView(0, fieldCount);
        this.newest = empty;
    }

    /// Decodes one message; the outcome is counted.
    public DecodeResult decode(byte[] bytes, int offset, int length) {
        DecodeResult result = tryDecode(bytes, offset, length);
        results[index(result)]++;
        return result;
    }

    /// {@return the newest view, an empty one of tick 0 before the first}
    public SnapshotView newest() {
        return newest;
    }

    /// {@return the view of that tick, or null when there is none (any more)}
    public @Nullable SnapshotView view(int tick) {
        SnapshotView view = views[tick & (ClientView.HISTORY - 1)];
        return tick > 0 && view.tick == tick ? view : null;
    }

    /// {@return the newest kept view of that tick or before, or null}
    public @Nullable SnapshotView viewAtOrBefore(int tick) {
        int from = Math.min(tick, newest.tick);
        int oldest = Math.max(1, newest.tick - ClientView.HISTORY + 1);
        for (int candidate = from; candidate >= oldest; candidate--) {
            SnapshotView view = view(candidate);
            if (view != null) {
                return view;
            }
        }
        return null;
    }

    /// {@return what to tell the server: the tick of the newest view, or 0 to ask for everything}
    public int decodedTick() {
        return needsFull ? 0 : newest.tick;
    }

    /// {@return how often that was the outcome}
    public long count(DecodeResult result) {
        return results[index(result)];
    }

    @SuppressWarnings("EnumOrdinal") // a counter per outcome; the number never leaves this object
    private static int index(DecodeResult result) {
        return result.ordinal();
    }

    private DecodeResult tryDecode(byte[] bytes, int offset, int length) {
        if (!header.read(bytes, offset, length)) {
            return DecodeResult.MALFORMED;
        }
        if (header.tick() <= newest.tick) {
            return DecodeResult.STALE;
        }
        SnapshotView baseline = header.baselineTick() == 0 ? empty : view(header.baselineTick());
        if (baseline == null) {
            needsFull = true;
            return DecodeResult.NEEDS_BASELINE;
        }
        in.wrap(bytes, offset + header.lengthBytes(), length - header.lengthBytes());
        if (!readRemoved(baseline.count) || !readChanges(baseline) || !readAdded()) {
            return DecodeResult.MALFORMED;
        }
        if (in.failed() || in.remaining() != 0) {
            return DecodeResult.MALFORMED;
        }
        spare.tick = header.tick();
        spare.baselineTick = header.baselineTick();
        spare.lastInputSequence = header.lastInputSequence();
        spare.inputQueueDepth = header.inputQueueDepth();
        if (header.hasChecksum() && header.checksum() != spare.checksum()) {
            needsFull = true;
            return DecodeResult.MISMATCH;
        }
        accept();
        return DecodeResult.DECODED;
    }

    private void accept() {
        int place = spare.tick & (ClientView.HISTORY - 1);
        SnapshotView recycled = views[place];
        views[place] = spare;
        newest = spare;
        spare = recycled;
        needsFull = false;
    }

    private boolean readRemoved(int baselineCount) {
        for (int i = 0; i < baselineCount; i++) {
            removed[i] = false;
        }
        if ((header.head & SnapshotHeader.REMOVED) == 0) {
            return true;
        }
        int count = in.varU32();
        if (count < 1 || count > baselineCount) {
            return false;
        }
        int at = -1;
        for (int i = 0; i < count; i++) {
            int gap = in.varU32();
            if (in.failed() || gap < 0 || gap >= baselineCount - at - 1) {
                return false;
            }
            at += gap + 1;
            removed[at] = true;
        }
        return true;
    }

    /// Copies what stays of the baseline into the spare view, with its changes.
    private boolean readChanges(SnapshotView baseline) {
        if (!readChangeBits(baseline.count)) {
            return false;
        }
        int kept = 0;
        for (int i = 0; i < baseline.count; i++) {
            if (removed[i]) {
                continue;
            }
            spare.slots[kept] = baseline.slots[i];
            spare.generations[kept] = baseline.generations[i];
            System.arraycopy(
                    baseline.rows, i * fieldCount, spare.rows, kept * fieldCount, fieldCount);
            if (changed[i] && !readDeltas(kept * fieldCount)) {
                return false;
            }
            kept++;
        }
        spare.count = kept;
        return true;
    }

    private boolean readChangeBits(int baselineCount) {
        boolean any = (header.head & SnapshotHeader.CHANGED) != 0;
        for (int i = 0; i < baselineCount; i += 8) {
            int bits = any ? in.u8() : 0;
            if (baselineCount - i < 8 && bits >>> (baselineCount - i) != 0) {
                return false;
            }
            for (int bit = 0; bit < 8 && i + bit < baselineCount; bit++) {
                changed[i + bit] = (bits >>> bit & 1) != 0;
                if (changed[i + bit] && removed[i + bit]) {
                    return false;
                }
            }
        }
        return !in.failed() && (!any || baselineCount > 0);
    }

    private boolean readDeltas(int rowAt) {
        boolean any = false;
        for (int group = 0; group < fieldCount; group += 8) {
            int mask = in.u8();
            int fields = Math.min(8, fieldCount - group);
            if (mask >>> fields != 0) {
                return false;
            }
            any |= mask != 0;
            for (int rest = mask; rest != 0; rest &= rest - 1) {
                int field = group + Integer.numberOfTrailingZeros(rest);
                int value = spare.rows[rowAt + field] + in.varI32();
                if (!schema.isInRange(field, value)) {
                    return false;
                }
                spare.rows[rowAt + field] = value;
            }
        }
        return any && !in.failed();
    }

    /// Reads the new entities behind the kept ones, then merges both by slot.
    private boolean readAdded() {
        if ((header.head & SnapshotHeader.ADDED) == 0) {
            return true;
        }
        int kept = spare.count;
        int count = in.varU32();
        if (count < 1 || count > maxVisible - kept) {
            return false;
        }
        int slot = -1;
        for (int i = kept; i < kept + count; i++) {
            int gap = in.varU32();
            if (in.failed() || gap < 0 || gap > 0xFFFF - slot - 1) {
                return false;
            }
            slot += gap + 1;
            spare.slots[i] = slot;
            spare.generations[i] = in.varU32();
            if (spare.generations[i] < 1 || spare.generations[i] > 0xFFFF) {
                return false;
            }
            for (int field = 0; field < fieldCount; field++) {
                int value = in.varI32();
                if (!schema.isInRange(field, value)) {
                    return false;
                }
                spare.rows[i * fieldCount + field] = value;
            }
        }
        spare.count = kept + count;
        return !in.failed() && mergeAdded(kept);
    }

    /// Insertion from the first new entity on; {@return false when a slot is there twice}
    private boolean mergeAdded(int kept) {
        for (int i = kept; i < spare.count; i++) {
            int slot = spare.slots[i];
            int at = i;
            while (at > 0 && spare.slots[at - 1] > slot) {
                at--;
            }
            if (at > 0 && spare.slots[at - 1] == slot) {
                return false;
            }
            if (at < i) {
                moveDown(i, at);
            }
        }
        return true;
    }

    private void moveDown(int from, int to) {
        int slot = spare.slots[from];
        int generation = spare.generations[from];
        System.arraycopy(spare.slots, to, spare.slots, to + 1, from - to);
        System.arraycopy(spare.generations, to, spare.generations, to + 1, from - to);
        spare.slots[to] = slot;
        spare.generations[to] = generation;
        System.arraycopy(spare.rows, from * fieldCount, row, 0, fieldCount);
        System.arraycopy(
                spare.rows,
                to * fieldCount,
                spare.rows,
                (to + 1) * fieldCount,
                (from - to) * fieldCount);
        System.arraycopy(row, 0, spare.rows, to * fieldCount, fieldCount);
    }
}
