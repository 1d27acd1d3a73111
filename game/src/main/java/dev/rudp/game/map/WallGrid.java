package dev.rudp.game.map;

import java.util.List;

/// The solid boxes of a map, made ready for one body size. Every box is grown by the body (half its
/// width to the sides, its height downwards), so that a body is a point: its feet, in the middle. A
/// point may touch a face; inside is only what is strictly between the faces.
///
/// Uniform cells of 8 m list the grown boxes that touch them, so every question looks at one or two
/// short lists. All numbers are ints in [Distance] units: a sweep ends exactly on the face that
/// stopped it. Immutable; may be shared by all threads; nothing allocates after construction.
public final class WallGrid {
    private static final int CELL_SHIFT = 11;

    /// Bounds the memory that a hostile map can ask for: 16 MiB of list entries.
    private static final int MAX_ENTRIES = 4 << 20;

    private final int lowX;
    private final int lowY;
    private final int highX;
    private final int highY;
    private final int highZ;
    private final int columns;
    private final int rows;
    private final int[] minX;
    private final int[] minY;
    private final int[] minZ;
    private final int[] maxX;
    private final int[] maxY;
    private final int[] maxZ;

    /// The boxes of cell `c` are `entries[cellStart[c] .. cellStart[c + 1])`.
    private final int[] cellStart;

    private final int[] entries;

    /// @param bodyRadius half the width of a body, in units, 1..1 m
    /// @param bodyHeight its height, in units, 1..3 m
    public WallGrid(WorldMap map, int bodyRadius, int bodyHeight) {
        if (bodyRadius < 1 || bodyRadius > Distance.ofMetres(WorldMap.MAX_BODY_RADIUS_METRES)) {
            throw new IllegalArgumentException("body-radius=" + bodyRadius + " not in [1, 256]");
        }
        if (bodyHeight < 1 || bodyHeight > Distance.ofMetres(WorldMap.MAX_BODY_HEIGHT_METRES)) {
            throw new IllegalArgumentException("body-height=" + bodyHeight + " not in [1, 768]");
        }
        lowX = bodyRadius;
        lowY = bodyRadius;
        highX = map.width() - bodyRadius;
        highY = map.depth() - bodyRadius;
        highZ = map.ceiling() - bodyHeight;
        columns = (map.width() >> CELL_SHIFT) + 1;
        rows = (map.depth() >> CELL_SHIFT) + 1;
        List<MapBox> boxes = map.boxes();
        int count = boxes.size();
        minX = new int[count];
        minY = new int[count];
        minZ = new int[count];
        maxX = new int[count];
        maxY = new int[count];
        maxZ = new int[count];
        for (int i = 0; i < count; i++) {
            MapBox box = boxes.get(i);
            minX[i] = box.minX() - bodyRadius;
            minY[i] = box.minY() - bodyRadius;
            minZ[i] = box.minZ() - bodyHeight;
            maxX[i] = box.maxX() + bodyRadius;
            maxY[i] = box.maxY() + bodyRadius;
            maxZ[i] = box.maxZ();
        }
        cellStart = new int[columns * rows + 1];
        entries = new int[countEntries(map.name())];
        fillEntries();
    }

    /// {@return how far a body at (`x`, `y`, `z`) comes on its way along x to `targetX`: there, or
    /// to the first face or world border}
    public int sweepX(int x, int y, int z, int targetX) {
        int row = row(y) * columns;
        int reach = Math.clamp(targetX, lowX, highX);
        if (reach > x) {
            for (int column = column(x); column <= column(reach); column++) {
                for (int e = cellStart[row + column]; e < cellStart[row + column + 1]; e++) {
                    int box = entries[e];
                    int face = minX[box];
                    if (face >= x && face < reach && spansY(box, y) && spansZ(box, z)) {
                        reach = face;
                    }
                }
            }
        } else if (reach < x) {
            for (int column = column(x); column >= column(reach); column--) {
                for (int e = cellStart[row + column]; e < cellStart[row + column + 1]; e++) {
                    int box = entries[e];
                    int face = maxX[box];
                    if (face <= x && face > reach && spansY(box, y) && spansZ(box, z)) {
                        reach = face;
                    }
                }
            }
        }
        return reach;
    }

