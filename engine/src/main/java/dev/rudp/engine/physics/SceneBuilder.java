package dev.rudp.engine.physics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gathers the shapes of a [CollisionScene]. Cold; one thread; use once.
public final class SceneBuilder {
    /// Angles are in 1/65536 turn, 0 along +x, growing towards +y.
    public static final int TURN = 65_536;

    /// Nothing is larger or farther from the origin than this, so that squares of lengths and their
    /// products stay exact enough in doubles.
    public static final int MAX_COORDINATE = 1 << 24;

    final int width;
    final int depth;
    final int ceiling;
    int cellShift = 11;
    @Nullable Terrain terrain;

    int count;
    double[] middleX = new double[64];
    double[] middleY = new double[64];
    double[] middleZ = new double[64];
    double[] halfX = new double[64];
    double[] halfY = new double[64];
    double[] halfZ = new double[64];
    double[] radius = new double[64];
    double[] cosine = new double[64];
    double[] sine = new double[64];
    int[] tags = new int[64];

    /// A world from (0, 0, 0) to these; its sides and its ceiling are solid.
    ///
    /// @param width steps along x, 1..[#MAX_COORDINATE]
    public SceneBuilder(int width, int depth, int ceiling) {
        check("width", width, 1, MAX_COORDINATE);
        check("depth", depth, 1, MAX_COORDINATE);
        check("ceiling", ceiling, 1, MAX_COORDINATE);
        this.width = width;
        this.depth = depth;
        this.ceiling = ceiling;
    }

    /// Sets the cells of the search grid: 2 to this many steps wide; 11 unless said otherwise.
    public SceneBuilder cellShift(int shift) {
        check("cell-shift", shift, 4, 20);
        cellShift = shift;
        return this;
    }

    /// Puts hills in place of the level ground at 0. The terrain must reach all borders.
    public SceneBuilder terrain(Terrain hills) {
        if ((long) hills.spacing * (hills.columns - 1) < width
                || (long) hills.spacing * (hills.rows - 1) < depth) {
            throw new IllegalArgumentException(
                    "terrain="
                            + (long) hills.spacing * (hills.columns - 1)
                            + "x"
                            + (long) hills.spacing * (hills.rows - 1)
                            + " smaller than the world's "
                            + width
                            + "x"
                            + depth);
        }
        terrain = hills;
        return this;
    }

    /// Adds a box along the axes; corners may lie outside the world.
    ///
    /// @param tag what [SceneQuery#tag()] says of it, at least 0
    public SceneBuilder box(int minX, int minY, int minZ, int maxX, int maxY, int maxZ, int tag) {
        return turnedBox(
                (minX + (double) maxX) / 2,
                (minY + (double) maxY) / 2,
                minZ,
                (maxX - (double) minX) / 2,
                (maxY - (double) minY) / 2,
                maxZ,
                0,
                tag);
    }

    /// Adds a box turned about the vertical through its middle.
    ///
    /// @param alongX half its size along its own x axis, over 0
    /// @param turn of its x axis, in 1/65536
    public SceneBuilder turnedBox(
            double x,
            double y,
            int minZ,
            double alongX,
            double alongY,
            int maxZ,
            int turn,
            int tag) {
        if (!(alongX > 0 && alongY > 0 && minZ < maxZ)) {
            throw new IllegalArgumentException(
                    "box half-x="
                            + alongX
                            + " half-y="
                            + alongY
                            + " z=["
                            + minZ
                            + ", "
                            + maxZ
                            + "] is empty");
        }
        int angle = turn & (TURN - 1);
        boolean square = angle % (TURN / 4) == 0;
        double radians = angle * 2 * StrictMath.PI / TURN;
        // A quarter turn is exact, so that its faces are as exact as those along the axes.
        double cos =
                square ? (angle == 0 ? 1 : angle == TURN / 2 ? -1 : 0) : StrictMath.cos(radians);
        double sin =
                square
                        ? (angle == TURN / 4 ? 1 : angle == 3 * (TURN / 4) ? -1 : 0)
                        : StrictMath.sin(radians);
        double middle = (minZ + (double) maxZ) / 2;
        add(x, y, middle, alongX, alongY, (maxZ - (double) minZ) / 2, 0, cos, sin, tag);
        return this;
    }

    /// Adds an upright capsule: a pillar with round ends.
    ///
    /// @param minZ its lowest point; its highest is at least `2 * capsuleRadius` above
    public SceneBuilder capsule(int x, int y, int minZ, int maxZ, int capsuleRadius, int tag) {
        if (capsuleRadius < 1 || maxZ - (long) minZ < 2L * capsuleRadius) {
            throw new IllegalArgumentException(
                    "capsule radius="
                            + capsuleRadius
                            + " z=["
                            + minZ
                            + ", "
                            + maxZ
                            + "] lower than it is wide");
        }
        double middle = (minZ + (double) maxZ) / 2;
        double rod = (maxZ - (double) minZ) / 2 - capsuleRadius;
        add(x, y, middle, 0, 0, rod, capsuleRadius, 1, 0, tag);
        return this;
    }

    /// @throws IllegalArgumentException if so many shapes are so large that the search grid would
    ///   not fit in memory
    public CollisionScene build() {
        return new CollisionScene(this);
    }

    private void add(
            double x,
            double y,
            double z,
            double hx,
            double hy,
            double hz,
            double round,
            double cos,
            double sin,
            int tag) {
        double reach = Math.max(Math.max(Math.abs(x), Math.abs(y)), Math.abs(z));
        double size = Math.max(Math.max(hx, hy), hz) + round;
        if (!(reach + 2 * size <= 2.0 * MAX_COORDINATE)) {
            throw new IllegalArgumentException(
                    "shape at x=" + x + " y=" + y + " z=" + z + " beyond " + MAX_COORDINATE);
        }
        if (tag < 0) {
            throw new IllegalArgumentException("tag=" + tag + " is negative");
        }
        if (count == tags.length) {
            grow(2 * count);
        }
        middleX[count] = x;
        middleY[count] = y;
        middleZ[count] = z;
        halfX[count] = hx;
        halfY[count] = hy;
        halfZ[count] = hz;
        radius[count] = round;
        cosine[count] = cos;
        sine[count] = sin;
        tags[count] = tag;
        count++;
    }

    private void grow(int length) {
        middleX = Arrays.copyOf(middleX, length);
        middleY = Arrays.copyOf(middleY, length);
        middleZ = Arrays.copyOf(middleZ, length);
        halfX = Arrays.copyOf(halfX, length);
        halfY = Arrays.copyOf(halfY, length);
        halfZ = Arrays.copyOf(halfZ, length);
        radius = Arrays.copyOf(radius, length);
        cosine = Arrays.copyOf(cosine, length);
        sine = Arrays.copyOf(sine, length);
        tags = Arrays.copyOf(tags, length);
    }

    private static void check(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    key + "=" + value + " not in [" + min + ", " + max + "]");
        }
    }
}
