package dev.rudp.game.map;

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

    private static final int FORMAT = 1;
    private static final double MIN_BOX_METRES = 0.125;
    private static final Set<String> MAP_KEYS =
            Set.of("format", "name", "width", "depth", "ceiling", "walls", "platforms", "spawns");
    private static final Set<String> WALL_KEYS = Set.of("x", "y", "width", "depth", "height");
    private static final Set<String> PLATFORM_KEYS =
            Set.of("x", "y", "width", "depth", "base", "height");
    private static final Set<String> SPAWN_KEYS = Set.of("x", "y", "width", "depth");

    private final String source;
    private final List<MapProblem> problems = new ArrayList<>();

    MapReader(String source) {
        this.source = source;
    }

    WorldMap read(JsonNode root) {
        if (!isObject(root, "", MAP_KEYS)) {
            throw new MapException(source, problems);
        }
        JsonNode format = root.path("format");
        if (!format.isInt() || format.intValue() != FORMAT) {
            problem("format", format, "the number " + FORMAT);
        }
        JsonNode name = root.path("name");
        if (!name.isString() || !NAME.matcher(name.stringValue()).matches()) {
            problem("name", name, "1..32 lower-case letters, digits or '-'");
        }
        double width = number(root, "", "width", 16, WorldMap.MAX_SIZE_METRES);
        double depth = number(root, "", "depth", 16, WorldMap.MAX_SIZE_METRES);
        double ceiling = number(root, "", "ceiling", 8, WorldMap.MAX_CEILING_METRES);
        Bounds world = new Bounds(width, depth, ceiling);
        List<MapBox> walls = boxes(root, "walls", WALL_KEYS, world);
        List<MapBox> platforms = boxes(root, "platforms", PLATFORM_KEYS, world);
        List<SpawnArea> spawns = spawns(root, world);
        if (walls.size() + platforms.size() > WorldMap.MAX_BOXES) {
            int both = walls.size() + platforms.size();
            problems.add(
                    new MapProblem(
                            "walls and platforms",
                            both + " boxes",
                            "at most " + WorldMap.MAX_BOXES));
        }
        if (problems.isEmpty()) {
            checkSpawnsAreFree(spawns, "walls", walls);
            checkSpawnsAreFree(spawns, "platforms", platforms);
        }
        if (!problems.isEmpty()) {
            throw new MapException(source, problems);
        }
        walls.addAll(platforms);
        return new WorldMap(
                name.stringValue(),
                Distance.ofMetres(width),
                Distance.ofMetres(depth),
                Distance.ofMetres(ceiling),
                walls,
                spawns);
    }

    /// The world's sizes in metres; NaN where the file gave none, which passes every later check so
    /// that one mistake is reported once.
    private record Bounds(double width, double depth, double ceiling) {}

    private List<MapBox> boxes(JsonNode root, String key, Set<String> keys, Bounds world) {
        List<MapBox> result = new ArrayList<>();
        JsonNode list = root.path(key);
        if (list.isMissingNode() || !isList(list, key, 0, WorldMap.MAX_BOXES)) {
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
        if (!isObject(node, at, keys)) {
            return null;
        }
        int before = problems.size();
        double x = number(node, at, "x", 0, world.width);
        double y = number(node, at, "y", 0, world.depth);
        double base = keys.contains("base") ? number(node, at, "base", 0, world.ceiling) : 0;
        double width = number(node, at, "width", MIN_BOX_METRES, world.width - x);
        double depth = number(node, at, "depth", MIN_BOX_METRES, world.depth - y);
        double height = number(node, at, "height", MIN_BOX_METRES, world.ceiling - base);
        if (problems.size() > before || Double.isNaN(width + depth + height)) {
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
        if (!isList(list, "spawns", 1, WorldMap.MAX_SPAWNS)) {
            return result;
        }
        double margin = WorldMap.MAX_BODY_RADIUS_METRES;
        for (int i = 0; i < list.size(); i++) {
            String at = "spawns[" + i + "]";
            JsonNode node = list.get(i);
            if (!isObject(node, at, SPAWN_KEYS)) {
                continue;
            }
            int before = problems.size();
            double x = number(node, at, "x", margin, world.width - margin);
            double y = number(node, at, "y", margin, world.depth - margin);
            double width = number(node, at, "width", 0, world.width - margin - x);
            double depth = number(node, at, "depth", 0, world.depth - margin - y);
            if (problems.size() == before) {
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

    private void checkSpawnsAreFree(List<SpawnArea> spawns, String key, List<MapBox> boxes) {
        int margin = Distance.ofMetres(WorldMap.MAX_BODY_RADIUS_METRES);
        int height = Distance.ofMetres(WorldMap.MAX_BODY_HEIGHT_METRES);
        for (int s = 0; s < spawns.size(); s++) {
            SpawnArea area = spawns.get(s);
            for (int b = 0; b < boxes.size(); b++) {
                if (boxes.get(b)
                        .meetsColumn(
                                area.minX() - margin,
                                area.minY() - margin,
                                area.maxX() + margin,
                                area.maxY() + margin,
                                height)) {
                    problems.add(
                            new MapProblem(
                                    "spawns[" + s + "]",
                                    "less than 1 m from " + key + "[" + b + "]",
                                    "free ground"));
                    break;
                }
            }
        }
    }

    /// {@return the number, or NaN after noting a problem. A NaN limit is no limit.}
    private double number(JsonNode parent, String at, String key, double min, double max) {
        String path = at.isEmpty() ? key : at + "." + key;
        JsonNode node = parent.path(key);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (Double.isNaN(value) || value < min || value > max || Double.isInfinite(value)) {
            problem(path, node, "a number from " + metres(min) + " to " + metres(max));
            return Double.NaN;
        }
        return value;
    }

    private boolean isList(JsonNode node, String key, int min, int max) {
        if (!node.isArray()) {
            problem(key, node, "a list of " + min + " to " + max + " entries");
            return false;
        }
        if (node.size() < min || node.size() > max) {
            problems.add(
                    new MapProblem(key, node.size() + " entries", min + " to " + max + " entries"));
            return false;
        }
        return true;
    }

    private boolean isObject(JsonNode node, String at, Set<String> keys) {
        if (!node.isObject()) {
            problem(at, node, "an object with the keys " + String.join(", ", sorted(keys)));
            return false;
        }
        for (String key : node.propertyNames()) {
            if (!keys.contains(key)) {
                problems.add(
                        new MapProblem(
                                (at.isEmpty() ? "" : at + ".") + clip(key),
                                "an unknown key",
                                "one of " + String.join(", ", sorted(keys))));
            }
        }
        return true;
    }

    private void problem(String key, JsonNode found, String expected) {
        String text = found.isMissingNode() ? "nothing" : clip(found.toString());
        if (found.isNumber() && Double.isInfinite(found.doubleValue())) {
            text = "a number beyond all bounds";
        }
        problems.add(new MapProblem(key, text, expected));
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }

    private static String clip(String text) {
        String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private static String metres(double value) {
        if (Double.isNaN(value)) {
            return "the given limit";
        }
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
