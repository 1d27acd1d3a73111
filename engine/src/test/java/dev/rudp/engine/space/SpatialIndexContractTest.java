package dev.rudp.engine.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.space.Cloud.Point;
import dev.rudp.engine.space.SpatialIndexConfig.Kind;
import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every index promises: each question gives what looking at every point gives.
class SpatialIndexContractTest {
    private static final int CLOUDS = 250;
    private static final int QUESTIONS = 6;

    private final NeighbourQuery query = new NeighbourQuery(Cloud.CAPACITY);

    @ParameterizedTest
    @EnumSource
    void circleEqualsBruteForce(Kind kind) {
        forEachQuestion(
                kind,
                (random, cloud, index) -> {
                    int[] at = cloud.place(random);
                    int radius = cloud.radius(random, at);
                    int found = query.circle(index, at[0], at[1], radius);
                    long limit = (long) radius * radius;
                    assertFound(cloud, p -> p.squaredTo(at[0], at[1]) <= limit);
                    assertDistances(cloud, p -> p.squaredTo(at[0], at[1]));
                    assertEquals(query.count(), found);
                });
    }

    @ParameterizedTest
    @EnumSource
    void sphereEqualsBruteForce(Kind kind) {
        forEachQuestion(
                kind,
                (random, cloud, index) -> {
                    int[] at = cloud.place(random);
                    int radius = cloud.radius(random, at);
                    query.sphere(index, at[0], at[1], at[2], radius);
                    long limit = (long) radius * radius;
                    assertFound(cloud, p -> p.squaredTo(at[0], at[1], at[2]) <= limit);
                    assertDistances(cloud, p -> p.squaredTo(at[0], at[1], at[2]));
                });
    }

    @ParameterizedTest
    @EnumSource
    void boxEqualsBruteForce(Kind kind) {
        forEachQuestion(
                kind,
                (random, cloud, index) -> {
                    int[] a = cloud.place(random);
                    int[] b = cloud.place(random);
                    // One in ten is inside out: nothing is in it.
                    if (!random.chance(0.1)) {
                        for (int axis = 0; axis < 3; axis++) {
                            int low = Math.min(a[axis], b[axis]);
                            b[axis] = Math.max(a[axis], b[axis]);
                            a[axis] = low;
                        }
                    }
                    Predicate<Point> isInRectangle =
                            p -> p.x() >= a[0] && p.x() <= b[0] && p.y() >= a[1] && p.y() <= b[1];
                    query.box(index, a[0], a[1], b[0], b[1]);
                    assertFound(cloud, isInRectangle);
                    query.box(index, a[0], a[1], a[2], b[0], b[1], b[2]);
                    assertFound(cloud, isInRectangle.and(p -> p.z() >= a[2] && p.z() <= b[2]));
                });
    }

    @ParameterizedTest
    @EnumSource
    void nearestEqualsBruteForceInOrder(Kind kind) {
        forEachQuestion(
                kind,
                (random, cloud, index) -> {
                    int[] at = cloud.place(random);
                    int radius = random.chance(0.3) ? Integer.MAX_VALUE : cloud.radius(random, at);
                    int k = random.nextInt(random.chance(0.9) ? 40 : Cloud.CAPACITY + 9);
                    query.nearest(index, at[0], at[1], k, radius);
                    long limit = (long) radius * radius;
                    assertOrdered(cloud, p -> true, p -> p.squaredTo(at[0], at[1]), k, limit);
                    query.nearest(index, at[0], at[1], at[2], k, radius);
                    assertOrdered(
                            cloud, p -> true, p -> p.squaredTo(at[0], at[1], at[2]), k, limit);
                });
    }

    @ParameterizedTest
    @EnumSource
    void rayEqualsBruteForceInOrder(Kind kind) {
        forEachQuestion(
                kind,
                (random, cloud, index) -> {
                    int[] from = cloud.place(random);
                    int[] to = cloud.place(random);
                    if (random.chance(0.2)) {
                        int axis = random.nextInt(3);
                        to[axis] = from[axis];
                    }
                    int radius = random.nextInt(random.chance(0.5) ? 300 : cloud.span() / 8 + 2);
                    int k = random.chance(0.5) ? 1 + random.nextInt(5) : Cloud.CAPACITY;
                    query.ray(index, from[0], from[1], from[2], to[0], to[1], to[2], radius, k);
                    assertOrdered(
                            cloud,
                            p -> isTouched(p, from, to, radius),
                            p -> p.squaredTo(from[0], from[1], from[2]),
                            k,
                            Long.MAX_VALUE);
                });
    }

