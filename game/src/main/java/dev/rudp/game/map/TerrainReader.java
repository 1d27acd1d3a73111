package dev.rudp.game.map;

import dev.rudp.engine.physics.Terrain;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the `terrain` of a map file: heights in place, or out of a file beside the map.
final class TerrainReader {
    private static final Set<String> KEYS = Set.of("spacing", "columns", "rows", "heights", "file");
    private static final double MIN_SPACING = 0.25;
    private static final double MAX_SPACING = 64;

    /// Gives the bytes of a file that a map refers to; null if there is none.
    interface Files {
        byte @Nullable [] read(String name, int maxBytes);
    }

    private final ReadNode in;
    private final Files files;

    TerrainReader(ReadNode in, Files files) {
        this.in = in;
        this.files = files;
    }

    /// {@return the terrain; null after noting a problem}
    @Nullable Terrain read(JsonNode node, double width, double depth, double ceiling) {
        if (!in.isObject(node, "terrain", KEYS)) {
            return null;
        }
        int before = in.problems.size();
        double spacing = in.number(node, "terrain", "spacing", MIN_SPACING, MAX_SPACING);
        double columns = in.number(node, "terrain", "columns", 2, 1 << 16);
        double rows = in.number(node, "terrain", "rows", 2, 1 << 16);
        if (in.problems.size() > before) {
            return null;
        }
        if (columns * rows > Terrain.MAX_POINTS
                || columns != Math.rint(columns)
                || rows != Math.rint(rows)) {
            wrong("", columns + " x " + rows + " points", "at most " + Terrain.MAX_POINTS);
            return null;
        }
        if (spacing * (columns - 1) < width || spacing * (rows - 1) < depth) {
            wrong(
                    "",
                    spacing * (columns - 1) + " x " + spacing * (rows - 1) + " m",
                    "all of the world, " + width + " x " + depth + " m");
            return null;
        }
        int[] heights = new int[((int) columns) * ((int) rows)];
        boolean read =
                node.has("file")
                        ? fromFile(node.path("file"), heights, ceiling)
                        : fromList(node.path("heights"), heights, ceiling);
        return read
                ? new Terrain(Distance.ofMetres(spacing), (int) columns, (int) rows, heights)
                : null;
    }

    private boolean fromList(JsonNode list, int[] heights, double ceiling) {
        if (!in.isList(list, "terrain.heights", heights.length, heights.length)) {
            return false;
        }
        for (int i = 0; i < heights.length; i++) {
            JsonNode height = list.get(i);
            double value = height.isNumber() ? height.doubleValue() : Double.NaN;
            if (!(value >= 0 && value <= ceiling)) {
                in.problem("terrain.heights[" + i + "]", height, "a number from 0 to the ceiling");
                return false;
            }
            heights[i] = Distance.ofMetres(value);
        }
        return true;
    }

    /// Two bytes a point, little end first, in 1/256 m.
    private boolean fromFile(JsonNode name, int[] heights, double ceiling) {
        if (!name.isString()
                || !name.stringValue().matches("[A-Za-z0-9_-]{1,60}\\.[a-z0-9]{1,8}")) {
            in.problem("terrain.file", name, "the plain name of a file beside the map");
            return false;
        }
        int wanted = 2 * heights.length;
        byte[] bytes = files.read(name.stringValue(), wanted + 1);
        if (bytes == null || bytes.length != wanted) {
            wrong(
                    ".file",
                    bytes == null ? "no readable file" : bytes.length + " bytes or more",
                    "a file of " + wanted + " bytes");
            return false;
        }
        for (int i = 0; i < heights.length; i++) {
            heights[i] = (bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] & 0xFF) << 8;
            if (heights[i] > Distance.ofMetres(ceiling)) {
                wrong(
                        ".file",
                        "height " + heights[i] / 256.0 + " m of point " + i,
                        "no point over the ceiling");
                return false;
            }
        }
        return true;
    }

    private void wrong(String key, String found, String expected) {
        in.problems.add(new MapProblem("terrain" + key, found, expected));
    }
}
