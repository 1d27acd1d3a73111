package dev.rudp.engine.space;

/// Asks [SpatialIndex]es who is near, and holds the answer until the next question. Distances are
/// in steps, borders count as inside. A query object belongs to one thread; it allocates only when
/// constructed. Asking an index that is being rewritten at the same time gives a wrong answer but
/// never fails: validate the frame afterwards.
public final class NeighbourQuery {
    /// Ranges of at most this many points are scanned rather than split.
    private static final int LEAF = 12;

    private final int[] slots;
    private final long[] distances;
    private int count;

    private SpatialIndex index;
    private long minX;
    private long minY;
    private long maxX;
    private long maxY;
    private long centreX;
    private long centreY;
    private long radiusSquared;
    private int wanted;

    /// @param capacity the most results: as many as the indexes that are asked have points
    public NeighbourQuery(int capacity) {
        this.slots = new int[capacity];
        this.distances = new long[capacity];
        this.index = new SpatialIndex(0, 0, 1, 0, 1, new SpatialIndex.Workspace(0));
    }

    /// Finds the points within `radius` of `(x, y)`, in Morton order; {@return their number}
    public int circle(SpatialIndex index, int x, int y, int radius) {
        begin(index, x, y);
        minX = (long) x - radius;
        maxX = (long) x + radius;
        minY = (long) y - radius;
        maxY = (long) y + radius;
        radiusSquared = (long) radius * radius;
        circleIn(0, limit(index), 0, 0, SpatialIndex.LEVELS);
        return count;
    }

    /// Finds the points in a rectangle, borders included, in Morton order; {@return their number}
    ///
    /// Their [#distanceSquared(int)] is 0.
    public int box(SpatialIndex index, int minX, int minY, int maxX, int maxY) {
        begin(index, 0, 0);
        this.minX = minX;
        this.minY = minY;
        this.maxX = maxX;
        this.maxY = maxY;
        boxIn(0, limit(index), 0, 0, SpatialIndex.LEVELS);
        return count;
    }

    /// Finds the `k` points nearest to `(x, y)` within `maxRadius`, nearest first, the lower slot
    /// first at equal distance; {@return their number}
    public int nearest(SpatialIndex index, int x, int y, int k, int maxRadius) {
        begin(index, x, y);
        wanted = Math.min(k, slots.length);
        radiusSquared = (long) maxRadius * maxRadius;
        if (wanted > 0) {
            nearestIn(0, limit(index), 0, 0, SpatialIndex.LEVELS);
        }
        return count;
    }

    public int count() {
        return count;
    }

    /// {@return the slot of the i-th result}
    public int slot(int i) {
        return slots[i];
    }

    /// {@return the squared distance of the i-th result from the centre of the question}
    public long distanceSquared(int i) {
        return distances[i];
    }

    private void begin(SpatialIndex index, int x, int y) {
        this.index = index;
        this.centreX = x;
        this.centreY = y;
        this.count = 0;
    }

    private int limit(SpatialIndex index) {
        return Math.min(index.count, slots.length);
    }

    private void circleIn(int from, int to, int cellX, int cellY, int level) {
        if (from >= to) {
            return;
        }
        long left = left(cellX);
        long bottom = bottom(cellY);
        long reach = reach(level);
        if (left > maxX || bottom > maxY || left + reach < minX || bottom + reach < minY) {
            return;
        }
        if (to - from <= LEAF || level == 0) {
            for (int i = from; i < to; i++) {
                long dx = index.xs[i] - centreX;
                long dy = index.ys[i] - centreY;
                long squared = dx * dx + dy * dy;
                if (squared <= radiusSquared) {
                    add(index.slots[i], squared);
                }
            }
            return;
        }
        int half = 1 << (level - 1);
        int right = split(from, to, code(cellX, cellY + half));
        int first = split(from, right, code(cellX + half, cellY));
        int last = split(right, to, code(cellX + half, cellY + half));
        circleIn(from, first, cellX, cellY, level - 1);
        circleIn(first, right, cellX + half, cellY, level - 1);
        circleIn(right, last, cellX, cellY + half, level - 1);
        circleIn(last, to, cellX + half, cellY + half, level - 1);
    }

