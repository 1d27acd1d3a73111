package dev.rudp.engine.physics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Everything solid that never moves, in columns by shape, and a grid of square cells that lists
/// which shapes touch each cell. Made by a [SceneBuilder]; immutable, shared by all threads; asked
/// through a [SceneQuery] or a [CapsuleMover] of each thread.
///
/// A shape is a box turned about the vertical, whose edges may be rounded; an upright capsule is
/// one without width. The world's four sides are boxes like the rest.
public final class CollisionScene {
    /// Bounds the memory that a hostile map can ask for: 16 MiB of list entries.
    private static final int MAX_ENTRIES = 4 << 20;

    /// How thick and how high the sides of the world are.
    private static final int SIDE = 1 << 14;

    final int width;
    final int depth;
    final int ceiling;
    final @Nullable Terrain terrain;

    final int count;
    final double[] middleX;
    final double[] middleY;
    final double[] middleZ;
    final double[] halfX;
    final double[] halfY;
    final double[] halfZ;
    final double[] radius;
    final double[] cosine;
    final double[] sine;
    final int[] tags;

    /// The smallest boxes along the axes around the shapes.
    final double[] minX;

    final double[] minY;
    final double[] minZ;
    final double[] maxX;
    final double[] maxY;
    final double[] maxZ;

    final int cellShift;
    final int columns;
    final int rows;

    /// The shapes of cell `c` are `entries[cellStart[c] .. cellStart[c + 1])`, ascending.
    final int[] cellStart;

    final int[] entries;

    /// No shape that touches a cell reaches above this; -infinity where there is none.
    final double[] cellTop;

    /// The terrain in a cell is not above this.
    final int[] cellGround;

    CollisionScene(SceneBuilder from) {
        width = from.width;
        depth = from.depth;
        ceiling = from.ceiling;
        terrain = from.terrain;
        cellShift = from.cellShift;
        columns = (width >> cellShift) + 1;
        rows = (depth >> cellShift) + 1;
        count = from.count + 4;
        middleX = Arrays.copyOf(from.middleX, count);
        middleY = Arrays.copyOf(from.middleY, count);
        middleZ = Arrays.copyOf(from.middleZ, count);
        halfX = Arrays.copyOf(from.halfX, count);
        halfY = Arrays.copyOf(from.halfY, count);
        halfZ = Arrays.copyOf(from.halfZ, count);
        radius = Arrays.copyOf(from.radius, count);
        cosine = Arrays.copyOf(from.cosine, count);
        sine = Arrays.copyOf(from.sine, count);
        tags = Arrays.copyOf(from.tags, count);
        side(count - 4, -SIDE / 2.0, depth / 2.0, SIDE / 2.0, depth / 2.0 + SIDE);
        side(count - 3, width + SIDE / 2.0, depth / 2.0, SIDE / 2.0, depth / 2.0 + SIDE);
        side(count - 2, width / 2.0, -SIDE / 2.0, width / 2.0 + SIDE, SIDE / 2.0);
        side(count - 1, width / 2.0, depth + SIDE / 2.0, width / 2.0 + SIDE, SIDE / 2.0);
        minX = new double[count];
        minY = new double[count];
        minZ = new double[count];
        maxX = new double[count];
        maxY = new double[count];
        maxZ = new double[count];
        measure();
        cellStart = new int[Math.multiplyExact(columns, rows) + 1];
        entries = new int[countEntries()];
        cellTop = new double[columns * rows];
        fillEntries();
        cellGround = new int[terrain == null ? 0 : columns * rows];
        measureGround();
    }

    /// {@return the size along x, in steps}
    public int width() {
        return width;
    }

    public int depth() {
        return depth;
    }

    /// {@return the height that nothing passes}
    public int ceiling() {
        return ceiling;
    }

    /// {@return the number of shapes, the four sides of the world among them, which come last}
    public int shapeCount() {
        return count;
    }

    /// {@return the hills, or null where the ground is level at 0}
    public @Nullable Terrain terrain() {
        return terrain;
    }

