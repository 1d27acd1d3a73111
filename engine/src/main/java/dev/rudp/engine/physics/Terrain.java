package dev.rudp.engine.physics;

/// Ground with hills: heights at the points of a square lattice that starts at (0, 0), and between
/// them two triangles per cell, parted by the diagonal from the corner nearest to the origin. Solid
/// all the way down. Beyond the lattice the border heights go on. Immutable.
public final class Terrain {
    /// The most lattice points: 16 MiB of heights.
    public static final int MAX_POINTS = 4 << 20;

    final int spacing;
    final int columns;
    final int rows;
    final int lowest;
    final int highest;
    private final int[] heights;

    /// @param spacing steps between neighbouring points, 16..65536
    /// @param columns points along x, at least 2
    /// @param rows points along y, at least 2
    /// @param heights row by row, `columns * rows` of them; copied
    public Terrain(int spacing, int columns, int rows, int[] heights) {
        if (spacing < 16 || spacing > 65_536) {
            throw new IllegalArgumentException("spacing=" + spacing + " not in [16, 65536]");
        }
        if (columns < 2 || rows < 2 || (long) columns * rows > MAX_POINTS) {
            throw new IllegalArgumentException(
                    "columns=" + columns + " rows=" + rows + " not 2x2.." + MAX_POINTS + " points");
        }
        if (heights.length != columns * rows) {
            throw new IllegalArgumentException(
                    "heights=" + heights.length + " not columns * rows=" + columns * rows);
        }
        this.spacing = spacing;
        this.columns = columns;
        this.rows = rows;
        this.heights = heights.clone();
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int height : heights) {
            low = Math.min(low, height);
            high = Math.max(high, height);
        }
        this.lowest = low;
        this.highest = high;
    }

    public int spacing() {
        return spacing;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /// {@return the height of a lattice point}
    public int height(int column, int row) {
        return heights[row * columns + column];
    }

    /// {@return the height of the ground at any place}
    public double heightAt(double x, double y) {
        int column = cell(x, columns);
        int row = cell(y, rows);
        double u = Math.clamp(x / spacing - column, 0.0, 1.0);
        double v = Math.clamp(y / spacing - row, 0.0, 1.0);
        int at = row * columns + column;
        double h00 = heights[at];
        double h11 = heights[at + columns + 1];
        if (u >= v) {
            double h10 = heights[at + 1];
            return h00 + u * (h10 - h00) + v * (h11 - h10);
        }
        double h01 = heights[at + columns];
        return h00 + v * (h01 - h00) + u * (h11 - h01);
    }

    /// {@return how much the ground rises along x at a place, per step}
    double slopeX(double x, double y) {
        int column = cell(x, columns);
        int row = cell(y, rows);
        int at = row * columns + column + (isLower(x, y, column, row) ? 0 : columns);
        return (heights[at + 1] - (double) heights[at]) / spacing;
    }

    /// {@return how much the ground rises along y at a place, per step}
    double slopeY(double x, double y) {
        int column = cell(x, columns);
        int row = cell(y, rows);
        int at = row * columns + column + (isLower(x, y, column, row) ? 1 : 0);
        return (heights[at + columns] - (double) heights[at]) / spacing;
    }

    private boolean isLower(double x, double y, int column, int row) {
        return x / spacing - column >= y / spacing - row;
    }

    /// {@return the highest lattice point of the cells that touch a rectangle}
    public int highestIn(double minX, double minY, double maxX, double maxY) {
        int high = Integer.MIN_VALUE;
        int lastRow = cell(maxY, rows) + 1;
        int lastColumn = cell(maxX, columns) + 1;
        for (int row = cell(minY, rows); row <= lastRow; row++) {
            for (int column = cell(minX, columns); column <= lastColumn; column++) {
                high = Math.max(high, heights[row * columns + column]);
            }
        }
        return high;
    }

    /// {@return where on a ray, between two times, the ground begins; infinity if nowhere}
    ///
    /// Along a ray the height over ground is linear between the lattice lines and diagonals that it
    /// crosses, so looking at the crossings is exact and no seam between triangles is open.
    double firstBelow(
            double x, double y, double z, double dx, double dy, double dz, double from, double to) {
        double over = z + dz * from - heightAt(x + dx * from, y + dy * from);
        if (over < 0) {
            return from;
        }
        double nextX = nextLine(x, dx, from);
        double nextY = nextLine(y, dy, from);
        double nextDiagonal = nextLine(x - y, dx - dy, from);
        double time = from;
        while (time < to) {
            double next = Math.min(Math.min(nextX, nextY), Math.min(nextDiagonal, to));
            double nextOver = z + dz * next - heightAt(x + dx * next, y + dy * next);
            if (nextOver < 0) {
                return time + (next - time) * (over / (over - nextOver));
            }
            if (nextX <= next) {
                nextX += spacing / Math.abs(dx);
            }
            if (nextY <= next) {
                nextY += spacing / Math.abs(dy);
            }
            if (nextDiagonal <= next) {
                nextDiagonal += spacing / Math.abs(dx - dy);
            }
            time = next;
            over = nextOver;
        }
        return Double.POSITIVE_INFINITY;
    }

    /// When a coordinate that moves next reaches a multiple of the spacing, after `from`.
    private double nextLine(double at, double way, double from) {
        if (way == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double line = Math.floor((at + way * from) / spacing) + (way > 0 ? 1 : 0);
        double time = (line * spacing - at) / way;
        return time > from ? time : time + spacing / Math.abs(way);
    }

    /// {@return the cell of a coordinate, 0..points - 2}
    int cell(double at, int points) {
        return Math.clamp((int) Math.floor(at / spacing), 0, points - 2);
    }
}
