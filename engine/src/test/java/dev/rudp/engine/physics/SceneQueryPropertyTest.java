package dev.rudp.engine.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

/// Casts against what overlap tests find along the way, which share little code with them.
class SceneQueryPropertyTest {
    private static final int SAMPLES = 60;

    /// Samples this near to the contact, in steps, are not judged.
    private static final double NEAR = 0.01;

    @Test
    void aBallIsFreeUntilItsContactAndInsideRightBehindIt() {
        Seeds.forEach(
                400,
                random -> {
                    SceneQuery query = new SceneQuery(Scenes.random(random));
                    for (int i = 0; i < 20; i++) {
                        double radius = 1 + random.nextInt(250);
                        Way way = Way.random(random);
                        if (query.overlapsSphere(way.x, way.y, way.z, radius)) {
                            continue;
                        }
                        boolean hit =
                                query.sphere(way.x, way.y, way.z, radius, way.dx, way.dy, way.dz);
                        double time = query.time();
                        judge(
                                way,
                                hit,
                                time,
                                t -> query.overlapsSphere(way.x(t), way.y(t), way.z(t), radius),
                                -query.normalX() * NEAR,
                                -query.normalY() * NEAR,
                                -query.normalZ() * NEAR,
                                (x, y, z) -> query.overlapsSphere(x, y, z, radius));
                    }
                });
    }

    @Test
    void aCapsuleIsFreeUntilItsContactAndInsideRightBehindIt() {
        Seeds.forEach(
                400,
                random -> {
                    SceneQuery query = new SceneQuery(Scenes.random(random));
                    for (int i = 0; i < 20; i++) {
                        double radius = 1 + random.nextInt(250);
                        double height = 2 * radius + random.nextInt(500);
                        Way way = Way.random(random);
                        if (query.overlapsCapsule(way.x, way.y, way.z, radius, height)) {
                            continue;
                        }
                        boolean hit =
                                query.capsule(
                                        way.x, way.y, way.z, radius, height, way.dx, way.dy,
                                        way.dz);
                        double time = query.time();
                        judge(
                                way,
                                hit,
                                time,
                                t ->
                                        query.overlapsCapsule(
                                                way.x(t), way.y(t), way.z(t), radius, height),
                                -query.normalX() * NEAR,
                                -query.normalY() * NEAR,
                                -query.normalZ() * NEAR,
                                (x, y, z) -> query.overlapsCapsule(x, y, z, radius, height));
                    }
                });
    }

    @Test
    void aBoxIsFreeUntilItsContactAndInsideRightBehindIt() {
        Seeds.forEach(
                400,
                random -> {
                    SceneQuery query = new SceneQuery(Scenes.random(random));
                    for (int i = 0; i < 20; i++) {
                        double hx = 1 + random.nextInt(300);
                        double hy = 1 + random.nextInt(300);
                        double hz = 1 + random.nextInt(300);
                        double angle = random.nextDouble() * 7;
                        double cos = StrictMath.cos(angle);
                        double sin = StrictMath.sin(angle);
                        Way way = Way.random(random);
                        if (query.overlapsBox(way.x, way.y, way.z, hx, hy, hz, cos, sin)) {
                            continue;
                        }
                        boolean hit =
                                query.box(
                                        way.x, way.y, way.z, hx, hy, hz, cos, sin, way.dx, way.dy,
                                        way.dz);
                        double time = query.time();
                        judge(
                                way,
                                hit,
                                time,
                                t ->
                                        query.overlapsBox(
                                                way.x(t), way.y(t), way.z(t), hx, hy, hz, cos, sin),
                                -query.normalX() * NEAR,
                                -query.normalY() * NEAR,
                                -query.normalZ() * NEAR,
                                (x, y, z) -> query.overlapsBox(x, y, z, hx, hy, hz, cos, sin));
                    }
                });
    }