    /// {@return how far a body at (`x`, `y`, `z`) comes on its way along y to `targetY`}
    public int sweepY(int x, int y, int z, int targetY) {
        int column = column(x);
        int reach = Math.clamp(targetY, lowY, highY);
        if (reach > y) {
            for (int row = row(y); row <= row(reach); row++) {
                int cell = row * columns + column;
                for (int e = cellStart[cell]; e < cellStart[cell + 1]; e++) {
                    int box = entries[e];
                    int face = minY[box];
                    if (face >= y && face < reach && spansX(box, x) && spansZ(box, z)) {
                        reach = face;
                    }
                }
            }
        } else if (reach < y) {
            for (int row = row(y); row >= row(reach); row--) {
                int cell = row * columns + column;
                for (int e = cellStart[cell]; e < cellStart[cell + 1]; e++) {
                    int box = entries[e];
                    int face = maxY[box];
                    if (face <= y && face > reach && spansX(box, x) && spansZ(box, z)) {
                        reach = face;
                    }
                }
            }
        }
        return reach;
    }

    /// {@return how high a body at (`x`, `y`, `z`) comes on its way up to `targetZ`}
    public int sweepUp(int x, int y, int z, int targetZ) {
        int reach = Math.min(targetZ, highZ);
        int cell = row(y) * columns + column(x);
        for (int e = cellStart[cell]; e < cellStart[cell + 1]; e++) {
            int box = entries[e];
            int face = minZ[box];
            if (face >= z && face < reach && spansX(box, x) && spansY(box, y)) {
                reach = face;
            }
        }
        return Math.max(reach, z);
    }

    /// {@return the height of the highest thing to stand on at (`x`, `y`) that is not above `z`; 0
    /// is the ground}
    public int floorUnder(int x, int y, int z) {
        int floor = 0;
        int cell = row(y) * columns + column(x);
        for (int e = cellStart[cell]; e < cellStart[cell + 1]; e++) {
            int box = entries[e];
            int face = maxZ[box];
            if (face <= z && face > floor && spansX(box, x) && spansY(box, y)) {
                floor = face;
            }
        }
        return floor;
    }

    /// {@return whether a body at this place stands in a wall or outside the world}
    public boolean isBlocked(int x, int y, int z) {
        if (x < lowX || x > highX || y < lowY || y > highY || z < 0 || z > highZ) {
            return true;
        }
        int cell = row(y) * columns + column(x);
        for (int e = cellStart[cell]; e < cellStart[cell + 1]; e++) {
            int box = entries[e];
            if (spansX(box, x) && spansY(box, y) && spansZ(box, z)) {
                return true;
            }
        }
        return false;
    }

    private boolean spansX(int box, int x) {
        return minX[box] < x && x < maxX[box];
    }

    private boolean spansY(int box, int y) {
        return minY[box] < y && y < maxY[box];
    }

    private boolean spansZ(int box, int z) {
        return minZ[box] < z && z < maxZ[box];
    }

    private int column(int x) {
        return Math.clamp(x >> CELL_SHIFT, 0, columns - 1);
    }

    private int row(int y) {
        return Math.clamp(y >> CELL_SHIFT, 0, rows - 1);
    }

    /// Leaves in `cellStart[c + 1]` the number of boxes in cell `c`.
    private int countEntries(String map) {
        long total = 0;
        for (int box = 0; box < minX.length; box++) {
            long wide = column(maxX[box]) - (long) column(minX[box]) + 1;
            total += wide * (row(maxY[box]) - row(minY[box]) + 1);
        }
        if (total > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "map="
                            + map
                            + " box-cells="
                            + total
                            + " > "
                            + MAX_ENTRIES
                            + ": too many large boxes");
        }
        for (int box = 0; box < minX.length; box++) {
            for (int row = row(minY[box]); row <= row(maxY[box]); row++) {
                for (int column = column(minX[box]); column <= column(maxX[box]); column++) {
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
        for (int box = 0; box < minX.length; box++) {
            for (int row = row(minY[box]); row <= row(maxY[box]); row++) {
                for (int column = column(minX[box]); column <= column(maxX[box]); column++) {
                    entries[next[row * columns + column]++] = box;
                }
            }
        }
    }
}
