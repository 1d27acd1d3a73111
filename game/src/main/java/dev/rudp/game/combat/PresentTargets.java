package dev.rudp.game.combat;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.movement.Kinematics;
import java.util.Arrays;

/// Targets where they are at the tick's start. A grid of 16 m cells folded into 64 × 64 buckets is
/// rebuilt each tick by a counting sort, O(actors); a question looks at the cells that it touches.
/// Owner: the world thread. Allocates nothing after construction.
public final class PresentTargets implements TargetFinder {
    private static final int CELL_SHIFT = 12;
    private static final int FOLD = 64;

    private final Kinematics bodies;
    private final Actors actors;
    private final int[] bucketStart = new int[FOLD * FOLD + 1];
    private final int[] members;
    private final int[] stamp;
    private int question;

    public PresentTargets(Kinematics bodies, Actors actors) {
        this.bodies = bodies;
        this.actors = actors;
        members = new int[actors.capacity()];
        stamp = new int[actors.capacity()];
    }

    /// Takes in where everybody is.
    public void refresh() {
        Arrays.fill(bucketStart, 0);
        int capacity = actors.capacity();
        for (int slot = 0; slot < capacity; slot++) {
            if (actors.kind[slot] != Actors.NOBODY) {
                bucketStart[bucket(bodies.x[slot] >> CELL_SHIFT, bodies.y[slot] >> CELL_SHIFT)]++;
            }
        }
        int end = 0;
        for (int b = 0; b < bucketStart.length; b++) {
            end += bucketStart[b];
            bucketStart[b] = end;
        }
        for (int slot = capacity - 1; slot >= 0; slot--) {
            if (actors.kind[slot] != Actors.NOBODY) {
                int at = bucket(bodies.x[slot] >> CELL_SHIFT, bodies.y[slot] >> CELL_SHIFT);
                members[--bucketStart[at]] = slot;
            }
        }
    }

    @Override
    public int inCircle(int viewer, int x, int y, int radius, int[] found) {
        int count = 0;
        int reach = radius + BODY_RADIUS;
        question++;
        for (int row = (y - reach) >> CELL_SHIFT; row <= (y + reach) >> CELL_SHIFT; row++) {
            for (int column = (x - reach) >> CELL_SHIFT;
                    column <= (x + reach) >> CELL_SHIFT;
                    column++) {
                int bucket = bucket(column, row);
                for (int i = bucketStart[bucket]; i < bucketStart[bucket + 1]; i++) {
                    int slot = members[i];
                    if (stamp[slot] != question
                            && count < found.length
                            && actors.kind[slot] != Actors.NOBODY
                            && distance(viewer, x, y, slot) <= radius) {
                        stamp[slot] = question;
                        found[count++] = slot;
                    }
                }
            }
        }
        Arrays.sort(found, 0, count);
        return count;
    }

    @Override
    public int inArc(int viewer, int x, int y, int yaw, int width, int range, int[] found) {
        int near = inCircle(viewer, x, y, range, found);
        int count = 0;
        for (int i = 0; i < near; i++) {
            int dx = bodies.x[found[i]] - x;
            int dy = bodies.y[found[i]] - y;
            boolean inside = dx * (long) dx + dy * (long) dy <= BODY_RADIUS * BODY_RADIUS;
            if (inside || Heading.between(Heading.of(dx, dy), yaw) <= width / 2) {
                found[count++] = found[i];
            }
        }
        return count;
    }

    @Override
    public int onWay(int viewer, int x, int y, int toX, int toY, int radius, int[] found) {
        double wayX = (double) toX - x;
        double wayY = (double) toY - y;
        double square = wayX * wayX + wayY * wayY;
        int half = (int) (Math.sqrt(square) / 2) + 1;
        int near = inCircle(viewer, (x + toX) / 2, (y + toY) / 2, half + radius, found);
        double limit = (double) (radius + BODY_RADIUS) * (radius + BODY_RADIUS);
        int count = 0;
        for (int i = 0; i < near; i++) {
            double dx = bodies.x[found[i]] - (double) x;
            double dy = bodies.y[found[i]] - (double) y;
            double share =
                    square == 0 ? 0 : Math.min(1, Math.max(0, (dx * wayX + dy * wayY) / square));
            double offX = dx - wayX * share;
            double offY = dy - wayY * share;
            if (offX * offX + offY * offY <= limit) {
                found[count++] = found[i];
            }
        }
        return count;
    }

    @Override
    public int distance(int viewer, int x, int y, int slot) {
        double dx = bodies.x[slot] - (double) x;
        double dy = bodies.y[slot] - (double) y;
        return Math.max(0, (int) Math.sqrt(dx * dx + dy * dy) - BODY_RADIUS);
    }

    @Override
    public int x(int viewer, int slot) {
        return bodies.x[slot];
    }

    @Override
    public int y(int viewer, int slot) {
        return bodies.y[slot];
    }

    private static int bucket(int column, int row) {
        return (column & (FOLD - 1)) | (row & (FOLD - 1)) << 6;
    }
}
