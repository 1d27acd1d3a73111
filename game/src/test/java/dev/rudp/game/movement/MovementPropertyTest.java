package dev.rudp.game.movement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.input.InputWord;
import dev.rudp.game.map.WorldMap;
import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MovementPropertyTest {
    private static final int HZ = 60;

    @Test
    void nobodyEverStandsInAWallOrOutsideOrExceedsTheSpeedLimit() {
        Seeds.forEach(
                300,
                random -> {
                    Movement movement = new Movement(settings(random), TestMaps.random(random), HZ);
                    Kinematics body = new Kinematics(1);
                    placeSomewhere(body, movement, random);
                    long word = 0;
                    for (int tick = 0; tick < 600; tick++) {
                        word = random.chance(0.1) ? random.nextLong() : word;
                        int pushX = random.nextInt(-50, 51);
                        int pushY = random.nextInt(-50, 51);
                        movement.step(body, 0, word, pushX, pushY, movement.phase(tick));
                        assertTrue(
                                !movement.isBlocked(body.x[0], body.y[0], body.z[0]),
                                () -> "at " + body.x[0] + " " + body.y[0] + " " + body.z[0]);
                        long square =
                                (long) body.vx[0] * body.vx[0] + (long) body.vy[0] * body.vy[0];
                        long limit = (long) movement.speedLimit() * movement.speedLimit();
                        assertTrue(square <= limit, () -> "speed²=" + square);
                    }
                });
    }

    @Test
    void nothingTunnelsThroughAThinWallAtAnySpeed() {
        Seeds.forEach(
                200,
                random -> {
                    // A closed cell of the thinnest walls, low roof included, and somebody in it.
                    WorldMap cell =
                            TestMaps.of(
                                    TestMaps.box(28, 28, 0, 8, 0.125, 20),
                                    TestMaps.box(28, 35.875, 0, 8, 0.125, 20),
                                    TestMaps.box(28, 28, 0, 0.125, 8, 20),
                                    TestMaps.box(35.875, 28, 0, 0.125, 8, 20),
                                    TestMaps.box(28, 28, 4, 8, 8, 0.125));
                    Movement movement = new Movement(settings(random), cell, 10);
                    Kinematics body = new Kinematics(1);
                    body.place(0, TestMaps.SIZE / 2, TestMaps.SIZE / 2, 0, 0);
                    long word = 0;
                    for (int tick = 0; tick < 400; tick++) {
                        word = random.chance(0.2) ? random.nextLong() : word;
                        int push = random.nextInt(-5_000, 5_001);
                        movement.step(body, 0, word, push, -push, movement.phase(tick));
                        assertTrue(body.x[0] > 28 * 256 && body.x[0] < 36 * 256);
                        assertTrue(body.y[0] > 28 * 256 && body.y[0] < 36 * 256);
                        assertTrue(body.z[0] >= 0 && body.z[0] < 4 * 256);
                    }
                });
    }

    @Test
    void aStepDependsOnNothingButItsArguments() {
        Seeds.forEach(
                20,
                random -> {
                    WorldMap map = TestMaps.random(random);
                    Movement server = new Movement(MovementSettings.defaults(), map, HZ);
                    Movement client = new Movement(MovementSettings.defaults(), map, HZ);
                    Kinematics all = new Kinematics(50);
                    Kinematics own = new Kinematics(1);
                    placeSomewhere(all, server, random);
                    all.copy(37, all, 0);
                    own.copy(0, all, 37);
                    for (int tick = 0; tick < 2_000; tick++) {
                        long word = random.nextLong();
                        server.step(all, 37, word, 0, 0, server.phase(tick));
                        client.step(own, 0, InputWord.sanitized(word), 0, 0, client.phase(tick));
                        assertEquals(all.hash(37, 1), own.hash(0, 1), "tick=" + tick);
                    }
                });
    }

    @Test
    void phasesAreAPermutation() {
        for (int hz = 10; hz <= 240; hz++) {
            Movement movement = new Movement(MovementSettings.defaults(), TestMaps.of(), hz);
            boolean[] seen = new boolean[hz];
            for (int tick = -hz / 2; tick < hz - hz / 2; tick++) {
                seen[movement.phase(tick)] = true;
            }
            for (boolean phase : seen) {
                assertTrue(phase, "hz=" + hz);
            }
        }
    }

    @Test
    void aTickOfTwoThousandBodiesAllocatesNothing() {
        SeededRandom random = new SeededRandom(1);
        Movement movement = new Movement(MovementSettings.defaults(), TestMaps.random(random), HZ);
        Separation separation = new Separation(MovementSettings.defaults(), HZ, 2_000);
        Kinematics bodies = new Kinematics(2_000);
        int[] slots = new int[2_000];
        Arrays.setAll(slots, i -> i);
        for (int slot : slots) {
            placeSomewhere(bodies, movement, random);
            bodies.copy(slot, bodies, 0);
        }
        int[] tick = {0};
        AllocationMeter.assertZero(
                200,
                100,
                () -> {
                    separation.compute(bodies, slots, slots.length);
                    int phase = movement.phase(++tick[0]);
                    for (int slot : slots) {
                        long word = InputWord.of(0, 127, slot * 40 + tick[0] * 10, tick[0] & 1);
                        movement.step(
                                bodies,
                                slot,
                                word,
                                separation.pushX(slot),
                                separation.pushY(slot),
                                phase);
                    }
                });
    }

    private static MovementSettings settings(SeededRandom random) {
        double run = 0.5 + 39.5 * random.nextDouble();
        double radius = 0.1 + 0.9 * random.nextDouble();
        double lowest = Math.max(0.5, 2 * radius);
        return new MovementSettings(
                radius,
                lowest + (3 - lowest) * random.nextDouble(),
                0.5 * random.nextDouble(),
                80 * random.nextDouble(),
                run,
                run + (40 - run) * random.nextDouble(),
                2 + 498 * random.nextDouble(),
                2 + 498 * random.nextDouble(),
                2 + 498 * random.nextDouble(),
                1 + 99 * random.nextDouble(),
                20 * random.nextDouble(),
                1 + 59 * random.nextDouble(),
                10 * random.nextDouble());
    }

    private static void placeSomewhere(Kinematics body, Movement movement, SeededRandom random) {
        int x;
        int y;
        do {
            x = random.nextInt(TestMaps.SIZE);
            y = random.nextInt(TestMaps.SIZE);
        } while (movement.isBlocked(x, y, 0));
        body.place(0, x, y, 0, 0);
    }
}
