package dev.rudp.engine.space;

/// Asks [SpatialIndex]es who is near, and holds the answer until the next question. Distances are
/// in steps; whoever is exactly on a border is inside; all comparisons are exact in integers. A
/// query object belongs to one thread; it allocates only when constructed.
///
/// | question | order of the answer |
/// |---|---|
/// | [#circle], [#sphere], [#box] | the index's own: the same for the same points |
/// | [#nearest], [#ray] | nearest first, at equal distance the lower slot first |
///
/// Coordinates of questions are within twice [SpatialIndex#MAX_COORDINATE]; corners of boxes may be
/// any ints. When an answer is larger than the query's capacity, an ordered one keeps the nearest
/// and an unordered one the first that it met.
///
/// Asking an index that is being rewritten at the same time gives a wrong answer but never fails:
/// validate the frame afterwards.
public final class NeighbourQuery {
    private static final long ANYWHERE = 1L << 40;
    private static final long UNBOUNDED = 1L << 62;

    private enum Shape {
        CIRCLE,
        SPHERE,
        BOX,
        NEAREST,
        RAY
    }

    /// One longer than the capacity: a loop without branches needs a place for what it rejects.
    private final int[] slots;

    private final long[] distances;
    private final int capacity;
    private int count;

    private Shape shape = Shape.CIRCLE;
    private long minX;
    private long minY;
    private long minZ;
    private long maxX;
    private long maxY;
    private long maxZ;
    long centreX;
    long centreY;
    long centreZ;

    /// What the third coordinate of a difference is masked with: 0 where it does not count.
    private long depth;

    private long radius;
    private long radiusSquared;
    private int wanted;

    /// From the start of a ray to its end.
    private long rayX;

    long rayY;
    private long rayZ;
    private long rayLengthSquared;

    /// @param capacity the most results: as many as the indexes that are asked have points
    public NeighbourQuery(int capacity) {
        this.capacity = capacity;
        this.slots = new int[capacity + 1];
        this.distances = new long[capacity + 1];
    }

    /// Finds the points within `radius` of `(x, y)`, whatever their z; {@return their number}
    public int circle(SpatialIndex index, int x, int y, int radius) {
        begin(Shape.CIRCLE, x, y, 0, 0);
        within(radius);
        minZ = -ANYWHERE;
        maxZ = ANYWHERE;
        index.overlap(this);
        return count;
    }

    /// Finds the points within `radius` of `(x, y, z)`; {@return their number}
    public int sphere(SpatialIndex index, int x, int y, int z, int radius) {
        begin(Shape.SPHERE, x, y, z, -1);
        within(radius);
        minZ = (long) z - radius;
        maxZ = (long) z + radius;
        index.overlap(this);
        return count;
    }

    /// Finds the points in a rectangle, borders included, whatever their z; {@return their number}
    ///
    /// Their [#distanceSquared(int)] is 0.
    public int box(SpatialIndex index, int minX, int minY, int maxX, int maxY) {
        return box(index, minX, minY, Integer.MIN_VALUE, maxX, maxY, Integer.MAX_VALUE);
    }

    /// Finds the points in a box, borders included; {@return their number}
    ///
    /// Their [#distanceSquared(int)] is 0.
    public int box(SpatialIndex index, int minX, int minY, int minZ, int maxX, int maxY, int maxZ) {
        begin(Shape.BOX, 0, 0, 0, 0);
        this.minX = minX;
        this.minY = minY;
        this.minZ = minZ;
        this.maxX = maxX;
        this.maxY = maxY;
        this.maxZ = maxZ;
        index.overlap(this);
        return count;
    }

    /// Finds the `k` points nearest to `(x, y)` within `maxRadius`, whatever their z; {@return
    /// their number}
    public int nearest(SpatialIndex index, int x, int y, int k, int maxRadius) {
        begin(Shape.NEAREST, x, y, 0, 0);
        return nearest(index, k, maxRadius);
    }

