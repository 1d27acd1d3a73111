package dev.rudp.game.map;

import dev.rudp.engine.physics.Terrain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Turns the JSON tree of one map file into a [WorldMap], gathering every problem on the way. Used
/// once.
final class MapReader {
    static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private static final int NEWEST_FORMAT = 2;
    private static final int TURN = 65_536;
    private static final double MIN_BOX_METRES = 0.125;
    private static final double MAX_PILLAR_METRES = 16;
    private static final Set<String> MAP_KEYS =
            Set.of("format", "name", "width", "depth", "ceiling", "walls", "platforms", "spawns");
    private static final Set<String> NEWEST_MAP_KEYS =
            Set.of(
                    "format",
                    "name",
                    "width",
                    "depth",
                    "ceiling",
                    "walls",
                    "platforms",
                    "spawns",
                    "blocks",
                    "pillars",
                    "terrain",
                    "zones",
                    "points");
    private static final Set<String> BLOCK_KEYS =
            Set.of("x", "y", "width", "depth", "base", "height", "turn");
    private static final Set<String> PILLAR_KEYS = Set.of("x", "y", "radius", "base", "height");
    private static final Set<String> ZONE_KEYS =
            Set.of("name", "x", "y", "width", "depth", "base", "height", "turn");
    private static final Set<String> POINT_KEYS = Set.of("name", "x", "y", "z", "facing");
    private static final Set<String> WALL_KEYS = Set.of("x", "y", "width", "depth", "height");
    private static final Set<String> PLATFORM_KEYS =
            Set.of("x", "y", "width", "depth", "base", "height");
    private static final Set<String> SPAWN_KEYS = Set.of("x", "y", "width", "depth");

    private final String source;
    private final ReadNode in = new ReadNode();
    private final TerrainReader.Files files;

    MapReader(String source, TerrainReader.Files files) {
        this.source = source;
        this.files = files;
    }

    WorldMap read(JsonNode root) {
        JsonNode format = root.path("format");
        boolean old = format.isInt() && format.intValue() == 1;
        if (!in.isObject(root, "", old ? MAP_KEYS : NEWEST_MAP_KEYS)) {
            throw new MapException(source, in.problems);
        }
        if (!old && (!format.isInt() || format.intValue() != NEWEST_FORMAT)) {
            in.problem("format", format, "the number 1 or " + NEWEST_FORMAT);
        }
        String name = in.name(root, "");
        double width = in.number(root, "", "width", 16, WorldMap.MAX_SIZE_METRES);
        double depth = in.number(root, "", "depth", 16, WorldMap.MAX_SIZE_METRES);
        double ceiling = in.number(root, "", "ceiling", 8, WorldMap.MAX_CEILING_METRES);
        Bounds world = new Bounds(width, depth, ceiling);
        List<MapBox> walls = boxes(root, "walls", WALL_KEYS, world);
        List<MapBox> platforms = boxes(root, "platforms", PLATFORM_KEYS, world);
        List<SpawnArea> spawns = spawns(root, world);
        List<MapBlock> blocks = list(root, "blocks", WorldMap.MAX_BOXES, world, this::block);
        List<MapPillar> pillars = list(root, "pillars", WorldMap.MAX_BOXES, world, this::pillar);
        List<MapZone> zones = list(root, "zones", WorldMap.MAX_ZONES, world, this::zone);
        List<MapPoint> points = list(root, "points", WorldMap.MAX_POINTS, world, this::point);
        Terrain terrain =
                root.has("terrain") && !old
                        ? new TerrainReader(in, files)
                                .read(root.path("terrain"), width, depth, ceiling)
                        : null;
        int solids = walls.size() + platforms.size() + blocks.size() + pillars.size();
        if (solids > WorldMap.MAX_BOXES) {
            in.problems.add(
                    new MapProblem(
                            "walls, platforms, blocks and pillars",
                            solids + " shapes",
                            "at most " + WorldMap.MAX_BOXES));
        }
        if (in.problems.isEmpty()) {
            checkSpawnsAreFree(spawns, terrain, "walls", walls);
            checkSpawnsAreFree(spawns, terrain, "platforms", platforms);
            checkSpawnsAreFree(
                    spawns, terrain, "blocks", blocks.stream().map(MapReader::around).toList());
            checkSpawnsAreFree(
                    spawns, terrain, "pillars", pillars.stream().map(MapReader::around).toList());
        }
        if (!in.problems.isEmpty()) {
            throw new MapException(source, in.problems);
        }
        walls.addAll(platforms);
        return new WorldMap(
                name,
                Distance.ofMetres(width),
                Distance.ofMetres(depth),
                Distance.ofMetres(ceiling),
                walls,
                spawns,
                blocks,
                pillars,
                terrain,
                zones,
                points);
    }

