package dev.rudp.engine.snapshot;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.interest.DetailRings;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.schema.MotionPredictor;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.transport.wire.LittleEndian;

/// Writes snapshots for the clients of one shard thread. No allocation after construction.
///
/// Of the entities in view a snapshot tells of those that are *due*: by the period of their ring,
/// because they are new, or because an update of them was lost. Each is told as a *residual*: how
/// it differs from what the client foresees from the newest values that it is known to hold. Who
/// moves as foreseen takes one bit and its place in the list; who rests takes nothing; who is new
/// is told whole. The layout is in docs/protocol.md, the numbers in [BitCodes].
///
/// When not everything fits, removals go first, then the player's own entity, then whoever has the
/// most *priority*: the time since its information was last good, times a weight by nearness and by
/// how far the client's guess is off. Who waited for [#URGENT_TICKS] comes before all that waited
/// less.
public final class SnapshotEncoder {
    /// Returned when a frame was overwritten while it was read; try again with a newer one.
    public static final int OVERRUN = -1;

    /// Returned when the client was already sent this frame or a newer one.
    public static final int NOTHING_NEW = 0;

    /// The ages that [#ageReached(int)] tells apart.
    public static final int AGES = 256;

    /// Waiting so long comes before all weights.
    static final int URGENT_TICKS = 40;

    /// So old must values be before they are confirmed to a client that knows them.
    static final int CONFIRM_TICKS = 30;

    private static final int WORD = 64;
    private static final int GROUP_OF_ROW = 8;
    private static final int MAX_PERIOD = 60;

    /// More than any gap between places takes, whole entities' or updates'.
    private static final int GAP_BITS = 22;

    private static final int UPDATE_GAP_BITS = 6;
    private static final int SECTION_BITS = 3 * 24;

    private final FrameRing ring;
    private final BitCodes codes;
    private final MotionPredictor predictor;
    private final int fieldCount;
    private final int stride;
    private final int words;
    private final int maxAge;
    private final int minBudgetBytes;
    private final SnapshotPriorities priorities;

    /// `[period][offset]`: the bits i for which `(i + offset) % period == 0`.
    private final long[][] patterns = new long[MAX_PERIOD + 1][];

    // Per candidate of the snapshot in work.
    private final char[] place;
    private final int[] bodyAt;
    private final char[] bodyBits;
    private final int[] error;

    private final byte[] bodies;
    private final BitWriter body = new BitWriter();
    private final byte[] message;
    private final BitWriter bits = new BitWriter();
    private final int[] foreseen;

    // The snapshot in work.
    private final int[] periods = new int[DetailRings.COUNT];
    private final long[] updated;
    private final long[] whole;
    private final long[] good;
    private final long[] waits;
    private Frame frame;
    private int candidates;
    private int bodiesEnd;
    private int oldestAge;
    private int differs;

    private final long[] ageReached = new long[AGES];
    private long snapshots;
    private long snapshotBytes;
    private long entityUpdates;
    private long entitiesWaited;
    private long asForeseen;

    /// @param places of the interest sets
    /// @param enterRadius distance in steps at which priority is least
    /// @param tickHz ticks a second of the world
    public SnapshotEncoder(FrameRing ring, int places, int enterRadius, int tickHz) {
        ReplicatedSchema schema = ring.schema();
        this.ring = ring;
        this.frame = ring.newest();
        this.codes = new BitCodes(schema);
        this.predictor = new MotionPredictor(schema, tickHz);
        this.fieldCount = schema.fieldCount();
        this.stride = frame.stride();
        this.words = (places + WORD - 1) / WORD;
        this.maxAge = Math.min(ClientView.MAX_AGE, ring.length() - 4);
        this.priorities = new SnapshotPriorities(places, enterRadius);
        this.place = new char[places];
        this.bodyAt = new int[places];
        this.bodyBits = new char[places];
        this.error = new int[places];
        int entityBytes = (codes.longestEntityBits() + 7) / 8 + 1;
        this.bodies = new byte[places * entityBytes + BitWriter.SLACK_BYTES];
        this.foreseen = new int[stride];
        this.updated = new long[words];
        this.whole = new long[words];
        this.good = new long[words];
        this.waits = new long[words];
        int removalBits = places * (GAP_BITS / 2 + BitCodes.AGE_BITS);
        this.minBudgetBytes =
                SnapshotHeader.MAX_BYTES
                        + (SECTION_BITS + removalBits + codes.longestEntityBits()) / 8
                        + GAP_BITS / 8
                        + 2;
        this.message = new byte[2048 + bodies.length];
        for (Quality quality : Quality.values()) {
            for (int ringOf = 0; ringOf < DetailRings.COUNT; ringOf++) {
                int period = quality.periodTicks(ringOf);
                patterns[period] = patterns(period);
            }
        }
    }

