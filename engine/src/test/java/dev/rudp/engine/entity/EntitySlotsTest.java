package dev.rudp.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EntitySlotsTest {
    @Test
    void givesOutTheLowestFreeSlot() {
        EntitySlots slots = new EntitySlots(130);
        for (int i = 0; i < 130; i++) {
            assertEquals(i, slots.allocate());
        }
        assertEquals(EntitySlots.NONE, slots.allocate());
        slots.free(129);
        slots.free(3);
        assertEquals(3, slots.allocate());
        assertEquals(129, slots.allocate());
        assertEquals(EntitySlots.NONE, slots.allocate());
    }

    @Test
    void newEntityInAnOldSlotHasAnotherGeneration() {
        EntitySlots slots = new EntitySlots(4);
        assertEquals(0, slots.generation(0));
        int slot = slots.allocate();
        int first = slots.generation(slot);
        slots.free(slot);
        assertFalse(slots.isLive(slot, first));
        assertEquals(slot, slots.allocate());
        assertEquals(first + 1, slots.generation(slot));
        assertFalse(slots.isLive(slot, first));
        assertTrue(slots.isLive(slot, first + 1));
        assertFalse(slots.isLive(-1, 1));
        assertFalse(slots.isLive(4, 1));
    }

    @Test
    void generationWrapsPastZero() {
        EntitySlots slots = new EntitySlots(1);
        for (int i = 0; i < 65_535; i++) {
            slots.allocate();
            slots.free(0);
        }
        slots.allocate();
        assertEquals(1, slots.generation(0));
    }

    @Test
    void agreesWithASortedSet() {
        Seeds.forEach(
                100,
                random -> {
                    int capacity = 1 + random.nextInt(200);
                    EntitySlots slots = new EntitySlots(capacity);
                    TreeSet<Integer> live = new TreeSet<>();
                    for (int step = 0; step < 300; step++) {
                        if (random.nextInt(5) < 3) {
                            int slot = slots.allocate();
                            assertEquals(slot < 0, live.size() == capacity);
                            assertTrue(slot < 0 || live.add(slot));
                        } else if (!live.isEmpty()) {
                            Integer from = live.ceiling(random.nextInt(capacity));
                            int slot = from == null ? live.first() : from;
                            live.remove(slot);
                            slots.free(slot);
                        }
                        int at = slots.nextLive(0);
                        for (int slot : live) {
                            assertEquals(slot, at);
                            at = slots.nextLive(at + 1);
                        }
                        assertEquals(EntitySlots.NONE, at);
                        assertEquals(live.size(), slots.liveCount());
                    }
                });
    }

    @Test
    void refusesCapacitiesThatDoNotFitTheWire() {
        assertThrows(IllegalArgumentException.class, () -> new EntitySlots(0));
        assertThrows(IllegalArgumentException.class, () -> new EntitySlots(65_537));
    }
}
