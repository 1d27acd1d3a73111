package dev.rudp.engine.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every query gives what looking at every point gives.
class SpatialIndexPropertyTest {
    private record Point(int slot, int x, int y) {
        long squaredTo(int otherX, int otherY) {
            long dx = x - otherX;
            long dy = y - otherY;
            return dx * dx + dy * dy;
        }
    }

    private final NeighbourQuery query = new NeighbourQuery(2000);

    @Test
    void circleEqualsBruteForce() {
        forEachCloud((random, cloud, points, index) -> {
            int x = cloud.coordinate(random);
            int y = cloud.coordinate(random);
            int radius = random.nextInt(cloud.span + 1);
            query.circle(index, x, y, radius);
            long limit = (long) radius * radius;
            assertArrayEquals(
                    points.stream()
                            .filter(p -> p.squaredTo(x, y) <= limit)
                            .mapToInt(Point::slot)
                            .sorted()
                            .toArray(),
                    sortedSlots());
            for (int i = 0; i < query.count(); i++) {
                Point point = points.get(query.slot(i));
                assertEquals(point.squaredTo(x, y), query.distanceSquared(i));
            }
        });
    }

    @Test
    void boxEqualsBruteForce() {
        forEachCloud((random, cloud, points, index) -> {
            int minX = cloud.coordinate(random);
            int minY = cloud.coordinate(random);
            int maxX = minX + random.nextInt(cloud.span);
            int maxY = minY + random.nextInt(cloud.span);
            query.box(index, minX, minY, maxX, maxY);
            assertArrayEquals(
                    points.stream()
                            .filter(p -> p.x >= minX && p.x <= maxX)
                            .filter(p -> p.y >= minY && p.y <= maxY)
                            .mapToInt(Point::slot)
                            .sorted()
                            .toArray(),
                    sortedSlots());
        });
    }

    @Test
    void nearestEqualsBruteForceInOrder() {
        forEachCloud((random, cloud, points, index) -> {
            int x = cloud.coordinate(random);
            int y = cloud.coordinate(random);
            int k = random.nextInt(40);
            int radius = random.nextInt(2 * cloud.span + 1);
            query.nearest(index, x, y, k, radius);
            long limit = (long) radius * radius;
            assertArrayEquals(
                    points.stream()
                            .filter(p -> p.squaredTo(x, y) <= limit)
                            .sorted(
                                    Comparator.comparingLong((Point p) -> p.squaredTo(x, y))
                                            .thenComparingInt(Point::slot))
                            .limit(k)
                            .mapToInt(Point::slot)
                            .toArray(),
                    slots());
        });
    }

    @Test
    void pointsOnOneSpotAreAllFound() {
        SpatialIndex index =
                new SpatialIndex(500, 0, 1 << 20, 0, 1 << 20, new SpatialIndex.Workspace(500));
        for (int slot = 0; slot < 500; slot++) {
            index.add(slot, 77_777, 1 << 20);
        }
        index.sort();
        assertEquals(500, query.circle(index, 77_777, 1 << 20, 0));
        assertEquals(500, query.box(index, 77_777, 1 << 20, 77_777, 1 << 20));
        assertEquals(3, query.nearest(index, 0, 0, 3, Integer.MAX_VALUE));
        assertEquals(2, query.slot(2));
    }

    @Test
    void emptyIndexAnswersNothing() {
        SpatialIndex index = new SpatialIndex(8, 0, 9, 0, 9, new SpatialIndex.Workspace(8));
        index.sort();
        assertEquals(0, query.circle(index, 5, 5, 100));
        assertEquals(0, query.nearest(index, 5, 5, 3, 100));
    }

    private interface Check {
        void check(SeededRandom random, Cloud cloud, List<Point> points, SpatialIndex index);
    }

    /// Where points are: anywhere, or crowded into a few clusters.
    private record Cloud(int min, int span, boolean clustered) {
        int coordinate(SeededRandom random) {
            int at = random.nextInt(span + 1);
            return min + (clustered ? at / (span / 4 + 1) * (span / 4) + at % 7 : at);
        }
    }

    private static void forEachCloud(Check check) {
        SpatialIndex.Workspace work = new SpatialIndex.Workspace(2000);
        Seeds.forEach(
                200,
                random -> {
                    int span = 1 + random.nextInt(1 << (1 + random.nextInt(25)));
                    Cloud cloud = new Cloud(-random.nextInt(span + 1), span, random.nextBoolean());
                    int max = cloud.min + span + 8;
                    SpatialIndex index =
                            new SpatialIndex(2000, cloud.min, max, cloud.min, max, work);
                    for (int build = 0; build < 2; build++) {
                        List<Point> points = new ArrayList<>();
                        int count = random.nextInt(random.nextBoolean() ? 2000 : 40);
                        index.clear();
                        for (int slot = 0; slot < count; slot++) {
                            Point point =
                                    new Point(
                                            slot,
                                            cloud.coordinate(random),
                                            cloud.coordinate(random));
                            points.add(point);
                            index.add(slot, point.x, point.y);
                        }
                        index.sort();
                        for (int question = 0; question < 8; question++) {
                            check.check(random, cloud, points, index);
                        }
                    }
                });
    }

    private int[] slots() {
        int[] slots = new int[query.count()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = query.slot(i);
        }
        return slots;
    }

    private int[] sortedSlots() {
        int[] slots = slots();
        Arrays.sort(slots);
        return slots;
    }
}
