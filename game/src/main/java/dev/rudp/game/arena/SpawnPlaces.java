package dev.rudp.game.arena;

import dev.rudp.game.map.SpawnArea;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.Kinematics;

/// Where the next player appears: anywhere in the map's spawn areas, large ones more often, beside
/// others rather than inside them. The n-th place depends on the seed, n and who stands where.
/// Owner: the world thread.
final class SpawnPlaces {
    /// So often a place that is taken is exchanged for another; then it is shared, and the players
    /// push each other apart.
    private static final int TRIES = 4;

    private final long seed;
    private final int[] minX;
    private final int[] minY;
    private final int[] width;
    private final int[] depth;

    /// The sizes of the areas up to each, summed: an area is found by a number below the last.
    private final long[] weightUpTo;

    private long given;
    private int x;
    private int y;
    private int yaw;

    SpawnPlaces(WorldMap map, long seed) {
        int count = map.spawns().size();
        this.seed = seed;
        minX = new int[count];
        minY = new int[count];
        width = new int[count];
        depth = new int[count];
        weightUpTo = new long[count];
        long sum = 0;
        for (int i = 0; i < count; i++) {
            SpawnArea area = map.spawns().get(i);
            minX[i] = area.minX();
            minY[i] = area.minY();
            width[i] = area.maxX() - area.minX() + 1;
            depth[i] = area.maxY() - area.minY() + 1;
            sum += (long) width[i] * depth[i];
            weightUpTo[i] = sum;
        }
    }

    /// Chooses the next place; ask [#x()], [#y()] and [#yaw()] for it.
    void next(Kinematics bodies, boolean[] present, int bodyRadius) {
        given++;
        int attempt = 0;
        do {
            choose(attempt);
        } while (++attempt < TRIES && isTaken(bodies, present, 2 * bodyRadius));
    }

    int x() {
        return x;
    }

    int y() {
        return y;
    }

    int yaw() {
        return yaw;
    }

    /// {@return how many places were given: all the state that later ones depend on}
    long given() {
        return given;
    }

    /// {@return an area for many players at once, large ones more often}
    ///
    /// @param number which choice this is: equal numbers, equal areas
    int area(long number) {
        return areaOf(mix(seed ^ mix(~number)));
    }

    /// Chooses a place within an area, taken or not.
    ///
    /// @param number which choice this is: equal numbers, equal places
    void within(int area, long number) {
        place(area, mix(seed + mix(~number)));
    }

    private void choose(int attempt) {
        long bits = mix(seed ^ mix(given * TRIES + attempt));
        place(areaOf(bits), mix(bits));
    }

    private int areaOf(long bits) {
        long weight = Long.remainderUnsigned(bits, weightUpTo[weightUpTo.length - 1]);
        int area = 0;
        while (weightUpTo[area] <= weight) {
            area++;
        }
        return area;
    }

    private void place(int area, long place) {
        x = minX[area] + (int) (((place & 0x7FFF_FFFF) * width[area]) >>> 31);
        y = minY[area] + (int) (((place >>> 33) * depth[area]) >>> 31);
        yaw = (int) (mix(place) & (Kinematics.YAW_STEPS - 1));
    }

    private boolean isTaken(Kinematics bodies, boolean[] present, int distance) {
        for (int slot = 0; slot < present.length; slot++) {
            if (present[slot]
                    && Math.abs(bodies.x[slot] - x) < distance
                    && Math.abs(bodies.y[slot] - y) < distance) {
                return true;
            }
        }
        return false;
    }

    /// The finaliser of SplitMix64.
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