    private void boxIn(int from, int to, int cellX, int cellY, int level) {
        if (from >= to) {
            return;
        }
        long left = left(cellX);
        long bottom = bottom(cellY);
        long reach = reach(level);
        if (left > maxX || bottom > maxY || left + reach < minX || bottom + reach < minY) {
            return;
        }
        boolean covered =
                left >= minX && bottom >= minY && left + reach <= maxX && bottom + reach <= maxY;
        if (covered || to - from <= LEAF || level == 0) {
            for (int i = from; i < to; i++) {
                int x = index.xs[i];
                int y = index.ys[i];
                if (x >= minX && x <= maxX && y >= minY && y <= maxY) {
                    add(index.slots[i], 0);
                }
            }
            return;
        }
        int half = 1 << (level - 1);
        int right = split(from, to, code(cellX, cellY + half));
        int first = split(from, right, code(cellX + half, cellY));
        int last = split(right, to, code(cellX + half, cellY + half));
        boxIn(from, first, cellX, cellY, level - 1);
        boxIn(first, right, cellX + half, cellY, level - 1);
        boxIn(right, last, cellX, cellY + half, level - 1);
        boxIn(last, to, cellX + half, cellY + half, level - 1);
    }

    private void nearestIn(int from, int to, int cellX, int cellY, int level) {
        if (from >= to || squaredDistanceToCell(cellX, cellY, level) > bound()) {
            return;
        }
        if (to - from <= LEAF || level == 0) {
            for (int i = from; i < to; i++) {
                long dx = index.xs[i] - centreX;
                long dy = index.ys[i] - centreY;
                keepNearest(index.slots[i], dx * dx + dy * dy);
            }
            return;
        }
        int half = 1 << (level - 1);
        int right = split(from, to, code(cellX, cellY + half));
        int first = split(from, right, code(cellX + half, cellY));
        int last = split(right, to, code(cellX + half, cellY + half));
        // The quarter of the centre first, its opposite last: the bound shrinks early.
        int home =
                (centreX >= left(cellX + half) ? 1 : 0) | (centreY >= bottom(cellY + half) ? 2 : 0);
        for (int turn = 0; turn < 4; turn++) {
            switch (home ^ turn) {
                case 0 -> nearestIn(from, first, cellX, cellY, level - 1);
                case 1 -> nearestIn(first, right, cellX + half, cellY, level - 1);
                case 2 -> nearestIn(right, last, cellX, cellY + half, level - 1);
                default -> nearestIn(last, to, cellX + half, cellY + half, level - 1);
            }
        }
    }

    private long bound() {
        return count < wanted ? radiusSquared : Math.min(radiusSquared, distances[count - 1]);
    }

    /// Inserts into the sorted results; the worst falls out when there are more than wanted.
    private void keepNearest(int slot, long squared) {
        if (squared > radiusSquared || (count == wanted && !isBefore(squared, slot, count - 1))) {
            return;
        }
        int at = count < wanted ? count++ : count - 1;
        while (at > 0 && isBefore(squared, slot, at - 1)) {
            slots[at] = slots[at - 1];
            distances[at] = distances[at - 1];
            at--;
        }
        slots[at] = slot;
        distances[at] = squared;
    }

    private boolean isBefore(long squared, int slot, int at) {
        return squared < distances[at] || (squared == distances[at] && slot < slots[at]);
    }

    private long squaredDistanceToCell(int cellX, int cellY, int level) {
        long left = left(cellX);
        long bottom = bottom(cellY);
        long reach = reach(level);
        long dx = Math.max(0, Math.max(left - centreX, centreX - left - reach));
        long dy = Math.max(0, Math.max(bottom - centreY, centreY - bottom - reach));
        return dx * dx + dy * dy;
    }

    private void add(int slot, long squared) {
        if (count < slots.length) {
            slots[count] = slot;
            distances[count] = squared;
            count++;
        }
    }

    private long left(int cellX) {
        return index.minX + ((long) cellX << index.shift);
    }

    private long bottom(int cellY) {
        return index.minY + ((long) cellY << index.shift);
    }

    /// {@return the distance from the first to the last step of a square of that level}
    private long reach(int level) {
        return (1L << (level + index.shift)) - 1;
    }

    /// {@return the first position in `[from, to)` whose code is at least `code`}
    private int split(int from, int to, int code) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.codes[middle] < code) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int code(int cellX, int cellY) {
        return SpatialIndex.code(cellX, cellY);
    }
}
