package dev.rudp.engine.physics;

import static dev.rudp.engine.physics.Scenes.M;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProjectilesTest {
    /// A wall of an eighth of a metre at x = 40 m.
    private final SceneQuery wall =
            new SceneQuery(Scenes.empty().box(40 * M, 0, 0, 40 * M + 32, 64 * M, 9 * M, 6).build());

    private final Bodies bodies = new Bodies();

    @Test
    void hitsAThinWallAtAnySpeed() {
        Seeds.forEach(
                200,
                random -> {
                    Projectiles shots = new Projectiles(wall, 4);
                    int speed = M + random.nextInt(200 * M);
                    int slot = shoot(shots, 10 * M, 30 * M, speed);
                    while (shots.step(bodies) == 0) {
                        assertTrue(shots.isLive(slot), "flew through");
                    }
                    assertEquals(slot, shots.hitSlot(0));
                    assertEquals(6, shots.hitTag(0));
                    assertEquals(Projectiles.NO_BODY, shots.hitBody(0));
                    assertEquals(40 * M - 20, shots.x(slot), 1);
                    assertFalse(shots.isLive(slot));
                });
    }

    @Test
    void hitsTheNearestBodyBeforeTheWallButNotItsOwner() {
        bodies.put(3, 30 * M, 30 * M);
        bodies.put(1, 35 * M, 30 * M);
        bodies.put(0, 11 * M, 30 * M);
        Projectiles shots = new Projectiles(wall, 4);
        int slot = shoot(shots, 11 * M, 30 * M, 100 * M);

        assertEquals(1, shots.step(bodies));
        assertEquals(3, shots.hitBody(0));
        assertEquals(30 * M - 96 - 20, shots.x(slot), 1);
    }

    @Test
    void aWallShieldsWhoIsBehindIt() {
        bodies.put(3, 42 * M, 30 * M);
        Projectiles shots = new Projectiles(wall, 4);
        shoot(shots, 30 * M, 30 * M, 100 * M);

        assertEquals(1, shots.step(bodies));
        assertEquals(Projectiles.NO_BODY, shots.hitBody(0));
    }

    @Test
    void fallsAndGrowsOld() {
        Projectiles shots = new Projectiles(wall, 4);
        int slot = shots.shoot(10 * M, M, 8 * M, 256, 0, 0, 256, 5, 10, 0, 0);
        for (int tick = 0; tick < 10; tick++) {
            assertEquals(0, shots.step(bodies));
        }
        assertEquals(8 * M - 55, shots.z(slot));
        assertEquals(10 * M + 10, shots.x(slot));
        shots.step(bodies);
        assertFalse(shots.isLive(slot));
        assertEquals(0, shots.liveCount());
    }

    @Test
    void refusesAndCountsShotsTooMany() {
        Projectiles shots = new Projectiles(wall, 2);
        int first = shoot(shots, M, M, 10);
        shoot(shots, M, M, 10);
        assertEquals(Projectiles.FULL, shoot(shots, M, M, 10));
        assertEquals(1, shots.refused());
        shots.remove(first);
        assertEquals(first, shoot(shots, M, M, 10));
    }

    @Test
    void equalShotsFlyEquallyAndAllocateNothing() {
        bodies.put(3, 30 * M, 30 * M);
        Projectiles one = new Projectiles(wall, 64);
        Projectiles other = new Projectiles(wall, 64);
        for (int i = 0; i < 60; i++) {
            one.shoot(20 * M, i * M, 3 * M, i * 999, 0, 100, 9, 10, 100, 0, i);
            other.shoot(20 * M, i * M, 3 * M, i * 999, 0, 100, 9, 10, 100, 0, i);
        }
        for (int tick = 0; tick < 100; tick++) {
            assertEquals(one.step(bodies), other.step(bodies));
            assertEquals(one.hash(7), other.hash(7));
        }
        AllocationMeter.assertZero(
                1_000,
                500,
                () -> {
                    shoot(one, 10 * M, 30 * M, 9 * M);
                    one.step(bodies);
                });
    }

    private static int shoot(Projectiles shots, int x, int y, int stepsPerTick) {
        return shots.shoot(x, y, M, stepsPerTick << 8, 0, 0, 0, 20, 1_000, 0, 0);
    }

    private static final class Bodies implements ProjectileTargets {
        private final int[] xs = new int[8];
        private final int[] ys = new int[8];

        Bodies() {
            Arrays.fill(xs, -1);
        }

        void put(int slot, int x, int y) {
            xs[slot] = x;
            ys[slot] = y;
        }

        @Override
        public int near(int minX, int minY, int maxX, int maxY, int[] slots) {
            int count = 0;
            for (int slot = 7; slot >= 0; slot--) {
                if (xs[slot] >= 0) {
                    slots[count++] = slot;
                }
            }
            return count;
        }

        @Override
        public boolean isTarget(int owner, int kind, int slot) {
            return slot != owner;
        }

        @Override
        public int x(int slot) {
            return xs[slot];
        }

        @Override
        public int y(int slot) {
            return ys[slot];
        }

        @Override
        public int z(int slot) {
            return 0;
        }

        @Override
        public int radius(int slot) {
            return 96;
        }

        @Override
        public int height(int slot) {
            return 448;
        }
    }
}
