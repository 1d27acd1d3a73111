package dev.rudp.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.engine.interest.DetailRings;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.schema.FieldVisibility;
import dev.rudp.engine.schema.MotionPredictor;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.testkit.seed.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A world of random movers, one client of it, and a channel between them that loses, delays and
/// reorders messages in both directions, in ticks of virtual time.
final class ReplicationRig {
    static final int HZ = 60;

    private static final int CAPACITY = 300;

    final SeededRandom random;
    final ReplicatedSchema schema;
    final FrameRing ring;
    final ClientView view;
    final SnapshotEncoder encoder;
    final InterestSet visible;
    final int maxVisible;
    final boolean isRinged;
    private final MotionPredictor predictor;
    SnapshotDecoder decoder;

    double lossRatio;
    double ackLossRatio;
    int maxDelayTicks = 1;

    /// 0: another budget each tick, mostly a tight one.
    int budgetBytes;

    boolean expectComplete;

    /// What is done to the client before it gets a message.
    Damage damage = (random, decoder, good) -> false;

    long decoded;

    interface Damage {
        /// {@return whether the client was made to believe something}
        boolean before(SeededRandom random, SnapshotDecoder decoder, byte[] good);
    }

    private final EntitySlots slots = new EntitySlots(CAPACITY);
    private final FrameWriter writer;
    private final InterestEvaluator evaluator;
    private final byte[] out = new byte[16_384];
    private final List<Flying> down = new ArrayList<>();
    private final List<Flying> up = new ArrayList<>();
    private int own;
    private int newestAckArrived;
    private boolean isForgotten;
    private long malformedBefore;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Flying(int dueTick, int sentTick, int decodedTick, int missing, byte[] bytes) {}

    /// What a snapshot does to a client, by the server's books.
    private record Told(int tick, int goneBefore, List<Left> left, List<Entry> updated) {}

    private record Left(int place, int before) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(int place, int entity, int addedTick, int valueTick, int[] row) {}

    private final Map<Integer, Told> told = new TreeMap<>();
    private final Map<Integer, Entry> model = new TreeMap<>();

    ReplicationRig(SeededRandom random) {
        this.random = random;
        ReplicatedSchema.Builder builder =
                ReplicatedSchema.builder().position("x", "y", -100, 100, 0.01);
        builder.field("vx", -20, 20, 0.04).field("vy", -20, 20, 0.04);
        builder.motion("x", "vx").motion("y", "vy");
        int extra = random.nextInt(4) == 0 ? 9 : 3;
        for (int i = 0; i < extra; i++) {
            builder.field("f" + i, -1000, 1000, 0.5);
        }
        if (random.nextBoolean()) {
            builder.field("team", 0, 3, 1).team("team");
            builder.field("plan", 0, 9, 1).initially(4).visibleTo(FieldVisibility.TEAM);
            builder.field("bag", 0, 9, 1).initially(2).visibleTo(FieldVisibility.OWNER);
        }
        this.schema = builder.build();
        this.predictor = new MotionPredictor(schema, HZ);
        this.ring = new FrameRing(schema, CAPACITY, 64);
        this.writer = new FrameWriter(ring);
        this.maxVisible = random.nextBoolean() ? 64 : 4 + random.nextInt(40);
        DetailRings rings =
                random.nextBoolean()
                        ? DetailRings.none()
                        : new DetailRings(10, 20, 30, 1 + random.nextInt(40));
        this.isRinged = rings.fullRadius() < 100;
        InterestConfig config =
                new InterestConfig(40, maxVisible, 1 + random.nextInt(10), 20, rings);
        this.evaluator = new InterestEvaluator(config, schema, CAPACITY);
        this.visible = new InterestSet(config);
        this.view = new ClientView(maxVisible);
        this.encoder = new SnapshotEncoder(ring, maxVisible, evaluator.enterRadius(), HZ);
        this.decoder = new SnapshotDecoder(schema, maxVisible, HZ);
        for (int i = 0; i < 150; i++) {
            slots.allocate();
        }
        own = 70;
        visible.reset(own, slots.generation(own), random.nextInt(8));
        view.reset();
        view.checksumWanted(true);
    }

