package dev.rudp.engine.interest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterestPropertyTest {
    private static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder().position("x", "y", -1000, 1000, 1).build();
    private static final int CAPACITY = 200;
    private static final int OWN = 0;

    private final EntitySlots slots = new EntitySlots(CAPACITY);
    private final FrameRing ring = new FrameRing(SCHEMA, CAPACITY, 8);
    private final FrameWriter writer = new FrameWriter(ring);

    private record Candidate(int slot, long key) {}

    /// The rule of [InterestEvaluator], by looking at everybody.
    private static int[] expected(Frame frame, InterestSet before, InterestConfig config) {
        int centreX = before.isOwnLive(frame) ? frame.x(OWN) : before.centreX();
        int centreY = before.isOwnLive(frame) ? frame.y(OWN) : before.centreY();
        long radius = (long) config.enterRadius();
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < frame.liveCount(); i++) {
            int slot = frame.liveSlot(i);
            boolean wasVisible = before.placeOf(slot, frame.generation(slot)) >= 0;
            long dx = frame.x(slot) - centreX;
            long dy = frame.y(slot) - centreY;
            long key = (dx * dx + dy * dy) * (wasVisible ? 400 : 529);
            if (slot == OWN && before.isOwnLive(frame)) {
                key = -1;
            }
            if (key <= 529 * radius * radius) {
                candidates.add(new Candidate(slot, key));
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingLong(Candidate::key).thenComparingInt(Candidate::slot))
                .limit(config.maxVisible() - (before.isOwnLive(frame) ? 0 : 1))
                .mapToInt(Candidate::slot)
                .sorted()
                .toArray();
    }

    private static int[] slotsOf(InterestSet set) {
        int[] result =
                IntStream.range(0, set.places())
                        .filter(set::isTaken)
                        .map(set::slot)
                        .sorted()
                        .toArray();
        assertEquals(set.count(), result.length);
        return result;
    }

    @Test
    void setEqualsTheRuleForEverybodyEveryTick() {
        Seeds.forEach(
                100,
                random -> {
                    Scene scene = new Scene();
                    int span = 20 + random.nextInt(300);
                    InterestConfig config =
                            new InterestConfig(20 + random.nextInt(80), 1 + random.nextInt(70), 1);
                    InterestEvaluator evaluator = new InterestEvaluator(config, SCHEMA, CAPACITY);
                    InterestSet set = new InterestSet(config);
                    set.reset(OWN, scene.slots.generation(OWN), 0);
                    for (int tick = 0; tick < 40; tick++) {
                        for (int slot = tick == 20 ? 0 : 1; slot < CAPACITY; slot++) {
                            if (scene.slots.isLive(slot) && (slot == OWN || random.chance(0.02))) {
                                scene.slots.free(slot);
                            }
                        }
                        while (random.chance(0.7) && scene.slots.allocate() >= 0) {
                            // Others come.
                        }
                        Frame frame =
                                scene.tick((x, slot) -> {
                                    int from = scene.ring.newest().value(x, slot);
                                    return from == 0 || random.chance(0.01)
                                            ? random.nextInt(span) + 1
                                            : from + random.nextInt(9) - 4;
                                });
                        int[] expected = expected(frame, set, config);
                        evaluator.update(frame, set);
                        assertArrayEquals(expected, slotsOf(set));
                        for (int place = 0; place < set.places(); place++) {
                            if (set.isTaken(place)) {
                                int slot = set.slot(place);
                                assertEquals(frame.generation(slot), set.generation(place));
                            }
                        }
                    }
                });
    }

    @Test
    void entityOnTheBorderDoesNotFlicker() {
        InterestConfig config = new InterestConfig(100, 64, 1);
        InterestEvaluator evaluator = new InterestEvaluator(config, SCHEMA, CAPACITY);
        InterestSet set = new InterestSet(config);
        slots.allocate();
        slots.allocate();
        set.reset(OWN, 1, 0);
        int[] path = {101, 100, 101, 115, 116, 101, 115, 100, 115};
        int[] inView = {1, 2, 2, 2, 1, 1, 1, 2, 2};
        for (int i = 0; i < path.length; i++) {
            writer.begin(slots, 0);
            writer.state().setStep(0, 1, path[i]);
            evaluator.update(writer.publish(), set);
            assertEquals(inView[i], set.count(), "step " + i);
        }
    }

    @Test
    void endedEntityLeavesAtOnceAndItsSuccessorComesWithTheNextEvaluation() {
        InterestConfig config = new InterestConfig(100, 64, 8);
        InterestEvaluator evaluator = new InterestEvaluator(config, SCHEMA, CAPACITY);
        InterestSet set = new InterestSet(config);
        slots.allocate();
        slots.allocate();
        set.reset(OWN, 1, 0);
        evaluator.update(tick(), set);
        assertEquals(2, set.count());
        slots.free(1);
        slots.allocate();
        for (int tick = 2; tick < 8; tick++) {
            evaluator.update(tick(), set);
            assertEquals(1, set.count(), "tick " + tick);
        }
        evaluator.update(tick(), set);
        assertEquals(2, set.count());
        assertEquals(2, set.generation(1));
    }

    @Test
    void playerWithoutEntityKeepsLookingFromWhereItWas() {
        InterestConfig config = new InterestConfig(10, 64, 1);
        InterestEvaluator evaluator = new InterestEvaluator(config, SCHEMA, CAPACITY);
        InterestSet set = new InterestSet(config);
        slots.allocate();
        slots.allocate();
        set.reset(OWN, 1, 0);
        writer.begin(slots, 0);
        writer.state().setStep(0, OWN, 500);
        writer.state().setStep(0, 1, 505);
        evaluator.update(writer.publish(), set);
        slots.free(OWN);
        evaluator.update(tick(), set);
        assertArrayEquals(new int[] {1}, slotsOf(set));
        assertEquals(500, set.centreX());
    }

    @Test
    void phasesSpreadTheEvaluations() {
        InterestConfig config = new InterestConfig(100, 64, 4);
        InterestEvaluator evaluator = new InterestEvaluator(config, SCHEMA, CAPACITY);
        slots.allocate();
        InterestSet[] sets = new InterestSet[4];
        for (int phase = 0; phase < 4; phase++) {
            sets[phase] = new InterestSet(config);
            sets[phase].reset(OWN, 1, phase);
            evaluator.update(tick(), sets[phase]);
        }
        slots.allocate();
        Frame frame = tick();
        int evaluated = 0;
        for (InterestSet set : sets) {
            evaluator.update(frame, set);
            evaluated += set.count() - 1;
        }
        assertEquals(1, evaluated);
        assertTrue(ring.holds(frame.tick()));
    }

    private Frame tick() {
        writer.begin(slots, 0);
        return writer.publish();
    }

    private interface Motion {
        int step(int field, int slot);
    }

    private static final class Scene {
        final EntitySlots slots = new EntitySlots(CAPACITY);
        final FrameRing ring = new FrameRing(SCHEMA, CAPACITY, 8);
        final FrameWriter writer = new FrameWriter(ring);

        Scene() {
            while (slots.allocate() >= 0) {
                // Until it is full.
            }
        }

        Frame tick(Motion motion) {
            writer.begin(slots, 0);
            for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
                writer.state().setStep(0, slot, motion.step(0, slot));
                writer.state().setStep(1, slot, motion.step(1, slot));
            }
            return writer.publish();
        }
    }
}
