package dev.rudp.game.movement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeparationTest {
    private static final int HZ = 60;
    private static final int DIAMETER = 192;
    private static final int AT = 10_000;

    @Test
    void twoWhoOverlapPartEquallyAndFarOnesDoNotMove() {
        Kinematics bodies = new Kinematics(3);
        bodies.place(0, AT, AT, 0, 0);
        bodies.place(1, AT + 180, AT, 0, 0);
        bodies.place(2, AT, AT + DIAMETER, 0, 0);
        Separation separation = separate(bodies, 3);

        assertEquals(-3, separation.pushX(0));
        assertEquals(3, separation.pushX(1));
        assertEquals(0, separation.pushY(0));
        assertEquals(0, separation.pushX(2));
        assertEquals(0, separation.pushY(2));
    }

    @Test
    void whoStandsOnTopIsNotPushed() {
        Kinematics bodies = new Kinematics(2);
        bodies.place(0, AT, AT, 0, 0);
        bodies.place(1, AT + 5, AT, 448, 0);

        assertEquals(0, separate(bodies, 2).pushX(1));
    }

    @Test
    void pushesAreLimited() {
        Kinematics bodies = new Kinematics(20);
        for (int slot = 0; slot < 20; slot++) {
            bodies.place(slot, AT + 10 * slot, AT, 0, 0);
        }
        Separation separation = separate(bodies, 20);

        for (int slot = 0; slot < 20; slot++) {
            assertTrue(Math.abs(separation.pushX(slot)) <= 2 * 256 / HZ, "slot=" + slot);
        }
        assertTrue(separation.pushX(0) < 0);
        assertTrue(separation.pushX(19) > 0);
    }

    @Test
    void aCrowdOnOneSpotSpreadsUntilNobodyOverlapsMuch() {
        int count = 60;
        Movement movement = new Movement(MovementSettings.defaults(), TestMaps.of(), HZ);
        Separation separation = new Separation(MovementSettings.defaults(), HZ, count);
        Kinematics bodies = new Kinematics(count);
        int[] slots = new int[count];
        Arrays.setAll(slots, i -> i);
        for (int slot : slots) {
            bodies.place(slot, TestMaps.SIZE / 2, TestMaps.SIZE / 2, 0, 0);
        }
        for (int tick = 0; tick < 60 * HZ; tick++) {
            separation.compute(bodies, slots, count);
            for (int slot : slots) {
                movement.step(
                        bodies,
                        slot,
                        0,
                        separation.pushX(slot),
                        separation.pushY(slot),
                        movement.phase(tick));
            }
        }
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < a; b++) {
                double distance = Math.hypot(bodies.x[a] - bodies.x[b], bodies.y[a] - bodies.y[b]);
                assertTrue(distance > DIAMETER * 0.7, a + " and " + b + " at " + distance);
            }
        }
    }

    @Test
    void findsTheSamePushesAsComparingEveryPair() {
        Seeds.forEach(
                100,
                random -> {
                    int count = 1 + random.nextInt(100);
                    Kinematics bodies = new Kinematics(count);
                    for (int slot = 0; slot < count; slot++) {
                        bodies.place(
                                slot, 500 + random.nextInt(1_600), random.nextInt(1_600), 0, 0);
                    }
                    Separation separation = separate(bodies, count);
                    for (int slot = 0; slot < count; slot++) {
                        double[] push = pushByAllPairs(bodies, slot, count);
                        assertEquals(push[0], separation.pushX(slot), 1.01, "slot=" + slot);
                        assertEquals(push[1], separation.pushY(slot), 1.01, "slot=" + slot);
                    }
                });
    }

    private static double[] pushByAllPairs(Kinematics bodies, int slot, int count) {
        double x = 0;
        double y = 0;
        for (int other = 0; other < count; other++) {
            double dx = bodies.x[slot] - bodies.x[other];
            double dy = bodies.y[slot] - bodies.y[other];
            double distance = Math.hypot(dx, dy);
            if (other != slot && distance > 0 && distance < DIAMETER) {
                x += dx / distance * (DIAMETER - distance) / 4;
                y += dy / distance * (DIAMETER - distance) / 4;
            }
        }
        double length = Math.hypot(x, y);
        double limit = 2.0 * 256 / HZ;
        double scale = length > limit ? limit / length : 1;
        return new double[] {x * scale, y * scale};
    }

    private static Separation separate(Kinematics bodies, int count) {
        Separation separation = new Separation(MovementSettings.defaults(), HZ, count);
        int[] slots = new int[count];
        Arrays.setAll(slots, i -> i);
        separation.compute(bodies, slots, count);
        return separation;
    }
}