    @ParameterizedTest
    @EnumSource
    void pointsOnOneSpotAreAllFound(Kind kind) {
        SpatialIndex index = create(kind, 500, 5_120);
        for (int slot = 0; slot < 500; slot++) {
            index.add(slot, 77_777, 1 << 20, -5);
        }
        index.build();
        assertEquals(500, index.count());
        assertEquals(500, query.circle(index, 77_777, 1 << 20, 0));
        assertEquals(0, query.sphere(index, 77_777, 1 << 20, -4, 0));
        assertEquals(500, query.box(index, 77_777, 1 << 20, 77_777, 1 << 20));
        assertEquals(500, query.ray(index, 0, 1 << 20, -5, 77_777, 1 << 20, -5, 0, 500));
        assertEquals(3, query.nearest(index, 0, 0, 3, Integer.MAX_VALUE));
        assertArrayEquals(new int[] {0, 1, 2}, slots());
    }

    @ParameterizedTest
    @EnumSource
    void emptyIndexAnswersNothing(Kind kind) {
        SpatialIndex index = create(kind, 8, 16);
        index.build();
        assertEquals(0, query.circle(index, 5, 5, 100));
        assertEquals(0, query.nearest(index, 5, 5, 3, 100));
        assertEquals(0, query.ray(index, 5, 5, 0, 50, 50, 0, 100, 3));
        assertEquals(0, query.box(index, -9, -9, 9, 9));
    }

    /// The order is part of determinism: what was in the index before must not show.
    @ParameterizedTest
    @EnumSource
    void orderDependsOnThePointsAlone(Kind kind) {
        Seeds.forEach(
                60,
                random -> {
                    Cloud cloud = Cloud.random(random);
                    SpatialIndex fresh = create(kind, Cloud.CAPACITY, 512);
                    SpatialIndex used = create(kind, Cloud.CAPACITY, 512);
                    Cloud.random(random).fill(used);
                    cloud.fill(fresh);
                    cloud.fill(used);
                    int[] at = cloud.place(random);
                    int radius = cloud.radius(random, at);
                    query.circle(fresh, at[0], at[1], radius);
                    int[] expected = slots();
                    query.circle(used, at[0], at[1], radius);
                    assertArrayEquals(expected, slots());
                });
    }

    @ParameterizedTest
    @EnumSource
    void smallQueryKeepsTheNearestOfAnOrderedAnswer(Kind kind) {
        SpatialIndex index = create(kind, 100, 16);
        for (int slot = 0; slot < 100; slot++) {
            index.add(slot, 1_000 - 10 * slot, 0, 0);
        }
        index.build();
        NeighbourQuery small = new NeighbourQuery(3);
        assertEquals(3, small.circle(index, 0, 0, 5_000));
        assertEquals(3, small.nearest(index, 0, 0, 50, 5_000));
        assertEquals(99, small.slot(0));
        assertEquals(100, small.distanceSquared(0));
        assertEquals(3, small.ray(index, 1_000, 0, 0, 0, 0, 0, 1, 50));
        assertEquals(2, small.slot(2));
    }