    /// Finds the `k` points nearest to `(x, y, z)` within `maxRadius`; {@return their number}
    public int nearest(SpatialIndex index, int x, int y, int z, int k, int maxRadius) {
        begin(Shape.NEAREST, x, y, z, -1);
        return nearest(index, k, maxRadius);
    }

    /// Finds the points within `radius` of the straight line between two points, ends included: the
    /// entities of that radius which a shot touches. {@return their number, at most `k`}
    ///
    /// They are ordered by their distance from the start. Bodies that overlap along the ray may be
    /// entered in another order: whoever needs the first entry asks for a few, and looks closer.
    ///
    /// @param radius at most twice [SpatialIndex#MAX_COORDINATE]
    public int ray(
            SpatialIndex index,
            int fromX,
            int fromY,
            int fromZ,
            int toX,
            int toY,
            int toZ,
            int radius,
            int k) {
        assert isInReach(toX) && isInReach(toY) && isInReach(toZ) && isInReach(radius);
        begin(Shape.RAY, fromX, fromY, fromZ, -1);
        rayX = (long) toX - fromX;
        rayY = (long) toY - fromY;
        rayZ = (long) toZ - fromZ;
        rayLengthSquared = rayX * rayX + rayY * rayY + rayZ * rayZ;
        minX = Math.min(fromX, toX) - (long) radius;
        minY = Math.min(fromY, toY) - (long) radius;
        minZ = Math.min(fromZ, toZ) - (long) radius;
        maxX = Math.max(fromX, toX) + (long) radius;
        maxY = Math.max(fromY, toY) + (long) radius;
        maxZ = Math.max(fromZ, toZ) + (long) radius;
        this.radius = radius;
        this.radiusSquared = (long) radius * radius;
        return approach(index, k);
    }

    public int count() {
        return count;
    }

    /// {@return the slot of the i-th result}
    public int slot(int i) {
        return slots[i];
    }

    /// {@return the squared distance of the i-th result from the centre of the question, or from
    /// the start of the ray}
    public long distanceSquared(int i) {
        return distances[i];
    }

    private void begin(Shape shape, int x, int y, int z, long depth) {
        assert isInReach(x) && isInReach(y) && isInReach(z) : x + " " + y + " " + z;
        this.shape = shape;
        this.centreX = x;
        this.centreY = y;
        this.centreZ = z;
        this.depth = depth;
        this.count = 0;
    }

    private void within(int radius) {
        assert radius >= 0 : "radius=" + radius;
        minX = centreX - radius;
        minY = centreY - radius;
        maxX = centreX + radius;
        maxY = centreY + radius;
        radiusSquared = (long) radius * radius;
    }

    private int nearest(SpatialIndex index, int k, int maxRadius) {
        assert maxRadius >= 0 : "max-radius=" + maxRadius;
        radiusSquared = (long) maxRadius * maxRadius;
        return approach(index, k);
    }

    private int approach(SpatialIndex index, int k) {
        wanted = Math.min(k, capacity);
        if (wanted > 0) {
            index.approach(this);
            sort();
        }
        return count;
    }

    private static boolean isInReach(int coordinate) {
        return Math.abs((long) coordinate) <= 2L * SpatialIndex.MAX_COORDINATE;
    }

    // What indexes ask and call while they answer.

    boolean isRay() {
        return shape == Shape.RAY;
    }

    /// {@return the lower border of the box that holds all that is wanted}
    long min(int axis) {
        return switch (axis) {
            case 0 -> minX;
            case 1 -> minY;
            default -> minZ;
        };
    }

    long max(int axis) {
        return switch (axis) {
            case 0 -> maxX;
            case 1 -> maxY;
            default -> maxZ;
        };
    }

    /// {@return the squared distance beyond which no point can be kept any more}
    long bound() {
        if (count == wanted) {
            return distances[0];
        }
        return shape == Shape.RAY ? UNBOUNDED : radiusSquared;
    }

    /// Forgets what was kept.
    void restart() {
        count = 0;
    }

