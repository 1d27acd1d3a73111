package dev.rudp.engine.space;

/// Which spatial index a world keeps. The answers are the same with every kind; what they cost is
/// in docs/benchmarks.
///
/// @param kind how points are found
/// @param cellUnits the side of a grid's cell, in the units of the position; about half of the
///   radius that is asked for most. Trees have no use for it.
public record SpatialIndexConfig(Kind kind, double cellUnits) {
    /// How points are found.
    public enum Kind {
        /// By looking at each: for a few dozen.
        LIST,
        /// In a tree over x and y: no cell size to choose, whatever the crowding.
        QUADTREE,
        /// In a tree over x, y and z: for worlds as high as they are wide.
        OCTREE,
        /// In a hashed grid over x and y.
        HASH_GRID
    }

    public SpatialIndexConfig {
        if (!(cellUnits > 0) || Double.isInfinite(cellUnits)) {
            throw new IllegalArgumentException("space.cell-units=" + cellUnits + " <= 0");
        }
    }

    /// Cells of half of the default radius of interest (40).
    public static SpatialIndexConfig defaults() {
        return new SpatialIndexConfig(Kind.HASH_GRID, 20);
    }

    /// {@return an index}
    ///
    /// @param capacity the most points
    /// @param unitsPerStep the quantum of the position
    /// @param work scratch of at least that capacity
    public SpatialIndex create(int capacity, double unitsPerStep, SpatialIndex.Workspace work) {
        return switch (kind) {
            case LIST -> new PointList(capacity, work);
            case QUADTREE -> MortonTree.quadtree(capacity, work);
            case OCTREE -> MortonTree.octree(capacity, work);
            case HASH_GRID -> new HashGrid(capacity, cellUnits / unitsPerStep, work);
        };
    }
}