    private static long[] patterns(int period) {
        long[] result = new long[period];
        for (int offset = 0; offset < period; offset++) {
            for (int bit = 0; bit < WORD; bit++) {
                result[offset] |= (bit + offset) % period == 0 ? 1L << bit : 0;
            }
        }
        return result;
    }

    /// {@return the least budget: room for every removal and one whole entity}
    public int minBudgetBytes() {
        return minBudgetBytes;
    }

    /// The same at full quality.
    public int encode(
            Frame frame,
            InterestSet visible,
            ClientView view,
            byte[] out,
            int offset,
            int budgetBytes) {
        return encode(frame, visible, view, Quality.FULL, out, offset, budgetBytes);
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
            Quality quality,
            byte[] out,
            int offset,
            int budgetBytes) {
        assert budgetBytes >= minBudgetBytes && offset + budgetBytes <= out.length;
        assert visible.words() == words && view.words == words;
        int tick = frame.tick();
        if (tick <= view.sentTick()) {
            return NOTHING_NEW;
        }
        this.frame = frame;
        int baselineTick = view.begin(tick, visible);
        oldestAge = 0;
        if (view.isChecksumWanted()) {
            turnAged(visible, view);
        }
        gather(visible, view, quality);
        if (worstBits(view) > budgetBytes * 8) {
            choose(visible, view, budgetBytes * 8);
        }
        int end = write(visible, view, baselineTick);
        if (!ring.holds(tick - oldestAge)) {
            visible.refresh();
            return OVERRUN;
        }
        commit(view, end);
        System.arraycopy(message, 0, out, offset, end);
        return end;
    }

    /// {@return snapshots written, all clients together}
    public long snapshots() {
        return snapshots;
    }

    /// {@return the bytes of those snapshots, headers and all}
    public long snapshotBytes() {
        return snapshotBytes;
    }

    /// {@return entities told of in those snapshots}
    public long entityUpdates() {
        return entityUpdates;
    }

    /// {@return how many of these were as the client foresaw them}
    public long asForeseen() {
        return asForeseen;
    }

    /// {@return how often an entity did not fit and waited}
    public long entitiesWaited() {
        return entitiesWaited;
    }

    /// {@return the bytes of an entity's name and whole state, packed plainly}
    public double fullStateBytes() {
        return codes.fullStateBits() / 8.0;
    }

    /// {@return how often information about an entity was so many ticks old when it was renewed;
    /// the last of [#AGES] stands for all that were older}
    public long ageReached(int ticks) {
        return ageReached[ticks];
    }

    /// Whoever compares checksums must hold what the frames still have.
    private void turnAged(InterestSet visible, ClientView view) {
        for (int word = 0; word < words; word++) {
            for (long rest = view.held[word]; rest != 0; rest &= rest - 1) {
                int at = word * WORD + Long.numberOfTrailingZeros(rest);
                if (view.knownAge(at, frame.tick()) > maxAge) {
                    view.turn(at, frame.tick(), visible);
                }
            }
        }
    }