    /// {@return whether no point of a box can be kept}: exact for the distance, and for a ray's
    /// tube a test of separating axes on the box grown by the radius (Gottschalk et al., 1996)
    boolean isOutOfReach(long left, long right, long bottom, long top, long floor, long ceiling) {
        long dx = Math.max(0, Math.max(left - centreX, centreX - right));
        long dy = Math.max(0, Math.max(bottom - centreY, centreY - top));
        long dz = Math.max(0, Math.max(floor - centreZ, centreZ - ceiling)) & depth;
        if (dx * dx + dy * dy + dz * dz > bound()) {
            return true;
        }
        if (shape != Shape.RAY) {
            return false;
        }
        if (left > maxX
                || right < minX
                || bottom > maxY
                || top < minY
                || floor > maxZ
                || ceiling < minZ) {
            return true;
        }
        // Twice the centre, relative to the ray's start, and twice the extents: whole numbers.
        long atX = left + right - 2 * centreX;
        long atY = bottom + top - 2 * centreY;
        long atZ = floor + ceiling - 2 * centreZ;
        long sizeX = right - left + 2 * radius;
        long sizeY = top - bottom + 2 * radius;
        long sizeZ = ceiling - floor + 2 * radius;
        return isApart(atX, atY, sizeX, sizeY, rayX, rayY)
                || isApart(atX, atZ, sizeX, sizeZ, rayX, rayZ)
                || isApart(atY, atZ, sizeY, sizeZ, rayY, rayZ);
    }

    /// {@return whether a rectangle lies on one side of the line through 0 along `(u, v)`}
    private static boolean isApart(long atU, long atV, long sizeU, long sizeV, long u, long v) {
        return Math.abs(atU * v - atV * u) > sizeU * Math.abs(v) + sizeV * Math.abs(u);
    }

    /// {@return a lower limit of x in the part of the ray's tube with y in `[low, high]`}
    long rayMinX(long low, long high) {
        return Math.min(rayXAt(low - radius), rayXAt(high + radius)) - radius - 1;
    }

    /// {@return an upper limit of x in the part of the ray's tube with y in `[low, high]`}
    long rayMaxX(long low, long high) {
        if (rayY == 0) {
            return maxX;
        }
        return Math.max(rayXAt(low - radius), rayXAt(high + radius)) + radius + 1;
    }

    /// {@return x where the ray passes the given y or comes nearest to it, rounded down}
    private long rayXAt(long y) {
        if (rayY == 0) {
            return centreX + Math.min(0, rayX);
        }
        long clamped = Math.clamp(y - centreY, Math.min(0, rayY), Math.max(0, rayY));
        return centreX + Math.floorDiv(rayX * clamped, rayY);
    }

    /// Takes what is wanted of the points `[from, to)` of an index.
    void scan(SpatialIndex index, int from, int to) {
        switch (shape) {
            case CIRCLE -> scanCircle(index, from, to);
            case SPHERE -> scanSphere(index, from, to);
            case BOX -> scanBox(index, from, to);
            case NEAREST -> scanNearest(index, from, to);
            case RAY -> scanRay(index, from, to);
        }
    }

    /// Every point is written where the next result belongs, and counted if it is one: whether a
    /// point is inside is a coin toss at the border, which branches would lose.
    private void scanCircle(SpatialIndex index, int from, int to) {
        int[] xs = index.xs;
        int[] ys = index.ys;
        long x = centreX;
        long y = centreY;
        long limit = radiusSquared;
        int found = count;
        for (int i = from; i < to; i++) {
            long dx = xs[i] - x;
            long dy = ys[i] - y;
            long squared = dx * dx + dy * dy;
            slots[found] = index.slots[i];
            distances[found] = squared;
            found = Math.min(capacity, found + oneIfNegative(squared - limit - 1));
        }
        count = found;
    }

    private void scanSphere(SpatialIndex index, int from, int to) {
        long limit = radiusSquared;
        int found = count;
        for (int i = from; i < to; i++) {
            long squared = squaredDistance(index, i);
            slots[found] = index.slots[i];
            distances[found] = squared;
            found = Math.min(capacity, found + oneIfNegative(squared - limit - 1));
        }
        count = found;
    }

