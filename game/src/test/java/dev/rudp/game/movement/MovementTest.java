package dev.rudp.game.movement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.input.InputWord;
import dev.rudp.game.map.Distance;
import dev.rudp.game.map.MapBox;
import org.junit.jupiter.api.Test;

class MovementTest {
    private static final int HZ = 60;
    private static final int START = Distance.ofMetres(32);
    private static final int ALONG_X = 0;
    private static final int ALONG_Y = 16_384;
    private static final int RUN = 6 * 64;

    private final Kinematics body = new Kinematics(1);
    private Movement movement = movement();
    private long tick;

    @Test
    void reachesTheRunSpeedAndStopsAgain() {
        stand(START, START, 0);
        run(forward(ALONG_X), 8);
        assertEquals(RUN, body.vx[0]);
        assertEquals(0, body.vy[0]);

        run(InputWord.NEUTRAL, 10);
        assertEquals(0, body.vx[0]);
        int restedAt = body.x[0];
        run(InputWord.NEUTRAL, 100);
        assertEquals(restedAt, body.x[0]);
    }

    @Test
    void movesExactlyAsFastAsTheVelocitySaysOverASecond() {
        movement =
                new Movement(
                        new MovementSettings(
                                0.375, 1.75, 0.4, 50, 5.3, 8, 50, 40, 12, 20, 6.5, 40, 2),
                        TestMaps.of(),
                        HZ);
        for (int yaw = 0; yaw < 65_536; yaw += 997) {
            stand(START, START, 0);
            run(forward(yaw), 20);
            int fromX = body.x[0];
            int fromY = body.y[0];
            run(forward(yaw), HZ);
            assertEquals(4 * body.vx[0], body.x[0] - fromX, "yaw=" + yaw);
            assertEquals(4 * body.vy[0], body.y[0] - fromY, "yaw=" + yaw);
        }
    }

    @Test
    void aDiagonalStickIsNotFasterThanAStraightOne() {
        stand(START, START, 0);
        run(InputWord.of(127, 127, 1_000, 0), 30);

        assertEquals(RUN, Math.hypot(body.vx[0], body.vy[0]), 1.5);
        assertTrue(Math.hypot(body.vx[0], body.vy[0]) <= RUN);
    }

    @Test
    void stickDirectionsFollowTheView() {
        stand(START, START, 0);
        run(forward(ALONG_Y), 20);
        assertEquals(RUN, body.vy[0]);
        assertEquals(64, body.yaw[0]);
        run(InputWord.of(127, 0, ALONG_Y, 0), 40);
        assertEquals(RUN, body.vx[0], "right of +y is +x");
        run(InputWord.of(0, -127, ALONG_X, 0), 40);
        assertEquals(-RUN, body.vx[0]);
    }

    @Test
    void halfAStickIsHalfTheSpeed() {
        stand(START, START, 0);
        run(InputWord.of(0, 64, ALONG_X, 0), 30);

        assertEquals(RUN * 64 / 127, body.vx[0]);
    }

    @Test
    void sprintsWhileTheButtonIsHeld() {
        stand(START, START, 0);
        run(InputWord.of(0, 127, ALONG_X, InputWord.SPRINT), 30);
        assertEquals(8 * 64, body.vx[0]);
        run(forward(ALONG_X), 30);
        assertEquals(RUN, body.vx[0]);
    }

    @Test
    void jumpsOncePerPressAndLandsWhereItStood() {
        stand(START, START, 0);
        run(jump(), 1);
        assertEquals(0, body.flags[0] & Kinematics.GROUNDED);
        int top = 0;
        for (int i = 0; i < 45; i++) {
            run(jump(), 1);
            top = Math.max(top, body.z[0]);
        }
        assertEquals(1.05, Distance.toMetres(top), 0.08);
        assertEquals(0, body.z[0]);
        assertTrue((body.flags[0] & Kinematics.GROUNDED) != 0);

        run(jump(), 30);
        assertEquals(0, body.z[0], "holding the button is one jump");
        run(InputWord.NEUTRAL, 1);
        run(jump(), 2);
        assertTrue(body.z[0] > 0, "a new press is the next");
    }

    @Test
    void keepsItsMomentumInTheAirAndSteersLittle() {
        stand(START, START, 0);
        run(forward(ALONG_X), 20);
        run(jump(), 10);
        assertEquals(RUN, body.vx[0], "no stick, no friction");
        run(InputWord.of(0, -127, ALONG_X, 0), 5);
        assertEquals(RUN - 5 * 12 * 64 / 60.0, body.vx[0], 5.5);
    }