    /// Finds who is due and writes what there is to say of each.
    private void gather(InterestSet visible, ClientView view, Quality quality) {
        int tick = frame.tick();
        long[] sets = visible.bits();
        for (int of = 0; of < DetailRings.COUNT; of++) {
            periods[of] = quality.periodTicks(of);
        }
        candidates = 0;
        bodiesEnd = 0;
        for (int word = 0; word < words; word++) {
            long due = view.retry[word];
            int offset = tick + visible.phase() + word * WORD;
            for (int of = 0; of < DetailRings.COUNT; of++) {
                int period = periods[of];
                due |=
                        sets[(InterestSet.RINGS + of) * words + word]
                                & patterns[period][offset % period];
            }
            due |= word == 0 ? 1 : 0;
            due &= sets[word];
            updated[word] = 0;
            whole[word] = 0;
            good[word] = 0;
            waits[word] = 0;
            for (; due != 0; due &= due - 1) {
                gather(word * WORD + Long.numberOfTrailingZeros(due), visible, view);
            }
        }
    }

    private void gather(int at, InterestSet visible, ClientView view) {
        int tick = frame.tick();
        int word = at >>> 6;
        long bit = 1L << at;
        int entity = visible.entities()[at];
        int slot = entity >>> 16;
        int age = view.isHeld(at) ? view.knownAge(at, tick) : 0;
        if (age > maxAge) {
            view.turn(at, tick, visible);
            age = 0;
        }
        int fields = fieldsSeen(visible, at);
        int bodyStart = bodiesEnd;
        int length = 1;
        error[candidates] = 0;
        if (age == 0) {
            length = writeWhole(entity, fields);
            whole[word] |= bit;
        } else {
            oldestAge = Math.max(oldestAge, age);
            foresee(slot, age, fields);
            if (differs == 0) {
                if (frame.changedTicks()[slot] <= tick - age && age < CONFIRM_TICKS) {
                    good[word] |= bit;
                    return;
                }
                bodyStart = -1;
            } else {
                length = writeResidual(slot * stride);
            }
        }
        updated[word] |= bit;
        place[candidates] = (char) at;
        bodyAt[candidates] = bodyStart;
        bodyBits[candidates++] = (char) length;
    }

    private int fieldsSeen(InterestSet visible, int at) {
        if (codes.isPublic || at == 0) {
            return codes.seen[BitCodes.OWN];
        }
        boolean ally = (visible.bits()[InterestSet.ALLIES * words + (at >>> 6)] >>> at & 1) != 0;
        return codes.seen[ally ? BitCodes.ALLY : BitCodes.OTHER];
    }

    /// Computes what the client foresees of an entity, and which fields are otherwise.
    private void foresee(int slot, int age, int fields) {
        int tick = frame.tick();
        int row = slot * stride;
        int[] now = frame.rows();
        int[] was = ring.at(tick - age).rows();
        int[] row8 = foreseen;
        for (int field = 0; field < row8.length; field++) {
            row8[field] = was[row + field];
        }
        if (!codes.isPublic) {
            hide(row8, fields);
        }
        predictor.advance(row8, 0, tick - age, tick);
        int mask = 0;
        for (int group = 0; group < row8.length; group += GROUP_OF_ROW) {
            // A loop of constant length, which the compiler unrolls; what differs is no branch.
            for (int i = 0; i < GROUP_OF_ROW; i++) {
                int delta = now[row + group + i] - row8[group + i];
                mask |= ((delta | -delta) >>> 31) << (group + i);
            }
        }
        differs = mask & fields;
    }

    private void hide(int[] row, int fields) {
        for (int field = 0; field < fieldCount; field++) {
            row[field] = (fields >>> field & 1) != 0 ? row[field] : codes.initial[field];
        }
    }

    /// {@return the bits of the body}
    private int writeResidual(int row) {
        int[] now = frame.rows();
        body.wrap(bodies, bodiesEnd);
        body.put(0, 1);
        int mask = differs;
        int off = 0;
        for (int first = 0; first < fieldCount; first += BitCodes.GROUP) {
            int width = Math.min(BitCodes.GROUP, fieldCount - first);
            int part = mask >>> first & ((1 << width) - 1);
            if (part == 0) {
                body.put(0, 1);
                continue;
            }
            body.put(1 | part << 1, 1 + width);
            for (; part != 0; part &= part - 1) {
                int field = first + Integer.numberOfTrailingZeros(part);
                long delta = (long) now[row + field] - foreseen[field];
                off += (int) Math.min(1 << 20, Math.abs(delta));
                body.expGolomb(BitCodes.zigZag(delta), codes.order[field]);
            }
        }
        error[candidates] = off;
        bodiesEnd = body.end();
        return body.bits();
    }

