package dev.rudp.engine.snapshot;

import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.schema.MotionPredictor;
import dev.rudp.engine.schema.ReplicatedSchema;
import org.jspecify.annotations.Nullable;

/// A client's end of the snapshots: turns messages into views and keeps the last 64 of them, both
/// as baselines and for interpolation. Every bit is checked; whatever is wrong is a result and
/// changes nothing. Owner: the client's thread. No allocation after construction.
///
/// Tell the server [#decodedTick()] and [#missing()] with every input message: that is what it
/// builds on.
public final class SnapshotDecoder {
    private static final byte GONE = 1;
    private static final byte TOLD = 2;

    private final BitCodes codes;
    private final MotionPredictor predictor;
    private final int fieldCount;
    private final int places;
    private final SnapshotView empty;
    private final SnapshotView[] views = new SnapshotView[ClientView.HISTORY];
    private final SnapshotHeader header = new SnapshotHeader();
    private final BitReader in = new BitReader();
    private final long[] results = new long[DecodeResult.values().length];
    private final DecodedTicks decoded = new DecodedTicks();

    /// Per place what the message says of it.
    private final byte[] news;

    private final int[] goneBefore;
    private final int[] entered;
    private final int[] left;
    private final int[] row;
    private int enteredCount;
    private int leftCount;

    /// The view that the message leads to, and, when there is a checksum to compare, what the
    /// server knows of it.
    private SnapshotView spare;

    private final SnapshotView known;
    private SnapshotView newest;

    /// The first tick whose view counts: earlier ones are there to be seen only.
    private int firstUsable;

    /// @param maxVisible the most entities in a view, from the welcome
    /// @param tickHz ticks a second, from the welcome
    public SnapshotDecoder(ReplicatedSchema schema, int maxVisible, int tickHz) {
        if (maxVisible < 1 || maxVisible > InterestConfig.MAX_VISIBLE) {
            throw new IllegalArgumentException(
                    "snapshot.max-visible=" + maxVisible + " not in [1, 1024]");
        }
        this.codes = new BitCodes(schema);
        this.predictor = new MotionPredictor(schema, tickHz);
        this.fieldCount = schema.fieldCount();
        this.places = maxVisible;
        this.news = new byte[places];
        this.goneBefore = new int[places];
        this.entered = new int[places];
        this.left = new int[places];
        this.row = new int[fieldCount];
        for (int i = 0; i < views.length; i++) {
            views[i] = new SnapshotView(places, fieldCount);
        }
        this.spare = new SnapshotView(places, fieldCount);
        this.known = new SnapshotView(places, fieldCount);
        this.empty = new SnapshotView(places, fieldCount);
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
        return decoded.newest();
    }

    /// {@return what to tell the server beside it, see [DecodedTicks#missing()]}
    public int missing() {
        return decoded.missing();
    }

    /// {@return how many entities came into view with the newest snapshot}
    public int enteredCount() {
        return enteredCount;
    }

    /// {@return the i-th of them, as `slot << 16 | generation`}
    public int entered(int i) {
        return entered[i];
    }

    /// {@return how many entities left the view with the newest snapshot}
    public int leftCount() {
        return leftCount;
    }

    /// {@return the i-th of them, as `slot << 16 | generation`}
    public int left(int i) {
        return left[i];
    }

    /// {@return foresees as the server does}
    public MotionPredictor predictor() {
        return predictor;
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
        if (baseline == null || (baseline != empty && baseline.tick < firstUsable)) {
            askForAll();
            return DecodeResult.NEEDS_BASELINE;
        }
        in.wrap(bytes, offset + header.lengthBytes(), length - header.lengthBytes());
        spare.copyFrom(newest.tick < firstUsable ? empty : newest);
        for (int i = 0; i < places; i++) {
            news[i] = 0;
        }
        if (!readReset() || !readRemoved() || !readWholes() || !readUpdates(baseline)) {
            return DecodeResult.MALFORMED;
        }
        if (!in.isDone()) {
            return DecodeResult.MALFORMED;
        }
        removeGone();
        if (header.hasChecksum() && header.checksum() != checksumOfKnown(baseline)) {
            askForAll();
            return DecodeResult.MISMATCH;
        }
        accept();
        return DecodeResult.DECODED;
    }

    /// Holds nothing from now on as far as the server is concerned; what is shown stays until the
    /// next view.
    private void askForAll() {
        decoded.clear();
        firstUsable = newest.tick + 1;
    }

    private void accept() {
        spare.tick = header.tick();
        spare.baselineTick = header.baselineTick();
        spare.lastInputSequence = header.lastInputSequence();
        spare.inputQueueDepth = header.inputQueueDepth();
        spare.settle();
        noteEvents();
        int place = spare.tick & (ClientView.HISTORY - 1);
        SnapshotView recycled = views[place];
        views[place] = spare;
        newest = spare;
        spare = recycled;
        decoded.add(newest.tick);
    }

    private void noteEvents() {
        enteredCount = 0;
        leftCount = 0;
        for (int i = 0; i < places; i++) {
            int before = newest.entities[i];
            int now = spare.entities[i];
            if (before != now) {
                if (before != 0) {
                    left[leftCount++] = before;
                }
                if (now != 0) {
                    entered[enteredCount++] = now;
                }
            }
        }
        cancelMoves();
    }

    /// Who only changed places neither left nor entered.
    private void cancelMoves() {
        for (int i = enteredCount - 1; i >= 0; i--) {
            for (int j = leftCount - 1; j >= 0; j--) {
                if (entered[i] == left[j]) {
                    entered[i] = entered[--enteredCount];
                    left[j] = left[--leftCount];
                    break;
                }
            }
        }
    }

