package dev.rudp.engine.physics;

import static dev.rudp.engine.physics.Scenes.M;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggersTest {
    private final Triggers triggers =
            new Triggers(
                    Scenes.empty()
                            .box(10 * M, 10 * M, 0, 20 * M, 20 * M, 4 * M, 0)
                            .box(15 * M, 10 * M, 0, 30 * M, 20 * M, 4 * M, 1)
                            .build(),
                    8,
                    6);

    @Test
    void tellsEachCrossingOnce() {
        triggers.move(3, 5 * M, 15 * M, 0);
        assertEquals(List.of(), told());
        triggers.move(3, 12 * M, 15 * M, 10);
        triggers.move(3, 13 * M, 15 * M, 10);
        assertEquals(List.of("3 enters 0"), told());
        assertTrue(triggers.isInside(3, 0));
        triggers.move(3, 25 * M, 15 * M, 10);
        assertEquals(List.of("3 leaves 0", "3 enters 1"), told());
        triggers.remove(3);
        triggers.remove(3);
        assertEquals(List.of("3 leaves 1"), told());
        assertFalse(triggers.isInside(3, 1));
    }

    @Test
    void noticesWhoPassesInOneMoveButNotWhoIsPutElsewhere() {
        triggers.move(0, 5 * M, 15 * M, 10);
        triggers.move(0, 50 * M, 15 * M, 10);
        assertEquals(List.of("0 enters 0", "0 leaves 0", "0 enters 1", "0 leaves 1"), told());
        triggers.teleport(0, 5 * M, 15 * M, 10);
        assertEquals(List.of(), told());
    }

    @Test
    void putsCrossingsOffWhenEventsAreFull() {
        for (int slot = 0; slot < 4; slot++) {
            triggers.move(slot, 17 * M, 15 * M, 10);
        }
        assertEquals(2, triggers.putOff());
        assertEquals(6, told().size());
        triggers.move(3, 17 * M, 15 * M, 10);
        assertEquals(List.of("3 enters 0", "3 enters 1"), told());
    }

    @Test
    void volumesAreNumberedByTheirTags() {
        CollisionScene wrong = Scenes.empty().box(0, 0, 0, 1, 1, 1, 5).build();

        assertThrows(IllegalArgumentException.class, () -> new Triggers(wrong, 1, 1));
    }

    @Test
    void staysAddUpWhateverTheWay() {
        Seeds.forEach(
                100,
                random -> {
                    CollisionScene scene = Scenes.random(random);
                    Triggers all = new Triggers(scene, 4, 2_000);
                    Nearby nearby = new Nearby(scene);
                    int volumes = scene.shapeCount() - 4;
                    int[] stays = new int[4 * Math.max(1, volumes)];
                    for (int step = 0; step < 200; step++) {
                        int slot = random.nextInt(4);
                        int x = random.nextInt(Scenes.SIZE);
                        int y = random.nextInt(Scenes.SIZE);
                        int z = random.nextInt(1_000);
                        all.move(slot, x, y, z);
                        for (int i = 0; i < all.eventCount(); i++) {
                            int at = slot * volumes + all.eventVolume(i);
                            stays[at] += all.eventEnters(i) ? 1 : -1;
                            assertTrue(stays[at] == 0 || stays[at] == 1);
                        }
                        all.clearEvents();
                        RoundedBox box = new RoundedBox();
                        for (int volume = 0; volume < volumes; volume++) {
                            nearby.place(box, volume, x, y, z);
                            assertEquals(box.contains(), all.isInside(slot, volume));
                            assertEquals(box.contains() ? 1 : 0, stays[slot * volumes + volume]);
                        }
                    }
                });
    }

    @Test
    void movesAllocateNothing() {
        SeededRandom random = new SeededRandom(1);
        AllocationMeter.assertZero(
                1_000,
                500,
                () -> {
                    triggers.move(
                            random.nextInt(8), random.nextInt(40 * M), random.nextInt(40 * M), 9);
                    triggers.clearEvents();
                });
    }

    private List<String> told() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < triggers.eventCount(); i++) {
            String verb = triggers.eventEnters(i) ? " enters " : " leaves ";
            events.add(triggers.eventSlot(i) + verb + triggers.eventVolume(i));
        }
        triggers.clearEvents();
        return events;
    }
}
