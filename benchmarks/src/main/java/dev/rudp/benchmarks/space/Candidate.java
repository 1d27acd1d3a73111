package dev.rudp.benchmarks.space;

import dev.rudp.engine.space.NeighbourQuery;
import dev.rudp.engine.space.SpatialIndex;
import dev.rudp.engine.space.SpatialIndexConfig;

/// One index over a crowd, and what it is asked to do.
final class Candidate {
    private static final int INTEREST_STEPS = Crowd.steps(46);
    private static final int SPLASH_STEPS = Crowd.steps(10);
    private static final int BOX_STEPS = Crowd.steps(10);
    private static final int NEAREST = 16;
    private static final int NEAREST_STEPS = Crowd.steps(100);
    private static final int RAY_STEPS = Crowd.steps(100);
    private static final int BODY_STEPS = Crowd.steps(0.5);
    private static final int RAY_HITS = 8;

    /// What is measured.
    enum Work {
        BUILD,
        CIRCLE,
        SPHERE,
        BOX,
        NEAREST,
        RAY
    }

    private final Crowd crowd;
    private final SpatialIndex index;
    private final NeighbourQuery query;
    private long found;

    Candidate(SpatialIndexConfig config, Crowd crowd) {
        int points = crowd.x.length;
        this.crowd = crowd;
        this.index =
                config.create(
                        points, 1.0 / Crowd.STEPS_PER_METRE, new SpatialIndex.Workspace(points));
        this.query = new NeighbourQuery(points);
        crowd.fill(index);
    }

    /// Does the work `times` times.
    void run(Work work, int times) {
        for (int i = 0; i < times; i++) {
            if (work == Work.BUILD) {
                crowd.fill(index);
                found += index.count();
            } else {
                found += ask(work, crowd.askers[i % crowd.askers.length]);
            }
        }
    }

    /// {@return a number that two candidates share if they give the same answers to the first
    /// `times` questions}
    long answers(Work work, int times) {
        long all = 0;
        for (int i = 0; i < times; i++) {
            int count = ask(work, crowd.askers[i]);
            boolean isOrdered = work == Work.NEAREST || work == Work.RAY;
            long one = count;
            for (int at = 0; at < count; at++) {
                long hash = mix(query.slot(at) * 0x1_0000_0001L + query.distanceSquared(at));
                one = isOrdered ? mix(one + hash) : one + hash;
            }
            all = mix(all + one);
        }
        return all;
    }

    /// {@return how much was found so far: a number without meaning, which must be used}
    long found() {
        return found;
    }

    private int ask(Work work, int asker) {
        int x = crowd.x[asker];
        int y = crowd.y[asker];
        int z = crowd.z[asker];
        return switch (work) {
            case BUILD -> index.count();
            case CIRCLE -> query.circle(index, x, y, INTEREST_STEPS);
            case SPHERE -> query.sphere(index, x, y, z, SPLASH_STEPS);
            case BOX ->
                    query.box(
                            index,
                            x - BOX_STEPS,
                            y - BOX_STEPS,
                            z - BOX_STEPS,
                            x + BOX_STEPS,
                            y + BOX_STEPS,
                            z + BOX_STEPS);
            case NEAREST -> query.nearest(index, x, y, z, NEAREST, NEAREST_STEPS);
            case RAY -> {
                // In as many directions as there are askers.
                double angle = asker;
                int toX = x + (int) (StrictMath.cos(angle) * RAY_STEPS);
                int toY = y + (int) (StrictMath.sin(angle) * RAY_STEPS);
                yield query.ray(index, x, y, z, toX, toY, z, BODY_STEPS, RAY_HITS);
            }
        };
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
