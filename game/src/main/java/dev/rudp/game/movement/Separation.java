package dev.rudp.game.movement;

import dev.rudp.game.map.Distance;
import java.util.Arrays;

/// How far overlapping bodies push each other apart this tick. All pushes are computed from the
/// positions at the tick's start before anybody moves, so the order of players does not matter, and
/// a pair pushes with equal strength.
///
/// Neighbours are found in a grid of 2 m cells folded into 64 × 64 buckets: O(1) per player, no
/// memory that depends on the world's size. In a cell with over 32 players each looks at 32 of
/// them, which bounds a tick with everybody on one spot.
///
/// Owner: the world thread. Allocates nothing after construction.
public final class Separation {
    private static final int CELL_SHIFT = 9;
    private static final int FOLD = 64;
    private static final int FOLD_MASK = FOLD - 1;
    private static final int FOLD_SHIFT = 6;
    private static final int MAX_PER_CELL = 32;

    /// Of the overlap, this part goes each tick: soft, so that crowds settle without trembling.
    private static final double SHARE_PER_TICK = 0.25;

    private final int bodyDiameter;
    private final int bodyHeight;
    private final double maxPushPerTick;
    private final int[] pushX;
    private final int[] pushY;

    /// The slots of bucket `b`, ascending, are `members[bucketStart[b] .. bucketStart[b + 1])`.
    private final int[] bucketStart = new int[FOLD * FOLD + 1];

    private final int[] members;

    /// @param capacity the largest number of slots
    public Separation(MovementSettings settings, int tickHz, int capacity) {
        bodyDiameter = 2 * Distance.ofMetres(settings.bodyRadiusMetres());
        bodyHeight = Distance.ofMetres(settings.bodyHeightMetres());
        maxPushPerTick = settings.separationMetresPerS() * Distance.PER_METRE / tickHz;
        pushX = new int[capacity];
        pushY = new int[capacity];
        members = new int[capacity];
    }

    /// Computes the pushes on the first `count` of `slots`, which are ascending.
    public void compute(Kinematics bodies, int[] slots, int count) {
        sortIntoBuckets(bodies, slots, count);
        for (int i = 0; i < count; i++) {
            computePush(bodies, slots[i]);
        }
    }

    /// {@return the push on a body along x, in position units}
    public int pushX(int slot) {
        return pushX[slot];
    }

    public int pushY(int slot) {
        return pushY[slot];
    }

    private void sortIntoBuckets(Kinematics bodies, int[] slots, int count) {
        Arrays.fill(bucketStart, 0);
        for (int i = 0; i < count; i++) {
            bucketStart[bucket(bodies.x[slots[i]], bodies.y[slots[i]])]++;
        }
        int end = 0;
        for (int b = 0; b < bucketStart.length; b++) {
            end += bucketStart[b];
            bucketStart[b] = end;
        }
        for (int i = count - 1; i >= 0; i--) {
            int slot = slots[i];
            members[--bucketStart[bucket(bodies.x[slot], bodies.y[slot])]] = slot;
        }
    }

    private void computePush(Kinematics bodies, int slot) {
        int x = bodies.x[slot];
        int y = bodies.y[slot];
        int z = bodies.z[slot];
        double sumX = 0;
        double sumY = 0;
        int lastRow = (y + bodyDiameter) >> CELL_SHIFT;
        int lastColumn = (x + bodyDiameter) >> CELL_SHIFT;
        for (int row = (y - bodyDiameter) >> CELL_SHIFT; row <= lastRow; row++) {
            for (int column = (x - bodyDiameter) >> CELL_SHIFT; column <= lastColumn; column++) {
                int bucket = (column & FOLD_MASK) | ((row & FOLD_MASK) << FOLD_SHIFT);
                int start = bucketStart[bucket];
                int size = bucketStart[bucket + 1] - start;
                int from = size > MAX_PER_CELL ? slot % size : 0;
                int looked = Math.min(size, MAX_PER_CELL);
                for (int i = 0; i < looked; i++) {
                    int at = from + i;
                    int other = members[start + (at >= size ? at - size : at)];
                    int dx = x - bodies.x[other];
                    int dy = y - bodies.y[other];
                    if (other == slot
                            || Math.abs(dx) >= bodyDiameter
                            || Math.abs(dy) >= bodyDiameter
                            || Math.abs(z - bodies.z[other]) >= bodyHeight) {
                        continue;
                    }
                    if ((dx | dy) == 0) {
                        // On one spot: the pair parts along an axis that both compute alike.
                        int way = slot < other ? 1 : -1;
                        boolean alongX = ((slot ^ other) & 1) == 0;
                        dx = alongX ? way : 0;
                        dy = alongX ? 0 : way;
                    }
                    double square = (double) dx * dx + (double) dy * dy;
                    double distance = Math.sqrt(square);
                    double overlap = bodyDiameter - distance;
                    if (overlap > 0) {
                        double share = overlap * SHARE_PER_TICK / distance;
                        sumX += dx * share;
                        sumY += dy * share;
                    }
                }
            }
        }
        limit(slot, sumX, sumY);
    }

    private void limit(int slot, double x, double y) {
        double length = Math.sqrt(x * x + y * y);
        double scale = length > maxPushPerTick ? maxPushPerTick / length : 1;
        pushX[slot] = (int) (x * scale);
        pushY[slot] = (int) (y * scale);
    }

    private static int bucket(int x, int y) {
        return ((x >> CELL_SHIFT) & FOLD_MASK) | (((y >> CELL_SHIFT) & FOLD_MASK) << FOLD_SHIFT);
    }
}