    /// {@return the height of the ground at a place, without shapes}
    public double groundAt(double x, double y) {
        return terrain == null ? 0 : terrain.heightAt(x, y);
    }

    /// Writes the corners of a shape's outline, seen from above and walked around to the left: x,
    /// y, x, y … A capsule gives a square around it. Cold: for other geometry made of this one.
    ///
    /// @param corners receives 8 numbers
    public void outline(int shape, double[] corners) {
        double hx = halfX[shape] + radius[shape];
        double hy = halfY[shape] + radius[shape];
        for (int i = 0; i < 4; i++) {
            double alongX = i == 0 || i == 3 ? -hx : hx;
            double alongY = i < 2 ? -hy : hy;
            corners[2 * i] = middleX[shape] + alongX * cosine[shape] - alongY * sine[shape];
            corners[2 * i + 1] = middleY[shape] + alongX * sine[shape] + alongY * cosine[shape];
        }
    }

    /// {@return the lowest point of a shape}
    public double bottom(int shape) {
        return minZ[shape];
    }

    /// {@return the highest point of a shape}
    public double top(int shape) {
        return maxZ[shape];
    }

    int column(double x) {
        return Math.clamp((int) Math.floor(x) >> cellShift, 0, columns - 1);
    }

    int row(double y) {
        return Math.clamp((int) Math.floor(y) >> cellShift, 0, rows - 1);
    }

    private void side(int shape, double x, double y, double alongX, double alongY) {
        middleX[shape] = x;
        middleY[shape] = y;
        middleZ[shape] = ceiling / 2.0;
        halfX[shape] = alongX;
        halfY[shape] = alongY;
        halfZ[shape] = ceiling / 2.0 + SIDE;
        radius[shape] = 0;
        cosine[shape] = 1;
        sine[shape] = 0;
        tags[shape] = Contact.BORDER;
    }

    private void measure() {
        for (int i = 0; i < count; i++) {
            double cos = Math.abs(cosine[i]);
            double sin = Math.abs(sine[i]);
            double reachX = halfX[i] * cos + halfY[i] * sin + radius[i];
            double reachY = halfX[i] * sin + halfY[i] * cos + radius[i];
            double reachZ = halfZ[i] + radius[i];
            minX[i] = middleX[i] - reachX;
            maxX[i] = middleX[i] + reachX;
            minY[i] = middleY[i] - reachY;
            maxY[i] = middleY[i] + reachY;
            minZ[i] = middleZ[i] - reachZ;
            maxZ[i] = middleZ[i] + reachZ;
        }
    }

    /// Leaves in `cellStart[c + 1]` the number of shapes in cell `c`.
    private int countEntries() {
        long total = 0;
        for (int i = 0; i < count; i++) {
            long wide = column(maxX[i]) - (long) column(minX[i]) + 1;
            total += wide * (row(maxY[i]) - row(minY[i]) + 1);
        }
        if (total > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "shape-cells=" + total + " > " + MAX_ENTRIES + ": too many large shapes");
        }
        for (int i = 0; i < count; i++) {
            for (int row = row(minY[i]); row <= row(maxY[i]); row++) {
                for (int column = column(minX[i]); column <= column(maxX[i]); column++) {
                    cellStart[row * columns + column + 1]++;
                }
            }
        }
        return (int) total;
    }

    private void fillEntries() {
        for (int cell = 1; cell < cellStart.length; cell++) {
            cellStart[cell] += cellStart[cell - 1];
        }
        int[] next = cellStart.clone();
        Arrays.fill(cellTop, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            for (int row = row(minY[i]); row <= row(maxY[i]); row++) {
                for (int column = column(minX[i]); column <= column(maxX[i]); column++) {
                    int cell = row * columns + column;
                    entries[next[cell]++] = i;
                    cellTop[cell] = Math.max(cellTop[cell], maxZ[i]);
                }
            }
        }
    }

    private void measureGround() {
        Terrain hills = terrain;
        if (hills == null) {
            return;
        }
        double side = 1 << cellShift;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cellGround[row * columns + column] =
                        hills.highestIn(
                                column * side, row * side, (column + 1) * side, (row + 1) * side);
            }
        }
    }
}
