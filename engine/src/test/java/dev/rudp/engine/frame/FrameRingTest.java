package dev.rudp.engine.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.space.NeighbourQuery;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FrameRingTest {
    private static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder()
                    .position("x", "y", -1000, 1000, 1)
                    .field("hp", 0, 100_000_000, 1)
                    .build();

    private final EntitySlots slots = new EntitySlots(40);
    private final FrameRing ring = new FrameRing(SCHEMA, 40, 8);
    private final FrameWriter writer = new FrameWriter(ring);

    private Frame tick(Runnable write) {
        writer.begin(slots, 0);
        write.run();
        return writer.publish();
    }

    @Test
    void isEmptyBeforeTheFirstTick() {
        assertEquals(0, ring.newestTick());
        assertEquals(0, ring.newest().liveCount());
        assertTrue(ring.holds(0));
        assertFalse(ring.holds(1));
    }

    @Test
    void holdsTheNewestFramesUntilTheyAreWrittenOver() {
        for (int i = 0; i < 20; i++) {
            tick(() -> {});
        }
        assertTrue(ring.holds(20));
        assertTrue(ring.holds(13));
        assertFalse(ring.holds(12));
        assertFalse(ring.holds(21));
        assertEquals(13, ring.at(13).tick());
        // Opening the next frame takes the place of the oldest, before anything is published.
        writer.begin(slots, 0);
        assertFalse(ring.holds(13));
        assertTrue(ring.holds(14));
        assertEquals(20, ring.newestTick());
    }

    @Test
    void valuesNotWrittenStayAndNewEntitiesBeginWithZeros() {
        int slot = slots.allocate();
        tick(() -> writer.state().setStep(2, slot, 7));
        Frame second = tick(() -> {});
        assertEquals(7, second.value(2, slot));
        slots.free(slot);
        slots.allocate();
        Frame third = tick(() -> {});
        assertEquals(0, third.value(2, slot));
        assertEquals(2, third.generation(slot));
        assertEquals(7, second.value(2, slot));
    }

    @Test
    void valuesAreClampedToTheSchema() {
        int slot = slots.allocate();
        Frame frame =
                tick(() -> {
                    writer.state().set(0, slot, 1e9);
                    writer.state().setStep(1, slot, -5000);
                });
        assertEquals(1000, frame.x(slot));
        assertEquals(-1000, frame.y(slot));
    }

    @Test
    void changedTickIsTheLastTickWithAnotherValueOrGeneration() {
        int slot = slots.allocate();
        assertEquals(1, tick(() -> {}).changedTick(slot));
        assertEquals(1, tick(() -> {}).changedTick(slot));
        assertEquals(3, tick(() -> writer.state().setStep(0, slot, 5)).changedTick(slot));
        assertEquals(3, tick(() -> writer.state().setStep(0, slot, 5)).changedTick(slot));
        slots.free(slot);
        slots.allocate();
        assertEquals(5, tick(() -> writer.state().setStep(0, slot, 5)).changedTick(slot));
    }

    @Test
    void endedEntitiesAreGoneFromTheFrameAndItsIndex() {
        int first = slots.allocate();
        int second = slots.allocate();
        for (int i = 0; i < 12; i++) {
            tick(() -> {});
        }
        slots.free(first);
        Frame frame = tick(() -> {});
        assertFalse(frame.isLive(first));
        assertEquals(1, frame.liveCount());
        assertEquals(second, frame.liveSlot(0));
        NeighbourQuery query = new NeighbourQuery(40);
        assertEquals(1, query.circle(frame.index(), 0, 0, 10));
        assertEquals(second, query.slot(0));
    }

    @Test
    void inputProgressIsOfThisTickOnly() {
        int slot = slots.allocate();
        Frame frame = tick(() -> writer.input(slot, 99, 3));
        assertEquals(99, frame.lastInputSequence(slot));
        assertEquals(3, frame.inputQueueDepth(slot));
    }

    /// The writer fills each frame with its tick, as fast as it can; a reader that was told that
    /// its frames held must have seen nothing else in them.
    @Test
    @SuppressWarnings("ThreadPriorityCheck") // lets the reader in on a machine with one core
    void readerThatWasToldItHoldsNeverSawAMixedFrame() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            slots.allocate();
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread world =
                new Thread(() -> {
                    for (int i = 1; i <= 20_000; i++) {
                        int tick = i;
                        tick(() -> fill(tick));
                        if (i % 50 == 0) {
                            Thread.yield();
                        }
                    }
                    done.set(true);
                });
        world.start();
        long valid = 0;
        while (!done.get()) {
            int newest = ring.newestTick();
            int tick = Math.max(1, newest - 5);
            Frame frame = ring.at(tick);
            boolean mixed = false;
            for (int slot = 0; slot < 40; slot++) {
                mixed |= frame.value(2, slot) != tick;
            }
            if (newest > 5 && ring.holds(tick)) {
                valid++;
                assertFalse(mixed, "tick=" + tick);
            }
        }
        world.join();
        assertTrue(valid > 0);
    }

    private void fill(int tick) {
        for (int slot = 0; slot < 40; slot++) {
            writer.state().setStep(2, slot, tick);
        }
    }

    @Test
    void refusesLengthsThatAreNoPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new FrameRing(SCHEMA, 4, 60));
    }
}