    /// {@return the bits of the body}
    private int writeWhole(int entity, int fields) {
        int[] now = frame.rows();
        int row = (entity >>> 16) * stride;
        body.wrap(bodies, bodiesEnd);
        body.put(entity >>> 16, BitCodes.SLOT_BITS);
        body.expGolomb((entity & 0xFFFF) - 1, BitCodes.GENERATION_ORDER);
        for (int field = 0; field < fieldCount; field++) {
            int value = now[row + field];
            if ((fields >>> field & 1) == 0 || value == codes.initial[field]) {
                body.put(0, 1);
            } else {
                body.put(1, 1);
                long above = (value - codes.minStep[field]) & 0xFFFF_FFFFL;
                body.put(above, codes.width[field]);
            }
        }
        bodiesEnd = body.end();
        return body.bits();
    }

    /// {@return an upper bound of the snapshot's bits with everything in it}
    private int worstBits(ClientView view) {
        int sum = fixedBits(view);
        for (int i = 0; i < candidates; i++) {
            sum += bodyBits[i] + gapBits(i);
        }
        return sum;
    }

    private int fixedBits(ClientView view) {
        int removals = 0;
        for (long word : view.leaving) {
            removals += Long.bitCount(word);
        }
        return SnapshotHeader.MAX_BYTES * 8
                + SECTION_BITS
                + removals * (GAP_BITS / 2 + BitCodes.AGE_BITS)
                + words * WORD / 8;
    }

    private int gapBits(int candidate) {
        int at = place[candidate];
        return (whole[at >>> 6] >>> at & 1) != 0 ? GAP_BITS : UPDATE_GAP_BITS;
    }

    /// Decides who is told when not everything fits, and who waits on.
    private void choose(InterestSet visible, ClientView view, int budgetBits) {
        priorities.clear();
        for (int i = 0; i < candidates; i++) {
            int at = place[i];
            int waited = (char) (frame.tick() - view.goodTick[at]);
            priorities.add(
                    i,
                    at == 0
                            ? SnapshotPriorities.OWN
                            : priorities.of(frame, visible, at, waited, error[i]));
        }
        int room = budgetBits - fixedBits(view);
        for (int i = priorities.next(); i >= 0; i = priorities.next()) {
            int needed = bodyBits[i] + gapBits(i);
            if (needed <= room) {
                room -= needed;
            } else {
                int at = place[i];
                updated[at >>> 6] &= ~(1L << at);
                waits[at >>> 6] |= 1L << at;
                entitiesWaited++;
            }
        }
        int kept = 0;
        for (int i = 0; i < candidates; i++) {
            int at = place[i];
            if ((updated[at >>> 6] >>> at & 1) != 0) {
                place[kept] = place[i];
                bodyAt[kept] = bodyAt[i];
                bodyBits[kept++] = bodyBits[i];
            } else {
                whole[at >>> 6] &= ~(1L << at);
            }
        }
        candidates = kept;
    }

    private int write(InterestSet visible, ClientView view, int baselineTick) {
        int tick = frame.tick();
        int removed = 0;
        int added = 0;
        for (int word = 0; word < words; word++) {
            removed += Long.bitCount(view.leaving[word]);
            added += Long.bitCount(whole[word]);
        }
        int head =
                (view.isChecksumWanted() ? SnapshotHeader.CHECKSUM : 0)
                        | (removed > 0 ? SnapshotHeader.REMOVED : 0)
                        | (added > 0 ? SnapshotHeader.ADDED : 0)
                        | (candidates > added ? SnapshotHeader.UPDATED : 0);
        boolean own = visible.isOwnLive(frame);
        int lastInput = own ? frame.lastInputSequence(visible.ownSlot()) : 0;
        int depth = own ? frame.inputQueueDepth(visible.ownSlot()) : 0;
        int baselineAge = baselineTick == 0 ? 0 : tick - baselineTick;
        SnapshotHeader.write(message, 0, head, tick, baselineAge, lastInput, depth);
        int at = SnapshotHeader.FIXED_BYTES;
        if (view.isChecksumWanted()) {
            LittleEndian.putI32(message, at, checksum(visible, view));
            at += 4;
        }
        bits.wrap(message, at);
        if (baselineTick == 0) {
            bits.put(view.sinceReset(tick), BitCodes.AGE_BITS);
        }
        if (removed > 0) {
            writeRemovals(view, removed);
        }
        if (added > 0) {
            writeWholes(added);
        }
        if (candidates > added) {
            writeUpdates(candidates - added, visible.places());
        }
        return bits.end();
    }

