package dev.rudp.benchmarks.simd;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What a kernel is measured by, and a hash of what it gave. The data are the same for both
/// kernels.
final class Work {
    private enum Loop {
        WITHIN,
        INTEGRATE,
        CHANGED_MASKS
    }

    private static final int POINTS = 4_096;
    private static final int FIELDS = 8;
    private static final int SIDE = 1 << 17;
    private static final long RADIUS = (long) (SIDE / 2.5);
    private static final long LIMIT = RADIUS * RADIUS;

    private final String name;
    private final Loop loop;
    private final int run;
    private final Kernels.Points points;
    private final float[] position = new float[POINTS];
    private final float[] velocity = new float[POINTS];
    private final int[] now = new int[POINTS * FIELDS];
    private final int[] was = new int[POINTS * FIELDS];
    private final byte[] masks = new byte[POINTS];
    private final int[] found = new int[POINTS + Kernels.SLACK];
    private final long[] distances = new long[POINTS + Kernels.SLACK];

    private Work(String name, Loop loop, int run) {
        this.name = name;
        this.loop = loop;
        this.run = run;
        Random random = new Random(3);
        points =
                new Kernels.Points(
                        random.ints(POINTS).toArray(),
                        random.ints(POINTS, 0, SIDE).toArray(),
                        random.ints(POINTS, 0, SIDE).toArray());
        for (int i = 0; i < POINTS; i++) {
            velocity[i] = random.nextFloat() - 0.5f;
        }
        for (int i = 0; i < now.length; i++) {
            was[i] = random.nextInt();
            now[i] = was[i] + (random.nextInt(4) == 0 ? 1 : 0);
        }
    }

    /// {@return all that is measured}: the first filter has runs as short as those that a grid
    /// scans for one circle at 2,000 players
    static List<Work> all() {
        return List.of(
                new Work("within-runs-of-16", Loop.WITHIN, 16),
                new Work("within-runs-of-64", Loop.WITHIN, 64),
                new Work("within-runs-of-1024", Loop.WITHIN, 1_024),
                new Work("integrate", Loop.INTEGRATE, 0),
                new Work("changed-masks", Loop.CHANGED_MASKS, 0));
    }

    String name() {
        return name;
    }

    /// Passes once over the points; {@return how many were found}
    int pass(Kernels kernels) {
        switch (loop) {
            case INTEGRATE -> kernels.integrate(position, velocity, 1 / 60f);
            case CHANGED_MASKS -> kernels.changedMasks(now, was, masks);
            case WITHIN -> {
                return found(kernels);
            }
        }
        return 0;
    }

    private int found(Kernels kernels) {
        int count = 0;
        for (int from = 0; from < POINTS; from += run) {
            count =
                    kernels.within(
                            points,
                            from,
                            from + run,
                            SIDE / 2,
                            SIDE / 2,
                            LIMIT,
                            found,
                            distances,
                            count);
        }
        return count;
    }

    /// {@return a hash of the answer, from the same state for every kernel}
    int answer(Kernels kernels) {
        Arrays.fill(position, 1);
        Arrays.fill(masks, (byte) 0);
        int count = pass(kernels);
        int hash = Arrays.hashCode(position) * 31 + Arrays.hashCode(masks);
        for (int i = 0; i < count; i++) {
            hash = (hash * 31 + found[i]) * 31 + Long.hashCode(distances[i]);
        }
        return hash;
    }

    int points() {
        return POINTS;
    }
}