    @Test
    void stopsAtAWallAndSlidesAlongIt() {
        movement = movement(TestMaps.box(34, 20, 0, 0.5, 30, 4));
        stand(START, START, 0);
        run(forward(8_192), 60);

        assertEquals(Distance.ofMetres(34) - movement.bodyRadius(), body.x[0]);
        assertTrue(body.y[0] > START + Distance.ofMetres(3), "y=" + body.y[0]);
        int fromY = body.y[0];
        run(forward(8_192), 60);
        assertEquals(RUN / Math.sqrt(2) * 4, body.y[0] - fromY, 8);
    }

    @Test
    void staysInsideTheWorld() {
        for (int yaw = 0; yaw < 65_536; yaw += 4_096) {
            stand(START, START, 0);
            run(InputWord.of(0, 127, yaw, InputWord.SPRINT), 60 * 8);
            assertFalse(movement.isBlocked(body.x[0], body.y[0], body.z[0]));
            if (yaw == 5 * 8_192) {
                assertEquals(movement.bodyRadius(), body.x[0]);
                assertEquals(movement.bodyRadius(), body.y[0]);
            }
        }
    }

    @Test
    void landsOnAPlatformAndFallsFromItsEdge() {
        movement = movement(TestMaps.box(34, 30, 0, 4, 4, 0.75));
        stand(START, START, 0);
        run(forward(ALONG_X), 20);
        run(InputWord.of(0, 127, ALONG_X, InputWord.JUMP), 45);
        assertEquals(Distance.ofMetres(0.75), body.z[0]);
        assertTrue((body.flags[0] & Kinematics.GROUNDED) != 0);

        run(forward(ALONG_X), 90);
        assertEquals(0, body.z[0]);
        assertTrue(body.x[0] > Distance.ofMetres(38));
    }

    @Test
    void walksUnderAPlatformAndHitsItsHeadWhenJumping() {
        movement = movement(TestMaps.box(30, 30, 2, 4, 4, 0.5));
        stand(START, START, 0);
        int top = 0;
        run(jump(), 1);
        for (int i = 0; i < 20; i++) {
            run(InputWord.NEUTRAL, 1);
            top = Math.max(top, body.z[0]);
        }
        assertEquals(Distance.ofMetres(0.25), top);
        assertEquals(0, body.z[0]);
    }

    @Test
    void squeezesThroughAGapExactlyAsWideAsABody() {
        movement =
                movement(
                        TestMaps.box(40, 20, 0, 1, 11.625, 4),
                        TestMaps.box(40, 32.375, 0, 1, 11.625, 4));
        stand(START, START, 0);
        run(forward(ALONG_X), 60 * 3);

        assertTrue(body.x[0] > Distance.ofMetres(42), "x=" + body.x[0]);
    }

    @Test
    void aPushMovesWithoutChangingVelocity() {
        stand(START, START, 0);
        movement.step(body, 0, InputWord.NEUTRAL, 7, -3, movement.phase(1));

        assertEquals(START + 7, body.x[0]);
        assertEquals(START - 3, body.y[0]);
        assertEquals(0, body.vx[0]);
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new MovementSettings(
                                        0.4,
                                        1.8,
                                        0.4,
                                        50,
                                        Double.NaN,
                                        8,
                                        50,
                                        40,
                                        12,
                                        20,
                                        6.5,
                                        40,
                                        2));

        assertEquals("movement.run-metres-per-s=NaN not in [0.5, 40.0]", refused.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Movement(MovementSettings.defaults(), TestMaps.of(), 5));
    }

    private static Movement movement(MapBox... boxes) {
        return new Movement(MovementSettings.defaults(), TestMaps.of(boxes), HZ);
    }

    private static long forward(int yaw) {
        return InputWord.of(0, 127, yaw, 0);
    }

    private static long jump() {
        return InputWord.of(0, 0, 0, InputWord.JUMP);
    }

    private void stand(int x, int y, int z) {
        body.place(0, x, y, z, 0);
        run(InputWord.NEUTRAL, 1);
    }

    private void run(long word, int ticks) {
        for (int i = 0; i < ticks; i++) {
            movement.step(body, 0, word, 0, 0, movement.phase(tick++));
        }
    }
}
