package dev.rudp.engine.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class CapsuleMoverPropertyTest {
    /// 100 m/s at 10 ticks a second.
    private static final int FASTEST = 2_560;

    private int x;
    private int y;
    private int z;
    private boolean standing;

    @Test
    void nobodyIsEverInsideASolidWhateverTheSpeed() {
        Seeds.forEach(
                300,
                random -> {
                    CapsuleMover body = mover(Scenes.random(random), random);
                    placeSomewhere(body, random);
                    for (int tick = 0; tick < 200; tick++) {
                        int speed = random.chance(0.3) ? FASTEST : 60;
                        step(body, random, speed);
                        assertTrue(body.isFree(x, y, z), () -> "at " + x + " " + y + " " + z);
                    }
                });
    }

    /// Walls a quarter as thick as the thinnest body's radius, at all angles, and a roof.
    @Test
    void nobodyLeavesAClosedCellWhateverTheSpeed() {
        Seeds.forEach(
                300,
                random -> {
                    int walls = random.nextInt(3, 9);
                    int turn = random.nextInt();
                    int reach = 3 * Scenes.M + random.nextInt(4 * Scenes.M);
                    CapsuleMover body = mover(cell(walls, turn, reach, random), random);
                    x = Scenes.SIZE / 2;
                    y = Scenes.SIZE / 2;
                    z = body.standOn(x, y);
                    standing = true;
                    for (int tick = 0; tick < 200; tick++) {
                        step(body, random, FASTEST);
                        for (int i = 0; i < walls; i++) {
                            double angle = angle(turn, walls, i);
                            double out =
                                    (x - Scenes.SIZE / 2) * StrictMath.cos(angle)
                                            + (y - Scenes.SIZE / 2) * StrictMath.sin(angle);
                            assertTrue(out < reach, () -> "out by " + out + " of " + reach);
                        }
                        assertTrue(z >= 0 && z < 8 * Scenes.M, () -> "z=" + z);
                    }
                });
    }

    @Test
    void equalMovesHaveEqualEndsAndWhoRestsStays() {
        Seeds.forEach(
                100,
                random -> {
                    CollisionScene scene = Scenes.random(random);
                    long seed = random.nextLong();
                    CapsuleMover one = mover(scene, new SeededRandom(seed));
                    CapsuleMover other = mover(scene, new SeededRandom(seed));
                    placeSomewhere(one, random);
                    for (int tick = 0; tick < 300; tick++) {
                        int wayX = random.nextInt(-40, 41);
                        int wayY = random.nextInt(-40, 41);
                        int wayZ = random.nextInt(-60, 30);
                        // The other has other bodies in between.
                        other.move(y, x, z, wayY, wayX, wayZ, false);
                        one.move(x, y, z, wayX, wayY, wayZ, standing);
                        other.move(x, y, z, wayX, wayY, wayZ, standing);
                        assertEquals(one.x(), other.x());
                        assertEquals(one.y(), other.y());
                        assertEquals(one.z(), other.z());
                        assertEquals(one.isGrounded(), other.isGrounded());
                        take(one);
                        if (standing) {
                            one.move(x, y, z, 0, 0, -5, true);
                            assertEquals(x, one.x());
                            assertEquals(y, one.y());
                            assertEquals(z, one.z());
                            assertTrue(one.isGrounded());
                        }
                    }
                });
    }

    @Test
    void whoFallsComesToRestAndLandsOnTheSameSpotAgain() {
        Seeds.forEach(
                200,
                random -> {
                    CapsuleMover body = mover(Scenes.random(random), random);
                    placeSomewhere(body, random);
                    for (int tick = 0; tick < 3_000 && !standing; tick++) {
                        body.move(x, y, z, 0, 0, -20, false);
                        take(body);
                    }
                    assertTrue(standing, () -> "still falls at " + x + " " + y + " " + z);
                    int restZ = z;
                    body.move(x, y, z, 0, 0, -20, false);
                    take(body);
                    assertTrue(z <= restZ);
                    assertTrue(body.isFree(x, y, z));
                });
    }

    @Test
    void slidingNeverAddsSpeed() {
        Seeds.forEach(
                300,
                random -> {
                    CapsuleMover body = mover(Scenes.random(random), random);
                    placeSomewhere(body, random);
                    for (int tick = 0; tick < 200; tick++) {
                        int fromX = x;
                        int fromY = y;
                        int wayX = random.nextInt(-60, 61);
                        int wayY = random.nextInt(-60, 61);
                        body.move(x, y, z, wayX, wayY, -10, standing);
                        boolean walked = standing;
                        take(body);
                        double wanted = Math.sqrt(wayX * wayX + wayY * wayY + (walked ? 0 : 100));
                        double gone = StrictMath.hypot(x - fromX, y - fromY);
                        // Each turn may round by a step a side; a loss of ground adds a fall.
                        double slack = 2 * CapsuleMover.MAX_TURNS + (walked ? 10 : 0);
                        assertTrue(gone <= wanted + slack, () -> gone + " of " + wanted);
                    }
                });
    }

    @Test
    void movesAllocateNothing() {
        SeededRandom random = new SeededRandom(3);
        CapsuleMover body = mover(Scenes.random(random), random);
        placeSomewhere(body, random);
        AllocationMeter.assertZero(3_000, 500, () -> step(body, random, 60));
    }

    private static CapsuleMover mover(CollisionScene scene, SeededRandom random) {
        int radius = 26 + random.nextInt(230);
        int height = 2 * radius + random.nextInt(400);
        int step = random.nextInt(Math.min(height, 150));
        return new CapsuleMover(scene, radius, height, step, 0.5 + 0.5 * random.nextDouble());
    }

    private static CollisionScene cell(int walls, int turn, int reach, SeededRandom random) {
        SceneBuilder scene = Scenes.empty();
        int middle = Scenes.SIZE / 2;
        if (random.nextBoolean()) {
            scene.terrain(Scenes.hills(random, 200));
        }
        for (int i = 0; i < walls; i++) {
            double angle = angle(turn, walls, i);
            scene.turnedBox(
                    middle + (reach + 4) * StrictMath.cos(angle),
                    middle + (reach + 4) * StrictMath.sin(angle),
                    -4 * Scenes.M,
                    4,
                    4 * reach,
                    20 * Scenes.M,
                    turn + (int) (65_536L * i / walls),
                    i);
        }
        scene.box(0, 0, 8 * Scenes.M, Scenes.SIZE, Scenes.SIZE, 8 * Scenes.M + 8, walls);
        return scene.build();
    }

    private static double angle(int turn, int walls, int i) {
        return (turn + (int) (65_536L * i / walls) & 0xFFFF) * 2 * StrictMath.PI / 65_536;
    }

    private void placeSomewhere(CapsuleMover body, SeededRandom random) {
        do {
            x = random.nextInt(Scenes.SIZE);
            y = random.nextInt(Scenes.SIZE);
            z = random.nextInt(3_000);
        } while (!body.isFree(x, y, z));
        standing = false;
    }

    private void step(CapsuleMover body, SeededRandom random, int speed) {
        int wayX = random.nextInt(-speed, speed + 1);
        int wayY = random.nextInt(-speed, speed + 1);
        int wayZ = random.nextInt(-speed, speed / 2 + 1);
        body.move(x, y, z, wayX, wayY, standing ? Math.min(wayZ, 0) : wayZ, standing);
        take(body);
        standing &= random.chance(0.9);
    }

    private void take(CapsuleMover body) {
        x = body.x();
        y = body.y();
        z = body.z();
        standing = body.isGrounded();
    }
}
