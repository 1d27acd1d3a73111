package dev.rudp.game.map;

import dev.rudp.engine.physics.CollisionScene;
import dev.rudp.engine.physics.SceneBuilder;
import dev.rudp.engine.physics.Terrain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A loaded, checked map. x and y are horizontal and start at 0 in a corner; z is the height.
/// Lengths in [Distance] units.
///
/// @param name what the map is called in configuration and in the welcome to a client
/// @param width the size along x
/// @param depth the size along y
/// @param ceiling the height that nothing passes
/// @param boxes walls and platforms; solid
/// @param spawns at least one
/// @param blocks turned boxes; solid
/// @param pillars upright capsules; solid
/// @param terrain the ground; null where it is level at 0
/// @param zones volumes that notice who is in them
/// @param points places with names
public record WorldMap(
        String name,
        int width,
        int depth,
        int ceiling,
        List<MapBox> boxes,
        List<SpawnArea> spawns,
        List<MapBlock> blocks,
        List<MapPillar> pillars,
        @Nullable Terrain terrain,
        List<MapZone> zones,
        List<MapPoint> points) {
    /// The largest width or depth.
    public static final int MAX_SIZE_METRES = 8_192;

    /// The highest ceiling.
    public static final int MAX_CEILING_METRES = 255;

    /// Everything solid together.
    public static final int MAX_BOXES = 20_000;

    public static final int MAX_SPAWNS = 1_000;

    public static final int MAX_ZONES = 1_000;

    public static final int MAX_POINTS = 10_000;

    /// Nobody is wider (from the middle) than this, so a spawn area keeps this distance from walls.
    public static final double MAX_BODY_RADIUS_METRES = 1;

    /// Nobody is taller than this, so a platform may hang over a spawn area only from here up.
    public static final double MAX_BODY_HEIGHT_METRES = 3;

    public WorldMap {
        boxes = List.copyOf(boxes);
        spawns = List.copyOf(spawns);
        blocks = List.copyOf(blocks);
        pillars = List.copyOf(pillars);
        zones = List.copyOf(zones);
        points = List.copyOf(points);
        if (spawns.isEmpty()) {
            throw new IllegalArgumentException("map=" + name + " has no spawn area");
        }
    }

    /// A map of level ground and boxes along the axes.
    public WorldMap(
            String name,
            int width,
            int depth,
            int ceiling,
            List<MapBox> boxes,
            List<SpawnArea> spawns) {
        this(
                name, width, depth, ceiling, boxes, spawns, List.of(), List.of(), null, List.of(),
                List.of());
    }

    /// Makes everything solid ready to be asked: once, to be shared by all threads. Tags number the
    /// boxes, then the blocks, then the pillars.
    ///
    /// @throws IllegalArgumentException if there are too many large shapes
    public CollisionScene scene() {
        SceneBuilder scene = new SceneBuilder(width, depth, ceiling);
        if (terrain != null) {
            scene.terrain(terrain);
        }
        int tag = 0;
        for (MapBox box : boxes) {
            scene.box(
                    box.minX(), box.minY(), box.minZ(), box.maxX(), box.maxY(), box.maxZ(), tag++);
        }
        for (MapBlock block : blocks) {
            scene.turnedBox(
                    block.x(),
                    block.y(),
                    block.minZ(),
                    block.halfWidth(),
                    block.halfDepth(),
                    block.maxZ(),
                    block.turn(),
                    tag++);
        }
        for (MapPillar pillar : pillars) {
            scene.capsule(
                    pillar.x(), pillar.y(), pillar.minZ(), pillar.maxZ(), pillar.radius(), tag++);
        }
        return scene.build();
    }
}
