package dev.rudp.engine.physics;

import static dev.rudp.engine.physics.Scenes.M;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SceneQueryTest {
    /// A wall from x = 20 m to 21 m, 4 m high, all along y.
    private final SceneQuery wall =
            query(Scenes.empty().box(20 * M, 0, 0, 21 * M, 64 * M, 4 * M, 7));

    @Test
    void aRayEndsOnTheFaceThatItMeetsFirst() {
        assertTrue(wall.ray(10 * M, 30 * M, M, 20 * M, 0, 0));

        assertEquals(0.5, wall.time());
        assertEquals(-1, wall.normalX());
        assertEquals(0, wall.normalZ());
        assertEquals(7, wall.tag());
        assertFalse(wall.ray(10 * M, 30 * M, 5 * M, 20 * M, 0, 0), "over it");
        assertEquals(1, wall.time());
        assertEquals(-3, wall.tag());
    }

    @Test
    void raysMeetTheGroundTheCeilingAndTheBorders() {
        assertTrue(wall.ray(M, M, 2 * M, 0, 0, -4 * M));
        assertEquals(0.5, wall.time());
        assertEquals(1, wall.normalZ());
        assertEquals(-1, wall.tag());
        assertTrue(wall.ray(M, M, 30 * M, 0, 0, 4 * M));
        assertEquals(-1, wall.normalZ());
        assertEquals(-2, wall.tag());
        assertTrue(wall.ray(10 * M, 10 * M, M, -20 * M, 0, 0));
        assertEquals(0.5, wall.time());
        assertEquals(1, wall.normalX());
    }

    @Test
    void aTurnedBoxIsMetWhereItsTurnedFaceIs() {
        SceneQuery query =
                query(Scenes.empty().turnedBox(30 * M, 30 * M, 0, 4 * M, 4 * M, M, 8_192, 1));

        assertTrue(query.ray(20 * M, 30 * M, 10, 20 * M, 0, 0));
        double corner = 30 - 4 * Math.sqrt(2);
        assertEquals((corner - 20) / 20, query.time(), 1e-9);
        assertTrue(query.ray(30 * M, 20 * M, 10, 10 * M, 10 * M, 0) || query.time() == 1);
        assertTrue(query.ray(25 * M, 25 * M, 10, 10 * M, 10 * M, 0));
        assertEquals(-Math.sqrt(0.5), query.normalX(), 1e-9);
        assertEquals(-Math.sqrt(0.5), query.normalY(), 1e-9);
    }

    @Test
    void quarterTurnsAreExact() {
        SceneQuery query =
                query(Scenes.empty().turnedBox(30 * M, 30 * M, 0, 8 * M, M, M, 16_384, 1));

        assertTrue(query.ray(30 * M, 10 * M, 10, 0, 24 * M, 0));
        assertEquals(0.5, query.time());
        assertTrue(query.ray(20 * M, 30 * M, 10, 18 * M, 0, 0));
        assertEquals(0.5, query.time());
    }

    @Test
    void aBallMeetsFacesByItsRadiusAndEdgesByItsCurve() {
        assertTrue(wall.sphere(10 * M, 30 * M, 2 * M, M, 18 * M, 0, 0));
        assertEquals(0.5, wall.time());

        assertTrue(wall.sphere(10 * M, 30 * M, 4 * M + M * 6 / 10, M, 20 * M, 0, 0));
        assertEquals((20 - 0.8 - 10) / 20, wall.time(), 1e-3);
        assertEquals(0.6, wall.normalZ(), 1e-2);
        assertFalse(wall.sphere(10 * M, 30 * M, 5 * M, M, 20 * M, 0, 0), "touches from above");
    }

    @Test
    void aCapsuleIsAsTallAsItIs() {
        SceneQuery bridge = query(Scenes.empty().box(20 * M, 0, 2 * M, 21 * M, 64 * M, 3 * M, 0));

        assertFalse(bridge.capsule(10 * M, 30 * M, 0, M / 2, 2 * M, 20 * M, 0, 0));
        assertTrue(bridge.capsule(10 * M, 30 * M, 0, M / 2, 3 * M, 20 * M, 0, 0));
        assertEquals((20 - 0.5 - 10) / 20, bridge.time());
    }

    @Test
    void aPillarIsRound() {
        SceneQuery pillar = query(Scenes.empty().capsule(30 * M, 30 * M, 0, 4 * M, M, 3));

        assertTrue(pillar.ray(20 * M, 30 * M, 2 * M, 20 * M, 0, 0));
        assertEquals(0.45, pillar.time(), 1e-12);
        assertTrue(pillar.sphere(20 * M, 30 * M + M, 2 * M, M, 20 * M, 0, 0));
        assertEquals((30 - Math.sqrt(3) - 20) / 20, pillar.time(), 1e-9);
        assertTrue(pillar.ray(30 * M, 30 * M, 6 * M, 0, 0, -4 * M));
        assertEquals(0.5, pillar.time());
    }

    @Test
    void aBoxIsCastWithItsCorners() {
        assertTrue(wall.box(10 * M, 30 * M, M, M, M, M, 1, 0, 18 * M, 0, 0));
        assertEquals(0.5, wall.time());
        double cos = StrictMath.sqrt(0.5);
        assertTrue(wall.box(10 * M, 30 * M, M, M, M, M, cos, cos, 20 * M, 0, 0));
        assertEquals((20 - Math.sqrt(2) - 10) / 20, wall.time(), 1e-9);
        assertTrue(wall.box(10 * M, 30 * M, 3 * M, M, M, M, 1, 0, 0, 0, -4 * M));
        assertEquals(0.5, wall.time());
        SceneQuery pillar = query(Scenes.empty().capsule(30 * M, 30 * M, 0, 4 * M, M, 3));
        assertTrue(pillar.box(20 * M, 30 * M, 2 * M, M, M, M, 1, 0, 16 * M, 0, 0));
        assertEquals(0.5, pillar.time());
        assertEquals(-1, pillar.normalX());
    }

    @Test
    void whatTouchesIsNotInside() {
        assertFalse(wall.overlapsCapsule(19 * M, 30 * M, 0, M, 2 * M));
        assertTrue(wall.overlapsCapsule(19 * M + 1, 30 * M, 0, M, 2 * M));
        assertFalse(wall.overlapsSphere(30 * M, 30 * M, M, M));
        assertTrue(wall.overlapsSphere(30 * M, 30 * M, M - 1, M));
        assertFalse(wall.overlapsBox(19 * M, 30 * M, M, M, M, M, 1, 0));
        assertTrue(wall.overlapsBox(19 * M + 1, 30 * M, M, M, M, M, 1, 0));
        assertFalse(wall.sphere(19 * M, 30 * M, M, M, 0, 10 * M, 0), "along the wall");
        assertFalse(wall.sphere(19 * M, 30 * M, M, M, -10 * M, 0, 0), "away from it");
        assertTrue(wall.sphere(19 * M, 30 * M, M, M, 1, 0, 0));
        assertEquals(0, wall.time());
    }

    @Test
    void whoStartsInsideMayLeave() {
        assertFalse(wall.ray(20 * M + 10, 30 * M, M, 5 * M, 0, 0));
        assertFalse(wall.capsule(20 * M, 30 * M, 0, M, 2 * M, 5 * M, 0, 0));
    }

    @Test
    void sightIsBlockedByWallsAndHillsOnly() {
        assertFalse(wall.sees(10 * M, 30 * M, M, 40 * M, 30 * M, M));
        assertTrue(wall.sees(10 * M, 30 * M, 5 * M, 40 * M, 30 * M, 5 * M));
        assertTrue(wall.sees(10 * M, 30 * M, M, 10 * M, 60 * M, M));

        int[] heights = new int[17 * 17];
        for (int i = 0; i < 17; i++) {
            heights[i * 17 + 8] = 5 * M;
        }
        SceneQuery ridge = query(Scenes.empty().terrain(new Terrain(4 * M, 17, 17, heights)));
        assertFalse(ridge.sees(10 * M, 30 * M, 2 * M, 60 * M, 33 * M, 2 * M));
        assertTrue(ridge.sees(10 * M, 30 * M, 6 * M, 60 * M, 33 * M, 6 * M));
        assertTrue(ridge.sees(10 * M, 30 * M, 2 * M, 10 * M, 60 * M, 2 * M));
    }

    @Test
    void impossibleShapesAreRefused() {
        SceneBuilder scene = Scenes.empty();
        assertThrows(IllegalArgumentException.class, () -> scene.box(0, 0, 0, 0, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> scene.capsule(0, 0, 0, 9, 5, 0));
        assertThrows(IllegalArgumentException.class, () -> scene.box(0, 0, 0, 1, 1, 1, -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> scene.terrain(new Terrain(256, 2, 2, new int[4])));
        assertThrows(IllegalArgumentException.class, () -> new Terrain(1, 2, 2, new int[4]));
        assertThrows(IllegalArgumentException.class, () -> new Terrain(256, 2, 2, new int[5]));
        assertThrows(
                IllegalArgumentException.class,
                () -> {
                    SceneBuilder wide = new SceneBuilder(1 << 24, 1 << 24, 256).cellShift(12);
                    wide.box(0, 0, 0, 1 << 24, 1 << 23, 1, 0).build();
                });
    }

    private static SceneQuery query(SceneBuilder scene) {
        return new SceneQuery(scene.build());
    }
}