    /// A reader may be overtaken by the writer: any mixture of old and new columns is possible.
    @ParameterizedTest
    @EnumSource
    void indexThatIsRewrittenMeanwhileNeverFails(Kind kind) {
        Seeds.forEach(
                200,
                random -> {
                    SpatialIndex index = create(kind, 300, 1 + random.nextInt(4_000));
                    for (int slot = 0; slot < 300; slot++) {
                        index.add(slot, random.nextInt(100_000), random.nextInt(100_000), 0);
                    }
                    index.build();
                    tear(index, random);
                    for (int question = 0; question < 5; question++) {
                        int x = random.nextInt(100_000);
                        int y = random.nextInt(100_000);
                        int radius = random.nextInt(50_000);
                        assertTrue(query.circle(index, x, y, radius) <= Cloud.CAPACITY);
                        assertTrue(
                                query.box(index, x, y, x + radius, y + radius) <= Cloud.CAPACITY);
                        assertTrue(query.nearest(index, x, y, 20, radius) <= 20);
                        assertTrue(query.ray(index, x, y, 0, y, x, 0, 300, 20) <= 20);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void buildingAndAskingAllocatesNothing(Kind kind) {
        SeededRandom random = new SeededRandom(5);
        SpatialIndex index = create(kind, 500, 256);
        int[] at = random.ints(1_000, 0, 10_000).toArray();
        AllocationMeter.assertZero(
                200,
                200,
                () -> {
                    index.clear();
                    for (int slot = 0; slot < 500; slot++) {
                        index.add(slot, at[slot], at[slot + 500], at[slot] & 255);
                    }
                    index.build();
                    query.circle(index, at[1], at[2], 1_000);
                    query.sphere(index, at[1], at[2], 100, 1_000);
                    query.box(index, at[3], at[4], at[3] + 500, at[4] + 500);
                    query.nearest(index, at[5], at[6], 16, 5_000);
                    query.ray(index, at[7], at[8], 0, at[9], at[10], 0, 200, 8);
                });
    }

    @Test
    void cellSizeIsChecked() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SpatialIndexConfig(Kind.HASH_GRID, 0))
                        .getMessage();
        assertEquals("space.cell-units=0.0 <= 0", message);
    }

    private interface Question {
        void ask(SeededRandom random, Cloud cloud, SpatialIndex index);
    }

    private static void forEachQuestion(Kind kind, Question question) {
        SpatialIndex.Workspace work = new SpatialIndex.Workspace(Cloud.CAPACITY);
        Seeds.forEach(
                CLOUDS,
                random -> {
                    double cell = 1 + random.nextInt(1 << (1 + random.nextInt(16)));
                    SpatialIndex index =
                            new SpatialIndexConfig(kind, cell).create(Cloud.CAPACITY, 1, work);
                    for (int build = 0; build < 2; build++) {
                        Cloud cloud = Cloud.random(random);
                        cloud.fill(index);
                        for (int i = 0; i < QUESTIONS; i++) {
                            question.ask(random, cloud, index);
                        }
                    }
                });
    }

    private static SpatialIndex create(Kind kind, int capacity, double cell) {
        return new SpatialIndexConfig(kind, cell)
                .create(capacity, 1, new SpatialIndex.Workspace(capacity));
    }

    /// Puts any values that a writer at work could leave into some of the columns.
    private static void tear(SpatialIndex index, SeededRandom random) {
        index.count = random.nextInt(301);
        for (int i = 0; i < 300; i++) {
            if (random.chance(0.3)) {
                index.xs[i] = random.nextInt(100_000);
                index.ys[i] = random.nextInt(100_000);
                index.slots[i] = random.nextInt(300);
            }
        }
        switch (index) {
            case HashGrid grid -> {
                grid.layout = HashGrid.layout(4 + random.nextInt(6));
                for (int i = 0; i < grid.starts.length; i++) {
                    grid.starts[i] = random.chance(0.3) ? random.nextInt(301) : grid.starts[i];
                }
            }
            case MortonTree tree -> {
                tree.shift = random.nextInt(12);
                for (int i = 0; i < 300; i++) {
                    tree.codes[i] = random.chance(0.3) ? random.nextInt(1 << 30) : tree.codes[i];
                }
            }
            case PointList list -> list.zs[random.nextInt(300)] = random.nextInt(1_000);
        }
    }

    /// The definition, in whole numbers of any size: |p - q|² ≤ R² for the point q of the segment
    /// nearest to p.
    private static boolean isTouched(Point p, int[] from, int[] to, int radius) {
        long[] d = {(long) p.x() - from[0], (long) p.y() - from[1], (long) p.z() - from[2]};
        long[] r = {(long) to[0] - from[0], (long) to[1] - from[1], (long) to[2] - from[2]};
        BigInteger along = dot(d, r);
        BigInteger length = dot(r, r);
        BigInteger limit = BigInteger.valueOf(radius).pow(2);
        if (along.signum() <= 0) {
            return dot(d, d).compareTo(limit) <= 0;
        }
        if (along.compareTo(length) >= 0) {
            long[] end = {d[0] - r[0], d[1] - r[1], d[2] - r[2]};
            return dot(end, end).compareTo(limit) <= 0;
        }
        BigInteger left = dot(d, d).multiply(length).subtract(along.pow(2));
        return left.compareTo(limit.multiply(length)) <= 0;
    }

    private static BigInteger dot(long[] a, long[] b) {
        BigInteger sum = BigInteger.ZERO;
        for (int axis = 0; axis < 3; axis++) {
            sum = sum.add(BigInteger.valueOf(a[axis]).multiply(BigInteger.valueOf(b[axis])));
        }
        return sum;
    }

    private void assertFound(Cloud cloud, Predicate<Point> wanted) {
        int[] found = slots();
        Arrays.sort(found);
        assertArrayEquals(
                cloud.points().stream().filter(wanted).mapToInt(Point::slot).toArray(), found);
    }

    private void assertDistances(Cloud cloud, ToLongFunction<Point> squared) {
        int[] slots = cloud.points().stream().mapToInt(Point::slot).toArray();
        for (int i = 0; i < query.count(); i++) {
            int at = Arrays.binarySearch(slots, query.slot(i));
            assertEquals(squared.applyAsLong(cloud.points().get(at)), query.distanceSquared(i));
        }
    }

    private void assertOrdered(
            Cloud cloud,
            Predicate<Point> wanted,
            ToLongFunction<Point> squared,
            int k,
            long limit) {
        Point[] expected =
                cloud.points().stream()
                        .filter(wanted)
                        .filter(p -> squared.applyAsLong(p) <= limit)
                        .sorted(Comparator.comparingLong(squared).thenComparingInt(Point::slot))
                        .limit(k)
                        .toArray(Point[]::new);
        assertArrayEquals(Arrays.stream(expected).mapToInt(Point::slot).toArray(), slots());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(squared.applyAsLong(expected[i]), query.distanceSquared(i));
        }
    }

    private int[] slots() {
        int[] slots = new int[query.count()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = query.slot(i);
        }
        return slots;
    }
}
