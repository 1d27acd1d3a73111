package dev.rudp.benchmarks.space;

import dev.rudp.engine.space.SpatialIndex;
import java.util.Random;
import java.util.SplittableRandom;

/// Points in steps of 1/256 m, as dense as gives each about 60 others within 40 m where they are
/// spread evenly. Some of them, in no order, are those who ask.
final class Crowd {
    static final int STEPS_PER_METRE = 256;

    private static final double SQUARE_METRES_EACH = 80;
    private static final double CUBIC_METRES_EACH = 4_400;
    private static final int POINTS_PER_TOWN = 250;
    private static final double TOWN_DEVIATION_METRES = 15;
    private static final double FLAT_HEIGHT_METRES = 8;

    enum Shape {
        /// Evenly over a square.
        UNIFORM,
        /// A quarter evenly, the rest in towns of 250, a town's middle ten times as dense.
        CLUSTERED,
        /// Evenly in a cube.
        VOLUME
    }

    final int[] x;
    final int[] y;
    final int[] z;
    final int[] askers;

    @SuppressWarnings("EnumOrdinal") // another seed for each
    Crowd(int points, Shape shape, int questions) {
        SplittableRandom random = new SplittableRandom(points * 31L + shape.ordinal());
        double side =
                shape == Shape.VOLUME
                        ? Math.cbrt(points * CUBIC_METRES_EACH)
                        : Math.sqrt(points * SQUARE_METRES_EACH);
        this.x = random.doubles(points, 0, side).mapToInt(Crowd::steps).toArray();
        this.y = random.doubles(points, 0, side).mapToInt(Crowd::steps).toArray();
        double height = shape == Shape.VOLUME ? side : FLAT_HEIGHT_METRES;
        this.z = random.doubles(points, 0, height).mapToInt(Crowd::steps).toArray();
        if (shape == Shape.CLUSTERED) {
            moveToTowns(side, new Random(points));
        }
        this.askers = random.ints(questions, 0, points).toArray();
    }

    void fill(SpatialIndex index) {
        index.clear();
        for (int i = 0; i < x.length; i++) {
            index.add(i, x[i], y[i], z[i]);
        }
        index.build();
    }

    private void moveToTowns(double side, Random random) {
        int towns = x.length / POINTS_PER_TOWN;
        int[] townX = random.doubles(towns, 0, side).mapToInt(Crowd::steps).toArray();
        int[] townY = random.doubles(towns, 0, side).mapToInt(Crowd::steps).toArray();
        for (int i = 0; i < x.length; i++) {
            if (i % 4 != 0) {
                int town = random.nextInt(towns);
                x[i] = townX[town] + steps(random.nextGaussian() * TOWN_DEVIATION_METRES);
                y[i] = townY[town] + steps(random.nextGaussian() * TOWN_DEVIATION_METRES);
            }
        }
    }

    static int steps(double metres) {
        return (int) (metres * STEPS_PER_METRE);
    }
}