    void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            advance();
            server();
            client();
        }
    }

    /// {@return refused messages of all decoders that the client has had}
    long malformed() {
        return malformedBefore + decoder.count(DecodeResult.MALFORMED);
    }

    void forgetClient() {
        malformedBefore += decoder.count(DecodeResult.MALFORMED);
        decoder = new SnapshotDecoder(schema, maxVisible, HZ);
        model.clear();
    }

    private void advance() {
        for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
            if (slot != own && random.chance(0.01)) {
                slots.free(slot);
            }
        }
        while (slots.liveCount() < 150 && random.chance(0.6)) {
            slots.allocate();
        }
        writer.begin(slots, 0);
        int tick = ring.newestTick() + 1;
        for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
            move(slot, tick);
        }
        writer.input(own, tick * 7, tick & 7);
        writer.publish();
    }

    private void move(int slot, int tick) {
        Frame before = ring.newest();
        boolean isNew = before.generation(slot) != slots.generation(slot);
        int kind = random.nextInt(100);
        if (isNew || kind == 0) {
            for (int field = 0; field < schema.fieldCount(); field++) {
                int range = schema.field(field).maxStep();
                writer.state().setStep(field, slot, random.nextInt(2 * range + 1) - range);
            }
        } else if (kind < 40) {
            int[] row = new int[schema.fieldCount()];
            for (int field = 0; field < row.length; field++) {
                row[field] = before.value(field, slot);
            }
            predictor.advance(row, 0, tick - 1, tick);
            writer.state().setStep(0, slot, row[0]);
            writer.state().setStep(1, slot, row[1]);
            if (kind < 2) {
                writer.state().setStep(2, slot, random.nextInt(400) - 200);
                writer.state().setStep(3, slot, random.nextInt(400) - 200);
            }
        } else if (kind < 60) {
            for (int field = 0; field < 2; field++) {
                int step = before.value(field, slot) + random.nextInt(41) - 20;
                writer.state().setStep(field, slot, step);
            }
            if (kind < 45) {
                writer.state().setStep(schema.fieldCount() - 1, slot, tick);
            }
        } else if (kind < 65) {
            // There and back again: changed since, yet equal.
            int field = schema.fieldCount() - 1;
            writer.state().setStep(field, slot, before.value(field, slot) == 1 ? 0 : 1);
        }
    }

    private void server() {
        for (int i = 0; i < up.size(); i++) {
            // The channel is sequenced: what is older than the newest is dropped.
            Flying ack = up.get(i);
            if (ack.dueTick <= ring.newestTick() && ack.sentTick > newestAckArrived) {
                newestAckArrived = ack.sentTick;
                view.onDecoded(ack.decodedTick, ack.missing);
            }
        }
        up.removeIf(ack -> ack.dueTick <= ring.newestTick());
        Frame frame = ring.newest();
        evaluator.update(frame, visible);
        if (random.chance(0.02)) {
            return;
        }
        int least = encoder.minBudgetBytes();
        int budget = budgetBytes == 0 ? least + random.nextInt(200) : Math.max(least, budgetBytes);
        int length = encoder.encode(frame, visible, view, out, 3, budget);
        assertTrue(length > 0 && length <= budget, "length=" + length + " budget=" + budget);
        assertEquals(
                SnapshotEncoder.NOTHING_NEW,
                encoder.encode(frame, visible, view, out, 8000, budget));
        note(frame);
        if (!random.chance(lossRatio)) {
            byte[] message = new byte[length];
            System.arraycopy(out, 3, message, 0, length);
            int due = frame.tick() + random.nextInt(maxDelayTicks);
            down.add(new Flying(due, frame.tick(), 0, 0, message));
        }
    }

    private void client() {
        int now = ring.newestTick();
        List<Flying> arrived =
                new ArrayList<>(down.stream().filter(f -> f.dueTick <= now).toList());
        down.removeAll(arrived);
        while (!arrived.isEmpty()) {
            Flying message = arrived.remove(random.nextInt(arrived.size()));
            if (damage.before(random, decoder, message.bytes)) {
                forgetClient();
            }
            // Who has to ask for everything begins with nothing.
            isForgotten |= decoder.decodedTick() == 0;
            boolean newer = message.sentTick > decoder.newest().tick();
            DecodeResult result = decoder.decode(message.bytes, 0, message.bytes.length);
            if (!newer) {
                assertEquals(DecodeResult.STALE, result);
            } else if (result == DecodeResult.DECODED) {
                check(message.sentTick);
            }
        }
        if (!random.chance(ackLossRatio)) {
            up.add(
                    new Flying(
                            now + random.nextInt(maxDelayTicks),
                            now,
                            decoder.decodedTick(),
                            decoder.missing(),
                            out));
        }
    }

    /// Writes down what the server takes the snapshot just made to say.
    private void note(Frame frame) {
        int tick = frame.tick();
        List<Left> left = new ArrayList<>();
        List<Entry> updated = new ArrayList<>();
        for (int place = 0; place < maxVisible; place++) {
            int word = place >>> 6;
            if ((view.leaving[word] >>> place & 1) != 0) {
                left.add(new Left(place, tick - (char) (tick - view.leftTick[place])));
            }
            if ((view.updated(tick, word) >>> place & 1) != 0) {
                int slot = visible.slot(place);
                int[] row = new int[schema.fieldCount()];
                for (int field = 0; field < row.length; field++) {
                    row[field] = shown(frame, field, slot);
                }
                int addedTick = view.isHeld(place) ? 0 : tick;
                updated.add(new Entry(place, visible.entities()[place], addedTick, tick, row));
            }
        }
        int goneBefore = view.decodedTick() == 0 ? tick - view.sinceReset(tick) : 0;
        told.put(tick, new Told(tick, goneBefore, left, updated));
    }

    /// {@return what the client may see of a value}
    private int shown(Frame frame, int field, int slot) {
        boolean visibleToIt =
                switch (schema.field(field).visibility()) {
                    case ALL -> true;
                    case OWNER -> slot == own;
                    case TEAM ->
                            slot == own
                                    || visible.isAlly(
                                            visible.placeOf(slot, frame.generation(slot)));
                };
        return visibleToIt ? frame.value(field, slot) : schema.field(field).initialStep();
    }

    private void check(int tick) {
        decoded++;
        SnapshotView held = decoder.newest();
        assertEquals(tick, held.tick());
        assertEquals((tick * 7) & 0xFFFF, held.lastInputSequence());
        assertEquals(tick & 7, held.inputQueueDepth());
        Set<Integer> before = entitiesOf(model);
        if (isForgotten) {
            model.clear();
            isForgotten = false;
        }
        apply(Objects.requireNonNull(told.get(tick)));
        checkEvents(before, entitiesOf(model));
        assertEquals(model.size(), held.count());
        int i = 0;
        for (Entry entry : model.values()) {
            assertEquals(entry.place, held.place(i));
            assertEquals(entry.entity, (held.slot(i) << 16) | held.generation(i));
            assertEquals(entry.valueTick, held.valueTick(i));
            for (int field = 0; field < schema.fieldCount(); field++) {
                assertEquals(entry.row[field], held.value(field, i));
            }
            i++;
        }
        if (expectComplete) {
            checkComplete(held);
        }
    }

    private void apply(Told message) {
        model.values().removeIf(entry -> entry.addedTick < message.goneBefore);
        for (Left left : message.left) {
            Entry entry = model.get(left.place);
            if (entry != null && entry.addedTick < left.before) {
                model.remove(left.place);
            }
        }
        for (Entry entry : message.updated) {
            Entry old = model.get(entry.place);
            int addedTick = entry.addedTick;
            if (addedTick == 0) {
                assertTrue(old != null && old.entity == entry.entity, "told of who is not there");
                addedTick = old.addedTick;
            }
            model.put(
                    entry.place,
                    new Entry(entry.place, entry.entity, addedTick, entry.valueTick, entry.row));
        }
    }

    private static Set<Integer> entitiesOf(Map<Integer, Entry> entries) {
        Set<Integer> result = new TreeSet<>();
        entries.values().forEach(entry -> result.add(entry.entity));
        return result;
    }

    private void checkEvents(Set<Integer> before, Set<Integer> after) {
        Set<Integer> entered = new TreeSet<>();
        for (int i = 0; i < decoder.enteredCount(); i++) {
            assertTrue(entered.add(decoder.entered(i)), "entered twice");
        }
        Set<Integer> left = new TreeSet<>();
        for (int i = 0; i < decoder.leftCount(); i++) {
            assertTrue(left.add(decoder.left(i)), "left twice");
        }
        Set<Integer> news = new TreeSet<>(after);
        news.removeAll(before);
        Set<Integer> gone = new TreeSet<>(before);
        gone.removeAll(after);
        assertEquals(news, entered);
        assertEquals(gone, left);
    }

    /// Nothing lost, nothing left out: the client foresees exactly what is.
    private void checkComplete(SnapshotView held) {
        Frame frame = ring.newest();
        assertEquals(visible.count(), held.count());
        assertTrue(held.indexOf(own) >= 0, "the own entity is in view");
        int[] row = new int[schema.fieldCount()];
        for (int i = 0; i < held.count(); i++) {
            held.foresee(decoder.predictor(), i, frame.tick(), row);
            if (!isRinged) {
                for (int field = 0; field < row.length; field++) {
                    assertEquals(shown(frame, field, held.slot(i)), row[field]);
                }
            }
            assertTrue(frame.tick() - held.valueTick(i) <= ClientView.MAX_AGE);
        }
    }
}