    /// A snapshot that builds on nothing says since when the server counts: what came before is
    /// gone.
    private boolean readReset() {
        if (header.baselineTick() == 0) {
            int since = header.tick() - (int) in.get(BitCodes.AGE_BITS);
            for (int i = 0; i < places; i++) {
                if (spare.addedTicks[i] < since) {
                    spare.entities[i] = 0;
                }
            }
        }
        return !in.failed();
    }

    private boolean readRemoved() {
        if ((header.head & SnapshotHeader.REMOVED) == 0) {
            return true;
        }
        int at = -1;
        for (int left = readCount(); left > 0; left--) {
            at += 1 + (int) in.expGolomb(BitCodes.GAP_ORDER);
            int age = (int) in.get(BitCodes.AGE_BITS);
            if (in.failed() || at < 0 || at >= places) {
                return false;
            }
            news[at] = GONE;
            goneBefore[at] = header.tick() - age;
        }
        return !in.failed();
    }

    /// {@return a count of 1 to the number of places; 0, having failed, when it is none}
    private int readCount() {
        long count = 1 + in.expGolomb(BitCodes.COUNT_ORDER);
        if (count > places) {
            in.fail();
        }
        return in.failed() ? 0 : (int) count;
    }

    private void removeGone() {
        for (int i = 0; i < places; i++) {
            if (news[i] == GONE && spare.addedTicks[i] < goneBefore[i]) {
                spare.entities[i] = 0;
            }
        }
    }

    private boolean readWholes() {
        if ((header.head & SnapshotHeader.ADDED) == 0) {
            return true;
        }
        int at = -1;
        for (int left = readCount(); left > 0; left--) {
            at += 1 + (int) in.expGolomb(BitCodes.GAP_ORDER);
            if (in.failed() || at < 0 || at >= places || !readWhole(at)) {
                return false;
            }
        }
        return !in.failed();
    }

    private boolean readWhole(int at) {
        int slot = (int) in.get(BitCodes.SLOT_BITS);
        long generation = 1 + in.expGolomb(BitCodes.GENERATION_ORDER);
        if (generation > 0xFFFF) {
            return false;
        }
        for (int field = 0; field < fieldCount; field++) {
            long value = codes.initial[field];
            if (in.bit()) {
                value = codes.minStep[field] + in.get(codes.width[field]);
            }
            if (value > codes.maxStep[field]) {
                return false;
            }
            spare.rows[at * fieldCount + field] = (int) value;
        }
        spare.entities[at] = (slot << 16) | (int) generation;
        spare.addedTicks[at] = header.tick();
        spare.valueTicks[at] = header.tick();
        news[at] = TOLD;
        return !in.failed();
    }

    private boolean readUpdates(SnapshotView baseline) {
        if ((header.head & SnapshotHeader.UPDATED) == 0) {
            return true;
        }
        int count = readCount();
        int order = (int) in.get(BitCodes.RICE_BITS);
        int at = -1;
        for (int left = count; left > 0; left--) {
            at += 1 + in.rice(order);
            if (in.failed() || at >= places || news[at] != 0 || baseline.entities[at] == 0) {
                return false;
            }
            if (!readUpdate(baseline, at)) {
                return false;
            }
        }
        return !in.failed();
    }

    private boolean readUpdate(SnapshotView baseline, int at) {
        int from = baseline.valueTicks[at];
        int age = header.tick() - from;
        if (age > ClientView.MAX_AGE) {
            return false;
        }
        System.arraycopy(baseline.rows, at * fieldCount, row, 0, fieldCount);
        predictor.advance(row, 0, from, header.tick());
        if (!in.bit() && !readResidual()) {
            return false;
        }
        System.arraycopy(row, 0, spare.rows, at * fieldCount, fieldCount);
        if (spare.entities[at] != baseline.entities[at]) {
            spare.entities[at] = baseline.entities[at];
            spare.addedTicks[at] = baseline.addedTicks[at];
        }
        spare.valueTicks[at] = header.tick();
        news[at] = TOLD;
        return true;
    }

    private boolean readResidual() {
        boolean any = false;
        for (int first = 0; first < fieldCount; first += BitCodes.GROUP) {
            if (!in.bit()) {
                continue;
            }
            any = true;
            int part = (int) in.get(Math.min(BitCodes.GROUP, fieldCount - first));
            if (part == 0) {
                return false;
            }
            for (; part != 0; part &= part - 1) {
                int field = first + Integer.numberOfTrailingZeros(part);
                long value = row[field] + BitCodes.unZigZag(in.expGolomb(codes.order[field]));
                if (value < codes.minStep[field] || value > codes.maxStep[field]) {
                    return false;
                }
                row[field] = (int) value;
            }
        }
        return any && !in.failed();
    }

    /// {@return the checksum of the baseline with this message applied to it: what the server knows
    /// that this client will hold, whatever else arrived}
    private int checksumOfKnown(SnapshotView baseline) {
        known.copyFrom(baseline);
        for (int i = 0; i < places; i++) {
            if (news[i] == GONE) {
                known.entities[i] = 0;
            } else if (news[i] == TOLD) {
                known.entities[i] = spare.entities[i];
                known.valueTicks[i] = spare.valueTicks[i];
                System.arraycopy(
                        spare.rows, i * fieldCount, known.rows, i * fieldCount, fieldCount);
            }
        }
        known.tick = header.tick();
        known.settle();
        return known.checksum();
    }
}
