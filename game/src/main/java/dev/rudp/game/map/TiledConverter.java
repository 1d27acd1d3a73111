package dev.rudp.game.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns a map of the editor Tiled (`.tmj`, orthogonal) into a map file; docs/maps.md says what is
/// taken for what. Mistakes are named by layer and object, those that only the finished map shows,
/// too. Used for one file.
///
/// Source: Tiled's JSON map format 1.10.
public final class TiledConverter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> KINDS =
            Set.of("walls", "platforms", "blocks", "pillars", "zones", "points", "spawns");
    private static final double DEFAULT_HEIGHT_METRES = 3;
    private static final int MAX_TILES = 1 << 20;

    private final String source;
    private final ObjectNode out = JSON.createObjectNode();
    private final List<MapProblem> problems = new ArrayList<>();

    /// What a key of the map file came from.
    private final Map<String, String> origins = new HashMap<>();

    private double metresPerPixel;

    private TiledConverter(String source) {
        this.source = source;
    }

    /// {@return the map file}
    ///
    /// @param source what to call the Tiled map in messages
    /// @throws MapException if it cannot be converted, with everything that is in the way
    public static String convert(String source, byte[] tmj) {
        return new TiledConverter(source).convert(tmj);
    }

    private String convert(byte[] tmj) {
        if (tmj.length > MapFile.MAX_FILE_BYTES) {
            wrong("", "more than " + MapFile.MAX_FILE_BYTES + " bytes", "a smaller file");
            throw new MapException(source, problems);
        }
        JsonNode map;
        try {
            map = JSON.readTree(tmj);
        } catch (JacksonException e) {
            wrong("", e.getOriginalMessage(), "the JSON of a Tiled map");
            throw new MapException(source, problems);
        }
        header(map);
        for (String kind : KINDS.stream().sorted().toList()) {
            out.putArray(kind);
        }
        for (JsonNode layer : map.path("layers")) {
            layer(map, layer);
        }
        if (!problems.isEmpty()) {
            throw new MapException(source, problems);
        }
        String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(out) + "\n";
        check(json);
        return json;
    }

    private void header(JsonNode map) {
        int tile = map.path("tilewidth").asInt(0);
        if (!map.path("orientation").asString("").equals("orthogonal")) {
            wrong("orientation", map.path("orientation").toString(), "\"orthogonal\"");
        }
        if (map.path("infinite").asBoolean(false)) {
            wrong("infinite", "true", "a map of fixed size");
        }
        if (tile < 1 || map.path("tileheight").asInt(0) != tile) {
            wrong("tilewidth", tile + " x " + map.path("tileheight"), "square tiles");
            tile = 1;
        }
        double metres = number(map, "metres-per-tile", 1);
        if (!(metres >= 0.25 && metres <= 64)) {
            wrong("property metres-per-tile", "" + metres, "0.25 to 64");
        }
        metresPerPixel = metres / tile;
        out.put("format", 2);
        out.put("name", text(map, "name", "map"));
        out.put("width", map.path("width").asInt(0) * metres);
        out.put("depth", map.path("height").asInt(0) * metres);
        out.put("ceiling", number(map, "ceiling", 64));
    }

    private void layer(JsonNode map, JsonNode layer) {
        String name = layer.path("name").asString("");
        String where = "layer \"" + name + "\"";
        switch (layer.path("type").asString("")) {
            case "objectgroup" -> {
                String kind = layer.path("class").asString(name);
                for (JsonNode object : layer.path("objects")) {
                    object(where, kind, object);
                }
            }
            case "tilelayer" -> {
                if (layer.path("class").asString(name).equals("terrain")) {
                    terrain(where, map, layer);
                }
            }
            case "group" -> layer.path("layers").forEach(inner -> layer(map, inner));
            default -> {
                // Pictures are for those who draw.
            }
        }
    }

    private void object(String layer, String layerKind, JsonNode object) {
        String name = object.path("name").asString("");
        String own = object.path("class").asString(object.path("type").asString(""));
        String kind = own.isEmpty() ? layerKind : own.endsWith("s") ? own : own + "s";
        String where = layer + " object " + object.path("id").asInt(0) + " \"" + name + "\"";
        if (!KINDS.contains(kind)) {
            wrong(where, "kind \"" + kind + "\"", "one of " + KINDS.stream().sorted().toList());
            return;
        }
        if (object.has("polygon") || object.has("polyline") || object.has("text")) {
            wrong(where, "a polygon, line or text", "a rectangle, ellipse or point");
            return;
        }
        ArrayNode list = (ArrayNode) out.get(kind);
        origins.put(kind + "[" + list.size() + "]", where);
        ObjectNode made = list.addObject();
        double x = metres(object, "x");
        double y = metres(object, "y");
        double width = metres(object, "width");
        double depth = metres(object, "height");
        double turn = object.path("rotation").asDouble(0) % 360;
        double radians = StrictMath.toRadians(turn);
        double middleX =
                x + width / 2 * StrictMath.cos(radians) - depth / 2 * StrictMath.sin(radians);
        double middleY =
                y + width / 2 * StrictMath.sin(radians) + depth / 2 * StrictMath.cos(radians);
        boolean cornered = kind.equals("walls") || kind.equals("platforms");
        if (turn != 0 && (cornered || kind.equals("spawns"))) {
            wrong(where, "a rotation of " + turn, "none; a block may be turned");
        }
        switch (kind) {
            case "points" -> {
                put(made, middleX, middleY).put("name", name).put("facing", turn);
                made.put("z", number(object, "z", 0));
            }
            case "pillars" -> {
                put(made, middleX, middleY).put("radius", Math.min(width, depth) / 2);
                if (Math.abs(width - depth) > 1.0 / 256) {
                    wrong(where, width + " x " + depth + " m", "as wide as deep");
                }
            }
            case "zones", "blocks" ->
                    put(made, middleX, middleY)
                            .put("width", width)
                            .put("depth", depth)
                            .put("turn", turn);
            default -> put(made, x, y).put("width", width).put("depth", depth);
        }
        if (kind.equals("zones")) {
            made.put("name", name);
        }
        heights(kind, object, made);
    }

    private void heights(String kind, JsonNode object, ObjectNode made) {
        if (kind.equals("points") || kind.equals("spawns")) {
            return;
        }
        if (!kind.equals("walls")) {
            made.put("base", number(object, "base", 0));
        }
        double height = number(object, "height", kind.equals("zones") ? 0 : DEFAULT_HEIGHT_METRES);
        if (height != 0) {
            made.put("height", height);
        }
    }

    /// The height of a lattice point is the mean of the tiles around it.
    private void terrain(String where, JsonNode map, JsonNode layer) {
        int columns = layer.path("width").asInt(0);
        int rows = layer.path("height").asInt(0);
        JsonNode data = layer.path("data");
        if (!data.isArray() || (long) columns * rows > MAX_TILES || data.size() != columns * rows) {
            wrong(where, "data that is no list of " + columns + " x " + rows, "the encoding CSV");
            return;
        }
        Map<Integer, Double> heights = tileHeights(map);
        double[] tiles = new double[columns * rows];
        for (int i = 0; i < tiles.length; i++) {
            int tile = data.get(i).asInt(0) & 0x0FFF_FFFF;
            Double height = tile == 0 ? Double.valueOf(0) : heights.get(tile);
            if (height == null) {
                wrong(
                        where + " tile " + i % columns + ", " + i / columns,
                        "number " + tile,
                        "a tile with the property `height`, of an embedded tileset");
                return;
            }
            tiles[i] = height;
        }
        ObjectNode terrain = out.putObject("terrain");
        terrain.put("spacing", metresPerPixel * map.path("tilewidth").asInt(1));
        terrain.put("columns", columns + 1).put("rows", rows + 1);
        ArrayNode points = terrain.putArray("heights");
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column <= columns; column++) {
                points.add(mean(tiles, columns, rows, column, row));
            }
        }
        origins.put("terrain", where);
    }

    private static double mean(double[] tiles, int columns, int rows, int column, int row) {
        double sum = 0;
        int count = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column); c++) {
                sum += tiles[r * columns + c];
                count++;
            }
        }
        return sum / count;
    }

    private static Map<Integer, Double> tileHeights(JsonNode map) {
        Map<Integer, Double> heights = new HashMap<>();
        for (JsonNode tileset : map.path("tilesets")) {
            int first = tileset.path("firstgid").asInt(1);
            for (JsonNode tile : tileset.path("tiles")) {
                double height = number(tile, "height", Double.NaN);
                if (!Double.isNaN(height)) {
                    heights.put(first + tile.path("id").asInt(0), height);
                }
            }
        }
        return heights;
    }

    /// Reads the map file as a server would, and says in the editor's words what is wrong with it.
    private void check(String json) {
        try {
            MapFile.parse(source, json.getBytes(StandardCharsets.UTF_8));
        } catch (MapException wrong) {
            List<MapProblem> named = new ArrayList<>();
            for (MapProblem problem : wrong.problems()) {
                String key = problem.key();
                int entry = key.contains("]") ? key.indexOf(']') + 1 : key.indexOf('.');
                String head = entry > 0 ? key.substring(0, entry) : key;
                String origin = origins.getOrDefault(head, head);
                String rest = entry > 0 ? key.substring(entry) : "";
                named.add(new MapProblem(origin + rest, problem.found(), problem.expected()));
            }
            throw new MapException(source, named);
        }
    }

    private static ObjectNode put(ObjectNode node, double x, double y) {
        return node.put("x", x).put("y", y);
    }

    private double metres(JsonNode object, String key) {
        return object.path(key).asDouble(0) * metresPerPixel;
    }

    private static double number(JsonNode owner, String property, double otherwise) {
        for (JsonNode entry : owner.path("properties")) {
            if (entry.path("name").asString("").equals(property)
                    && entry.path("value").isNumber()) {
                return entry.path("value").doubleValue();
            }
        }
        return otherwise;
    }

    private static String text(JsonNode owner, String property, String otherwise) {
        for (JsonNode entry : owner.path("properties")) {
            if (entry.path("name").asString("").equals(property)) {
                return entry.path("value").asString(otherwise);
            }
        }
        return otherwise;
    }

    private void wrong(String key, String found, String expected) {
        problems.add(new MapProblem(key, found, expected));
    }
}
