package dev.rudp.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.testkit.seed.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/// A world of random movers, one client of it, and a channel between them that loses, delays and
/// reorders messages in both directions, in ticks of virtual time.
final class ReplicationRig {
    private static final int CAPACITY = 300;

    final SeededRandom random;
    final ReplicatedSchema schema;
    final FrameRing ring;
    final ClientView view;
    final SnapshotEncoder encoder;
    final InterestSet visible;
    final int maxVisible;
    SnapshotDecoder decoder;

    double lossRatio;
    double ackLossRatio;
    int maxDelayTicks = 1;

    /// 0: another budget each tick, mostly a tight one.
    int budgetBytes;

    boolean expectComplete;

    /// What is done to the client before it gets a message.
    Damage damage = (random, decoder, good) -> {};

    long decoded;

    interface Damage {
        void before(SeededRandom random, SnapshotDecoder decoder, byte[] good);
    }

    private final EntitySlots slots = new EntitySlots(CAPACITY);
    private final FrameWriter writer;
    private final InterestEvaluator evaluator;
    private final byte[] out = new byte[16_384];
    private final List<Flying> down = new ArrayList<>();
    private final List<Flying> up = new ArrayList<>();
    private int own;
    private int newestAckArrived;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Flying(int dueTick, int sentTick, int decodedTick, byte[] bytes) {}

    ReplicationRig(SeededRandom random) {
        this.random = random;
        ReplicatedSchema.Builder builder =
                ReplicatedSchema.builder().position("x", "y", -100, 100, 0.01);
        int extra = random.nextInt(4) == 0 ? 9 : 3;
        for (int i = 0; i < extra; i++) {
            builder.field("f" + i, -1000, 1000, 0.5);
        }
        this.schema = builder.build();
        this.ring = new FrameRing(schema, CAPACITY, 64);
        this.writer = new FrameWriter(ring);
        this.maxVisible = random.nextBoolean() ? 64 : 4 + random.nextInt(40);
        InterestConfig config = new InterestConfig(40, maxVisible, 1 + random.nextInt(10));
        this.evaluator = new InterestEvaluator(config, schema, CAPACITY);
        this.visible = new InterestSet(config);
        this.view = new ClientView(maxVisible);
        this.encoder = new SnapshotEncoder(ring, maxVisible, evaluator.enterRadius());
        this.decoder = new SnapshotDecoder(schema, maxVisible);
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

    void forgetClient() {
        decoder = new SnapshotDecoder(schema, maxVisible);
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
        } else if (kind < 60) {
            for (int field = 0; field < 2; field++) {
                int step = before.value(field, slot) + random.nextInt(41) - 20;
                writer.state().setStep(field, slot, step);
            }
            if (kind < 20) {
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
                view.onDecoded(ack.decodedTick);
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
        if (!random.chance(lossRatio)) {
            byte[] message = new byte[length];
            System.arraycopy(out, 3, message, 0, length);
            int due = frame.tick() + random.nextInt(maxDelayTicks);
            down.add(new Flying(due, frame.tick(), 0, message));
        }
    }

    private void client() {
        int now = ring.newestTick();
        List<Flying> arrived =
                new ArrayList<>(down.stream().filter(f -> f.dueTick <= now).toList());
        down.removeAll(arrived);
        while (!arrived.isEmpty()) {
            Flying message = arrived.remove(random.nextInt(arrived.size()));
            damage.before(random, decoder, message.bytes);
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
                            now + random.nextInt(maxDelayTicks), now, decoder.decodedTick(), out));
        }
    }

    private void check(int tick) {
        decoded++;
        SnapshotView held = decoder.newest();
        assertEquals(tick, held.tick());
        assertTrue(view.isKnown(tick));
        assertEquals(view.count(tick), held.count());
        assertEquals((tick * 7) & 0xFFFF, held.lastInputSequence());
        assertEquals(tick & 7, held.inputQueueDepth());
        int start = view.start(tick);
        for (int i = 0; i < held.count(); i++) {
            int slot = view.records[start + i] >>> 16;
            assertEquals(slot, held.slot(i));
            assertEquals(view.records[start + i] & 0xFFFF, held.generation(i));
            int valueTick = tick - view.age(tick, i);
            assertTrue(tick - valueTick <= ClientView.MAX_AGE);
            if (ring.holds(valueTick)) {
                Frame frame = ring.at(valueTick);
                assertEquals(held.generation(i), frame.generation(slot));
                for (int field = 0; field < schema.fieldCount(); field++) {
                    assertEquals(frame.value(field, slot), held.value(field, i));
                }
            }
            if (expectComplete) {
                assertEquals(tick, valueTick);
            }
        }
        assertTrue(held.indexOf(own) >= 0, "the own entity is in view");
        if (expectComplete) {
            assertEquals(visible.count(), held.count());
        }
    }
}
