package dev.rudp.engine.physics;

import static dev.rudp.engine.physics.Scenes.M;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CapsuleMoverTest {
    private static final int RADIUS = 96;
    private static final int HEIGHT = 448;
    private static final int STEP = 102;
    private static final int FALL = -20;

    /// Ground up to 50° carries.
    private static final double WALKABLE = StrictMath.cos(StrictMath.toRadians(50));

    private CapsuleMover body = mover(Scenes.empty());
    private int x = 32 * M;
    private int y = 32 * M;
    private int z;
    private boolean standing = true;

    @Test
    void walksFreelyToTheStep() {
        walk(25, -7, 100);

        assertEquals(32 * M + 2_500, x);
        assertEquals(32 * M - 700, y);
        assertEquals(0, z);
        assertTrue(standing);
    }

    @Test
    void stopsExactlyAtAWallAndGoesOnAlongIt() {
        body = mover(Scenes.empty().box(34 * M, 0, 0, 35 * M, 64 * M, 4 * M, 0));
        walk(20, 20, 60);

        assertEquals(34 * M - RADIUS, x);
        assertEquals(32 * M + 20 * 60, y, 3);
        assertEquals(1, body.planeCount());
        assertEquals(-1, body.planeX(0));
        assertTrue(standing);
    }

    @Test
    void keepsThePaceAlongATurnedWall() {
        for (int turn = 1_000; turn < 16_384; turn += 1_234) {
            body = mover(Scenes.empty().turnedBox(36 * M, 32 * M, 0, M, 60 * M, 4 * M, turn, 0));
            x = 32 * M;
            y = 32 * M;
            double angle = turn * 2 * StrictMath.PI / 65_536;
            double alongX = -StrictMath.sin(angle);
            double alongY = StrictMath.cos(angle);
            // Along the wall and as much into it, for 60 ticks; the first bring it there.
            int wayX = (int) (20 * (alongX + alongY));
            int wayY = (int) (20 * (alongY - alongX));
            walk(wayX, wayY, 40);
            int fromX = x;
            int fromY = y;
            walk(wayX, wayY, 60);
            double pace = wayX * alongX + wayY * alongY;
            double gone = (x - fromX) * alongX + (y - fromY) * alongY;
            assertEquals(60 * pace, gone, 0.05 * 60 * pace, "turn=" + turn);
        }
    }

    @Test
    void climbsAStepButNoHigherOne() {
        for (int high : new int[] {1, 20, 60, 95, STEP}) {
            place(Scenes.empty().box(34 * M, 0, 0, 38 * M, 64 * M, high, 0));
            walk(25, 0, 30);
            assertEquals(high, z, "high=" + high);
            assertEquals(32 * M + 25 * 30, x, 60, "high=" + high);
            assertTrue(standing);
            walk(25, 0, 50);
            assertEquals(0, z, "down again");
        }
        place(Scenes.empty().box(34 * M, 0, 0, 38 * M, 64 * M, STEP + 1, 0));
        walk(25, 0, 60);
        assertEquals(34 * M - RADIUS, x);
        assertEquals(0, z);
    }

    @Test
    void climbsStepsAtACreep() {
        place(Scenes.empty().box(34 * M, 0, 0, 38 * M, 64 * M, 90, 0));
        walk(2, 0, 400);

        assertEquals(90, z);
    }

    @Test
    void climbsAStairAndStaysOnItGoingDown() {
        SceneBuilder stair = Scenes.empty();
        for (int i = 0; i < 10; i++) {
            stair.box(34 * M + i * 80, 0, 0, 34 * M + (i + 1) * 80, 64 * M, (i + 1) * 50, i);
        }
        place(stair);
        walk(20, 0, 60);
        assertEquals(500, z, 30);
        for (int i = 0; i < 40; i++) {
            walk(-20, 0, 1);
            assertTrue(standing, "i=" + i);
        }
        assertEquals(0, z, 60);
    }

    @Test
    void walksUpAndDownASlopeAtFullPace() {
        place(Scenes.empty().terrain(Scenes.slope(150)));
        z = body.standOn(x, y);
        walk(20, 5, 50);
        assertEquals(32 * M + 1_000, x);
        assertEquals(32 * M + 250, y);
        assertEquals(150 / 256.0 * x, z, 40);
        assertTrue(standing);
        walk(-20, 0, 100);
        assertEquals(32 * M - 1_000, x);
        assertTrue(standing);
        assertEquals(150 / 256.0 * x, z, 40);
    }

    @Test
    void doesNotClimbWhatIsTooSteepAndSlidesDownIt() {
        place(Scenes.empty().terrain(Scenes.slope(350)));
        x = 5 * M;
        z = body.standOn(x, y) + 1;
        int from = x;
        walk(20, 0, 50);
        assertTrue(x <= from, "x=" + x);
        fall(0, 0, 200);
        assertTrue(x < from - M, "x=" + x);
    }

    @Test
    void landsOnABoxAndFallsFromItsEdge() {
        place(Scenes.empty().box(30 * M, 30 * M, 0, 34 * M, 34 * M, 3 * M, 0));
        z = 5 * M;
        standing = false;
        fall(0, 0, 60);
        assertEquals(3 * M, z);
        assertTrue(standing);
        walk(25, 0, 40);
        assertTrue(z < 3 * M);
        fall(0, 0, 60);
        assertEquals(0, z);
    }

    @Test
    void hitsItsHeadAndHasNoRoomUnderALowRoof() {
        place(Scenes.empty().box(34 * M, 0, 480, 38 * M, 64 * M, 600, 0));
        x = 36 * M;
        body.move(x, y, z, 0, 0, 100, false);
        assertEquals(480 - HEIGHT, body.z());
        assertEquals(-1, body.planeZ(0));

        place(Scenes.empty().box(34 * M, 0, 440, 38 * M, 64 * M, 600, 0));
        walk(25, 0, 60);
        assertTrue(x < 34 * M, "x=" + x);
    }

    @Test
    void theCeilingStopsEvenInTheOpen() {
        body.move(x, y, Scenes.CEILING - HEIGHT - 5, 3, 0, 50, false);

        assertEquals(Scenes.CEILING - HEIGHT, body.z() + 5, 5);
        assertEquals(-1, body.planeZ(0));
    }

    @Test
    void doesNotShakeInACorner() {
        place(
                Scenes.empty()
                        .turnedBox(36 * M, 30 * M, 0, M, 8 * M, 4 * M, 3_000, 0)
                        .turnedBox(36 * M, 34 * M, 0, M, 8 * M, 4 * M, -3_000, 0));
        walk(25, 0, 60);
        int restX = x;
        int restY = y;
        for (int i = 0; i < 20; i++) {
            walk(25, 0, 1);
            assertEquals(restX, x, 1);
            assertEquals(restY, y, 1);
        }
    }

    @Test
    void whoWasPutInsideMayLeave() {
        place(Scenes.empty().box(30 * M, 30 * M, 0, 34 * M, 34 * M, 3 * M, 0));
        assertFalse(body.isFree(x, y, z));
        walk(40, 0, 30);
        assertTrue(body.isFree(x, y, z), "x=" + x);
    }

    @Test
    void impossibleBodiesAreRefused() {
        CollisionScene scene = Scenes.empty().build();
        assertThrows(IllegalArgumentException.class, () -> new CapsuleMover(scene, 10, 19, 0, 0.7));
        assertThrows(
                IllegalArgumentException.class, () -> new CapsuleMover(scene, 10, 40, 41, 0.7));
        assertThrows(IllegalArgumentException.class, () -> new CapsuleMover(scene, 10, 40, 4, 0));
    }

    private static CapsuleMover mover(SceneBuilder scene) {
        return new CapsuleMover(scene.build(), RADIUS, HEIGHT, STEP, WALKABLE);
    }

    private void place(SceneBuilder scene) {
        body = mover(scene);
        x = 32 * M;
        y = 32 * M;
        z = 0;
        standing = true;
    }

    private void walk(int wayX, int wayY, int ticks) {
        for (int i = 0; i < ticks; i++) {
            body.move(x, y, z, wayX, wayY, FALL, standing);
            take();
        }
    }

    private void fall(int wayX, int wayY, int ticks) {
        for (int i = 0; i < ticks; i++) {
            body.move(x, y, z, wayX, wayY, FALL, false);
            take();
        }
    }

    private void take() {
        x = body.x();
        y = body.y();
        z = body.z();
        standing = body.isGrounded();
    }
}