    private void writeRemovals(ClientView view, int count) {
        bits.expGolomb(count - 1, BitCodes.COUNT_ORDER);
        int before = -1;
        for (int word = 0; word < words; word++) {
            for (long rest = view.leaving[word]; rest != 0; rest &= rest - 1) {
                int at = word * WORD + Long.numberOfTrailingZeros(rest);
                bits.expGolomb(at - before - 1, BitCodes.GAP_ORDER);
                bits.put((char) (frame.tick() - view.leftTick[at]), BitCodes.AGE_BITS);
                before = at;
            }
        }
    }

    private void writeWholes(int count) {
        bits.expGolomb(count - 1, BitCodes.COUNT_ORDER);
        int before = -1;
        for (int i = 0; i < candidates; i++) {
            int at = place[i];
            if ((whole[at >>> 6] >>> at & 1) != 0) {
                bits.expGolomb(at - before - 1, BitCodes.GAP_ORDER);
                bits.splice(bodies, bodyAt[i], bodyBits[i]);
                before = at;
            }
        }
    }

    private void writeUpdates(int count, int places) {
        int order = BitCodes.gapOrder(places, count);
        bits.expGolomb(count - 1, BitCodes.COUNT_ORDER);
        bits.put(order, BitCodes.RICE_BITS);
        int before = -1;
        for (int i = 0; i < candidates; i++) {
            int at = place[i];
            if ((whole[at >>> 6] >>> at & 1) == 0) {
                bits.rice(at - before - 1, order);
                before = at;
                if (bodyAt[i] < 0) {
                    bits.put(1, 1);
                    asForeseen++;
                } else {
                    bits.splice(bodies, bodyAt[i], bodyBits[i]);
                }
            }
        }
    }

    private void commit(ClientView view, int bytes) {
        int tick = frame.tick();
        for (int word = 0; word < words; word++) {
            long renewed = updated[word] | good[word];
            for (long rest = renewed; rest != 0; rest &= rest - 1) {
                int at = word * WORD + Long.numberOfTrailingZeros(rest);
                ageReached[Math.min(AGES - 1, (char) (tick - view.goodTick[at]))]++;
                view.goodTick[at] = (char) tick;
            }
            view.retry[word] = (view.retry[word] & ~renewed) | waits[word];
        }
        view.commit(tick, updated);
        snapshots++;
        snapshotBytes += bytes;
        entityUpdates += candidates;
    }

    /// {@return the checksum of what the client holds once it has decoded this snapshot and none
    /// that is not known to it}
    private int checksum(InterestSet visible, ClientView view) {
        int tick = frame.tick();
        int count = 0;
        for (int word = 0; word < words; word++) {
            count += Long.bitCount(view.held[word] | updated[word]);
        }
        long hash = ViewChecksum.start(tick, count);
        for (int word = 0; word < words; word++) {
            for (long rest = view.held[word] | updated[word]; rest != 0; rest &= rest - 1) {
                int at = word * WORD + Long.numberOfTrailingZeros(rest);
                boolean told = (updated[word] >>> at & 1) != 0;
                int age = told ? 0 : view.knownAge(at, tick);
                oldestAge = Math.max(oldestAge, age);
                int[] rows = ring.at(tick - age).rows();
                System.arraycopy(rows, visible.slot(at) * stride, foreseen, 0, stride);
                hide(foreseen, fieldsSeen(visible, at));
                hash =
                        ViewChecksum.entity(
                                hash,
                                at,
                                visible.entities()[at],
                                tick - age,
                                foreseen,
                                0,
                                fieldCount);
            }
        }
        return ViewChecksum.finish(hash);
    }
}