    /// Reads one entry of a list; null after noting a problem.
    private interface Entry<T> {
        @Nullable T read(JsonNode node, String at, Bounds world);
    }

    private <T> List<T> list(JsonNode root, String key, int max, Bounds world, Entry<T> entry) {
        List<T> result = new ArrayList<>();
        JsonNode list = root.path(key);
        if (list.isMissingNode() || !in.isList(list, key, 0, max)) {
            return result;
        }
        for (int i = 0; i < list.size(); i++) {
            int before = in.problems.size();
            T read = entry.read(list.get(i), key + "[" + i + "]", world);
            if (read != null && in.problems.size() == before) {
                result.add(read);
            }
        }
        return result;
    }

    private @Nullable MapBlock block(JsonNode node, String at, Bounds world) {
        if (!in.isObject(node, at, BLOCK_KEYS)) {
            return null;
        }
        double base = in.numberOr(node, at, "base", 0, world.ceiling, 0);
        double height = in.number(node, at, "height", MIN_BOX_METRES, world.ceiling - base);
        return new MapBlock(
                Distance.ofMetres(in.number(node, at, "x", 0, world.width)),
                Distance.ofMetres(in.number(node, at, "y", 0, world.depth)),
                Distance.ofMetres(base),
                Distance.ofMetres(in.number(node, at, "width", MIN_BOX_METRES, world.width) / 2),
                Distance.ofMetres(in.number(node, at, "depth", MIN_BOX_METRES, world.depth) / 2),
                Distance.ofMetres(base + height),
                turn(node, at, "turn"));
    }

    private @Nullable MapPillar pillar(JsonNode node, String at, Bounds world) {
        if (!in.isObject(node, at, PILLAR_KEYS)) {
            return null;
        }
        double radius = in.number(node, at, "radius", MIN_BOX_METRES / 2, MAX_PILLAR_METRES);
        double base = in.numberOr(node, at, "base", -MAX_PILLAR_METRES, world.ceiling, 0);
        double height = in.number(node, at, "height", 2 * radius, world.ceiling - base);
        // The height is at least twice the radius after rounding, too.
        int round = Distance.ofMetres(radius);
        int low = Distance.ofMetres(base);
        return new MapPillar(
                Distance.ofMetres(in.number(node, at, "x", 0, world.width)),
                Distance.ofMetres(in.number(node, at, "y", 0, world.depth)),
                low,
                Math.max(low + 2 * round, Distance.ofMetres(base + height)),
                round);
    }

    private @Nullable MapZone zone(JsonNode node, String at, Bounds world) {
        if (!in.isObject(node, at, ZONE_KEYS)) {
            return null;
        }
        double base = in.numberOr(node, at, "base", 0, world.ceiling, 0);
        double high = world.ceiling - base;
        double height = in.numberOr(node, at, "height", MIN_BOX_METRES, high, high);
        return new MapZone(
                in.name(node, at),
                Distance.ofMetres(in.number(node, at, "x", 0, world.width)),
                Distance.ofMetres(in.number(node, at, "y", 0, world.depth)),
                Distance.ofMetres(base),
                Distance.ofMetres(in.number(node, at, "width", MIN_BOX_METRES, world.width) / 2),
                Distance.ofMetres(in.number(node, at, "depth", MIN_BOX_METRES, world.depth) / 2),
                Distance.ofMetres(base + height),
                turn(node, at, "turn"));
    }

    private @Nullable MapPoint point(JsonNode node, String at, Bounds world) {
        if (!in.isObject(node, at, POINT_KEYS)) {
            return null;
        }
        return new MapPoint(
                in.name(node, at),
                Distance.ofMetres(in.number(node, at, "x", 0, world.width)),
                Distance.ofMetres(in.number(node, at, "y", 0, world.depth)),
                Distance.ofMetres(in.numberOr(node, at, "z", 0, world.ceiling, 0)),
                turn(node, at, "facing"));
    }

    private int turn(JsonNode node, String at, String key) {
        double degrees = in.numberOr(node, at, key, -360, 360, 0);
        return (int) Math.rint(degrees / 360 * TURN) & (TURN - 1);
    }