    @Test
    void aRayIsABallWithoutSizeAndSightIsARayThatMeetsNothing() {
        Seeds.forEach(
                500,
                random -> {
                    SceneQuery query = new SceneQuery(Scenes.random(random));
                    for (int i = 0; i < 30; i++) {
                        Way way = Way.random(random);
                        if (query.overlapsSphere(way.x, way.y, way.z, 0.01)) {
                            continue;
                        }
                        boolean thin =
                                query.sphere(way.x, way.y, way.z, 0.001, way.dx, way.dy, way.dz);
                        double expected = query.time();
                        boolean hit = query.ray(way.x, way.y, way.z, way.dx, way.dy, way.dz);
                        double length =
                                Math.sqrt(way.dx * way.dx + way.dy * way.dy + way.dz * way.dz);
                        double steep =
                                hit
                                        ? Math.abs(
                                                (way.dx * query.normalX()
                                                                + way.dy * query.normalY()
                                                                + way.dz * query.normalZ())
                                                        / length)
                                        : 1;
                        if (hit || query.time() - expected > 1e-3) {
                            assertTrue(thin || expected == 1, "ray met what a ball did not");
                        }
                        if (steep > 0.05 && hit) {
                            assertEquals(expected * length, query.time() * length, 0.1);
                        }
                        assertEquals(
                                !hit,
                                query.sees(
                                        way.x,
                                        way.y,
                                        way.z,
                                        way.x + (int) way.dx,
                                        way.y + (int) way.dy,
                                        way.z + (int) way.dz));
                    }
                });
    }

    @Test
    void questionsAllocateNothing() {
        SceneQuery query = new SceneQuery(Scenes.random(new SeededRandom(5)));
        SeededRandom random = new SeededRandom(6);
        AllocationMeter.assertZero(
                2_000,
                500,
                () -> {
                    int x = random.nextInt(Scenes.SIZE);
                    int y = random.nextInt(Scenes.SIZE);
                    query.ray(x, y, 400, 3_000, 2_000, -300);
                    query.sphere(x, y, 400, 80, 3_000, 2_000, -300);
                    query.capsule(x, y, 400, 80, 300, 3_000, 2_000, -300);
                    query.box(x, y, 400, 80, 80, 80, 0.6, 0.8, 3_000, 2_000, -300);
                    query.sees(x, y, 400, y, x, 300);
                });
    }

    private interface At {
        boolean isSolid(double time);
    }

    private interface Place {
        boolean isSolid(double x, double y, double z);
    }

    private record Way(int x, int y, int z, double dx, double dy, double dz) {
        static Way random(SeededRandom random) {
            int reach = random.chance(0.2) ? 12_000 : 2_000;
            int x = random.nextInt(Scenes.SIZE);
            int y = random.nextInt(Scenes.SIZE);
            int z = random.nextInt(3_000);
            // Ends inside the world, as a line of sight does.
            int toX = Math.clamp(x + random.nextInt(-reach, reach), 0, Scenes.SIZE);
            int toY = Math.clamp(y + random.nextInt(-reach, reach), 0, Scenes.SIZE);
            int toZ = Math.clamp(z + random.nextInt(-1_000, 1_000), 0, Scenes.CEILING);
            return new Way(x, y, z, toX - x, toY - y, toZ - z);
        }

        double x(double t) {
            return x + dx * t;
        }

        double y(double t) {
            return y + dy * t;
        }

        double z(double t) {
            return z + dz * t;
        }

        double length() {
            return Math.sqrt(dx * dx + dy * dy + dz * dz);
        }
    }

    private static void judge(
            Way way,
            boolean hit,
            double time,
            At at,
            double behindX,
            double behindY,
            double behindZ,
            Place place) {
        double safe = time - NEAR / Math.max(1, way.length());
        for (int i = 0; i < SAMPLES; i++) {
            double t = safe * i / SAMPLES;
            if (at.isSolid(t)) {
                // Grazing by less than the rounding is no contact.
                assertTrue(
                        isGrazed(way, t, place),
                        () -> "inside at " + t + " of " + time + " on " + way);
            }
        }
        if (hit) {
            assertTrue(
                    place.isSolid(
                            way.x(time) + behindX, way.y(time) + behindY, way.z(time) + behindZ),
                    () -> "nothing behind the contact at " + time);
        } else {
            assertFalse(at.isSolid(safe) && !isGrazed(way, safe, place));
        }
    }

    /// Whether a nudge of a hundredth of a step in some direction frees the shape.
    private static boolean isGrazed(Way way, double t, Place place) {
        for (int i = 0; i < 27; i++) {
            double nx = NEAR * (i % 3 - 1);
            double ny = NEAR * (i / 3 % 3 - 1);
            double nz = NEAR * (i / 9 - 1);
            if (!place.isSolid(way.x(t) + nx, way.y(t) + ny, way.z(t) + nz)) {
                return true;
            }
        }
        return false;
    }
}
