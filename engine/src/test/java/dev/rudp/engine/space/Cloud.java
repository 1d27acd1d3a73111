package dev.rudp.engine.space;

import dev.rudp.testkit.seed.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/// Points to put into an index, and places to ask from.
///
/// @param points ascending by slot, slots left out between them
/// @param span the width of what they fill
record Cloud(List<Point> points, Shape shape, int span) {
    static final int CAPACITY = 2_000;

    private static final int MAX = SpatialIndex.MAX_COORDINATE;

    /// Where points are.
    enum Shape {
        FLAT,
        VOLUME,
        CLUSTERS,
        ONE_SPOT,
        CELL_BORDERS,
        EXTREMES
    }

    record Point(int slot, int x, int y, int z) {
        long squaredTo(int otherX, int otherY) {
            long dx = x - otherX;
            long dy = y - otherY;
            return dx * dx + dy * dy;
        }

        long squaredTo(int otherX, int otherY, int otherZ) {
            long dz = z - otherZ;
            return squaredTo(otherX, otherY) + dz * dz;
        }
    }

    static Cloud random(SeededRandom random) {
        Shape[] shapes = Shape.values();
        Shape shape = shapes[random.nextInt(shapes.length)];
        int span = 1 + random.nextInt(1 << (1 + random.nextInt(25)));
        int[] counts = {0, 1, 2 + random.nextInt(60), random.nextInt(CAPACITY), CAPACITY};
        int count = counts[random.nextInt(counts.length)];
        Cloud cloud = new Cloud(new ArrayList<>(), shape, span);
        int slot = 0;
        for (int i = 0; i < count; i++) {
            slot += random.chance(0.3) ? 1 + random.nextInt(5) : 1;
            boolean isFlat = shape == Shape.FLAT;
            int x = cloud.coordinate(random);
            int y = cloud.coordinate(random);
            cloud.points.add(new Point(slot, x, y, isFlat ? 0 : cloud.coordinate(random)));
        }
        return cloud;
    }

    /// {@return a coordinate as points have them}
    int coordinate(SeededRandom random) {
        int at = random.nextInt(span + 1) - span / 2;
        return switch (shape) {
            case FLAT, VOLUME -> at;
            case CLUSTERS -> Math.clamp(at / (span / 4 + 1) * (span / 4L) + at % 7, -MAX, MAX);
            case ONE_SPOT -> span;
            case CELL_BORDERS -> Math.clamp((at & -256) - random.nextInt(2), -MAX, MAX);
            case EXTREMES ->
                    switch (random.nextInt(4)) {
                        case 0 -> MAX - random.nextInt(3);
                        case 1 -> -MAX + random.nextInt(3);
                        case 2 -> random.nextInt(3) - 1;
                        default -> random.nextInt(2 * MAX + 1) - MAX;
                    };
        };
    }

    /// {@return a place to ask from: often a point's own, sometimes outside of all}
    int[] place(SeededRandom random) {
        if (!points.isEmpty() && random.chance(0.4)) {
            Point point = points.get(random.nextInt(points.size()));
            return new int[] {point.x, point.y, point.z};
        }
        int[] place = {coordinate(random), coordinate(random), coordinate(random)};
        if (random.chance(0.2)) {
            place[random.nextInt(3)] *= 2;
        }
        return place;
    }

    /// {@return a radius: any, or one that meets a point exactly}
    int radius(SeededRandom random, int[] place) {
        if (!points.isEmpty() && random.chance(0.3)) {
            Point point = points.get(random.nextInt(points.size()));
            return (int) Math.sqrt((double) point.squaredTo(place[0], place[1], place[2]));
        }
        return random.chance(0.05) ? 0 : random.nextInt(2 * span + 1);
    }

    void fill(SpatialIndex index) {
        index.clear();
        for (Point point : points) {
            index.add(point.slot, point.x, point.y, point.z);
        }
        index.build();
    }
}