    private void scanBox(SpatialIndex index, int from, int to) {
        int found = count;
        for (int i = from; i < to; i++) {
            long x = index.xs[i];
            long y = index.ys[i];
            long z = index.zs[i];
            // Negative as soon as one of the six differences is.
            long outside =
                    (x - minX) | (maxX - x) | (y - minY) | (maxY - y) | (z - minZ) | (maxZ - z);
            slots[found] = index.slots[i];
            distances[found] = 0;
            found = Math.min(capacity, found + 1 - oneIfNegative(outside));
        }
        count = found;
    }

    private void scanNearest(SpatialIndex index, int from, int to) {
        for (int i = from; i < to; i++) {
            long squared = squaredDistance(index, i);
            if (squared <= radiusSquared) {
                keep(index.slots[i], squared);
            }
        }
    }

    private void scanRay(SpatialIndex index, int from, int to) {
        for (int i = from; i < to; i++) {
            long squared = squaredDistance(index, i);
            if (squared <= bound() && isTouched(index, i, squared)) {
                keep(index.slots[i], squared);
            }
        }
    }

    /// {@return whether a point is within the radius of the ray}: where the foot of its
    /// perpendicular lies on the ray, by |p|² - (p·r)²/|r|² ≤ R², in 128 bits
    private boolean isTouched(SpatialIndex index, int i, long squared) {
        long beyond = squared - radiusSquared;
        if (beyond <= 0) {
            return true;
        }
        long dx = index.xs[i] - centreX;
        long dy = index.ys[i] - centreY;
        long dz = index.zs[i] - centreZ;
        long along = dx * rayX + dy * rayY + dz * rayZ;
        if (along <= 0) {
            return false;
        }
        if (along >= rayLengthSquared) {
            return beyond - 2 * along + rayLengthSquared <= 0;
        }
        long high = Math.multiplyHigh(beyond, rayLengthSquared);
        long limitHigh = Math.multiplyHigh(along, along);
        return high < limitHigh
                || (high == limitHigh
                        && Long.compareUnsigned(beyond * rayLengthSquared, along * along) <= 0);
    }

    private long squaredDistance(SpatialIndex index, int i) {
        long dx = index.xs[i] - centreX;
        long dy = index.ys[i] - centreY;
        long dz = (index.zs[i] - centreZ) & depth;
        return dx * dx + dy * dy + dz * dz;
    }

    private static int oneIfNegative(long value) {
        return (int) (value >>> 63);
    }

    /// Keeps a result if it is among the nearest so far. They are a heap with the farthest on top.
    private void keep(int slot, long squared) {
        if (count < wanted) {
            int at = count++;
            while (at > 0 && isBefore((at - 1) >>> 1, squared, slot)) {
                move((at - 1) >>> 1, at);
                at = (at - 1) >>> 1;
            }
            put(at, slot, squared);
        } else if (!isBefore(0, squared, slot)) {
            sink(slot, squared, count);
        }
    }

    /// Turns the heap into the answer, nearest first (Floyd's heapsort).
    private void sort() {
        for (int last = count - 1; last > 0; last--) {
            int slot = slots[last];
            long squared = distances[last];
            move(0, last);
            sink(slot, squared, last);
        }
    }

    /// Puts a result in place of the top of the heap `[0, size)`, and lets it sink.
    private void sink(int slot, long squared, int size) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBefore(child, distances[child + 1], slots[child + 1])) {
                child++;
            }
            if (isBefore(child, squared, slot)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, slot, squared);
    }

    private boolean isBefore(int at, long squared, int slot) {
        return distances[at] < squared || (distances[at] == squared && slots[at] < slot);
    }

    private void move(int from, int to) {
        slots[to] = slots[from];
        distances[to] = distances[from];
    }

    private void put(int at, int slot, long squared) {
        slots[at] = slot;
        distances[at] = squared;
    }
}
