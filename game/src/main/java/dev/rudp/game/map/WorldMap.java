package dev.rudp.game.map;

import java.util.List;

/// A loaded, checked map. x and y are horizontal and start at 0 in a corner; z is the height over
/// the ground, which is flat at 0. Lengths in [Distance] units.
///
/// @param name what the map is called in configuration and in the welcome to a client
/// @param width the size along x
/// @param depth the size along y
/// @param ceiling the height that nothing passes
/// @param boxes walls and platforms; solid
/// @param spawns at least one
public record WorldMap(
        String name,
        int width,
        int depth,
        int ceiling,
        List<MapBox> boxes,
        List<SpawnArea> spawns) {
    /// The largest width or depth.
    public static final int MAX_SIZE_METRES = 8_192;

    /// The highest ceiling.
    public static final int MAX_CEILING_METRES = 255;

    /// Walls and platforms together.
    public static final int MAX_BOXES = 20_000;

    public static final int MAX_SPAWNS = 1_000;

    /// Nobody is wider (from the middle) than this, so a spawn area keeps this distance from walls.
    public static final double MAX_BODY_RADIUS_METRES = 1;

    /// Nobody is taller than this, so a platform may hang over a spawn area only from here up.
    public static final double MAX_BODY_HEIGHT_METRES = 3;

    public WorldMap {
        boxes = List.copyOf(boxes);
        spawns = List.copyOf(spawns);
        if (spawns.isEmpty()) {
            throw new IllegalArgumentException("map=" + name + " has no spawn area");
        }
    }
}