    private static MapBox around(MapBlock block) {
        return new MapBox(
                block.x() - block.reachX(),
                block.y() - block.reachY(),
                block.minZ(),
                block.x() + block.reachX(),
                block.y() + block.reachY(),
                block.maxZ());
    }

    private static MapBox around(MapPillar pillar) {
        int radius = pillar.radius();
        return new MapBox(
                pillar.x() - radius,
                pillar.y() - radius,
                pillar.minZ(),
                pillar.x() + radius,
                pillar.y() + radius,
                pillar.maxZ());
    }

    /// The world's sizes in metres; NaN where the file gave none, which passes every later check so
    /// that one mistake is reported once.
    private record Bounds(double width, double depth, double ceiling) {}

    private List<MapBox> boxes(JsonNode root, String key, Set<String> keys, Bounds world) {
        List<MapBox> result = new ArrayList<>();
        JsonNode list = root.path(key);
        if (list.isMissingNode() || !in.isList(list, key, 0, WorldMap.MAX_BOXES)) {
            return result;
        }
        for (int i = 0; i < list.size(); i++) {
            MapBox box = box(list.get(i), key + "[" + i + "]", keys, world);
            if (box != null) {
                result.add(box);
            }
        }
        return result;
    }

    private @Nullable MapBox box(JsonNode node, String at, Set<String> keys, Bounds world) {
        if (!in.isObject(node, at, keys)) {
            return null;
        }
        int before = in.problems.size();
        double x = in.number(node, at, "x", 0, world.width);
        double y = in.number(node, at, "y", 0, world.depth);
        double base = keys.contains("base") ? in.number(node, at, "base", 0, world.ceiling) : 0;
        double width = in.number(node, at, "width", MIN_BOX_METRES, world.width - x);
        double depth = in.number(node, at, "depth", MIN_BOX_METRES, world.depth - y);
        double height = in.number(node, at, "height", MIN_BOX_METRES, world.ceiling - base);
        if (in.problems.size() > before || Double.isNaN(width + depth + height)) {
            return null;
        }
        return new MapBox(
                Distance.ofMetres(x),
                Distance.ofMetres(y),
                Distance.ofMetres(base),
                Distance.ofMetres(x + width),
                Distance.ofMetres(y + depth),
                Distance.ofMetres(base + height));
    }

    private List<SpawnArea> spawns(JsonNode root, Bounds world) {
        List<SpawnArea> result = new ArrayList<>();
        JsonNode list = root.path("spawns");
        if (!in.isList(list, "spawns", 1, WorldMap.MAX_SPAWNS)) {
            return result;
        }
        double margin = WorldMap.MAX_BODY_RADIUS_METRES;
        for (int i = 0; i < list.size(); i++) {
            String at = "spawns[" + i + "]";
            JsonNode node = list.get(i);
            if (!in.isObject(node, at, SPAWN_KEYS)) {
                continue;
            }
            int before = in.problems.size();
            double x = in.number(node, at, "x", margin, world.width - margin);
            double y = in.number(node, at, "y", margin, world.depth - margin);
            double width = in.number(node, at, "width", 0, world.width - margin - x);
            double depth = in.number(node, at, "depth", 0, world.depth - margin - y);
            if (in.problems.size() == before) {
                result.add(
                        new SpawnArea(
                                Distance.ofMetres(x),
                                Distance.ofMetres(y),
                                Distance.ofMetres(x + width),
                                Distance.ofMetres(y + depth)));
            }
        }
        return result;
    }

    private void checkSpawnsAreFree(
            List<SpawnArea> spawns, @Nullable Terrain terrain, String key, List<MapBox> boxes) {
        int margin = Distance.ofMetres(WorldMap.MAX_BODY_RADIUS_METRES);
        int height = Distance.ofMetres(WorldMap.MAX_BODY_HEIGHT_METRES);
        for (int s = 0; s < spawns.size(); s++) {
            SpawnArea area = spawns.get(s);
            int ground =
                    terrain == null
                            ? 0
                            : terrain.highestIn(area.minX(), area.minY(), area.maxX(), area.maxY());
            for (int b = 0; b < boxes.size(); b++) {
                if (boxes.get(b)
                        .meetsColumn(
                                area.minX() - margin,
                                area.minY() - margin,
                                area.maxX() + margin,
                                area.maxY() + margin,
                                ground + height)) {
                    in.problems.add(
                            new MapProblem(
                                    "spawns[" + s + "]",
                                    "less than 1 m from " + key + "[" + b + "]",
                                    "free ground"));
                    break;
                }
            }
        }
    }
}
