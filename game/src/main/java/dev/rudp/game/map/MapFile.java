package dev.rudp.game.map;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads map files. JSON, lengths in metres (rounded to 1/256 m), unknown keys refused:
///
/// ```json
/// {
///   "format": 1,
///   "name": "yard",
///   "width": 64, "depth": 48, "ceiling": 32,
///   "walls":     [ {"x": 10, "y": 10, "width": 12, "depth": 0.5, "height": 3} ],
///   "platforms": [ {"x": 30, "y": 20, "width": 4, "depth": 4, "base": 2.5, "height": 0.5} ],
///   "spawns":    [ {"x": 4, "y": 30, "width": 8, "depth": 8} ]
/// }
/// ```
///
/// | key | meaning | range |
/// |---|---|---|
/// | `format` | version of this format | 1 |
/// | `name` | lower-case letters, digits, `-` | 1..32 characters |
/// | `width`, `depth` | the size along x and y | 16..8192 m |
/// | `ceiling` | what nobody rises above | 8..255 m |
/// | `walls` | solid boxes on the ground; may be left out | all boxes together 0..20000 |
/// | `platforms` | solid boxes from `base` up; may be left out | |
/// | `spawns` | rectangles of the ground to appear in | 1..1000 |
///
/// `x` and `y` are a box's corner nearest to the origin; `width`, `depth` and `height` its sizes
/// along x, y and z (at least 0.125 m; a spawn's may be 0). Everything lies within the world.
/// Spawns keep 1 m from the borders and from boxes that begin lower than 3 m.
///
/// A file is read whole or not at all; a [MapException] lists everything that is wrong with it.
public final class MapFile {
    /// A larger file is refused unread.
    public static final int MAX_FILE_BYTES = 4 << 20;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private MapFile() {}

    /// {@return the map that the file holds}
    ///
    /// @throws MapException if the file cannot be read or is not a map
    public static WorldMap read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(file.toString(), in.readNBytes(MAX_FILE_BYTES + 1));
        } catch (IOException e) {
            throw failure(file.toString(), "no readable file (" + e + ")", "a map file");
        }
    }

    /// {@return the map of that name which the game brings along}
    ///
    /// @throws MapException if there is none
    public static WorldMap builtIn(String name) {
        String resource = "/maps/" + name + ".json";
        boolean plain = MapReader.NAME.matcher(name).matches();
        try (InputStream in = plain ? MapFile.class.getResourceAsStream(resource) : null) {
            if (in == null) {
                throw failure("built-in", "name \"" + name + "\"", "\"meadow\"");
            }
            return parse("built-in:" + name, in.readNBytes(MAX_FILE_BYTES + 1));
        } catch (IOException e) {
            throw failure("built-in:" + name, "no readable resource (" + e + ")", "a map");
        }
    }

    /// {@return the map that `json` holds}
    ///
    /// @param source what to call it in messages, such as the file's name
    /// @throws MapException if it is not a map
    public static WorldMap parse(String source, byte[] json) {
        if (json.length > MAX_FILE_BYTES) {
            throw failure(source, "more than " + MAX_FILE_BYTES + " bytes", "a smaller file");
        }
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String where =
                    at == null ? "" : " at line " + at.getLineNr() + " column " + at.getColumnNr();
            throw failure(source, e.getOriginalMessage() + where, "well-formed JSON");
        }
        return new MapReader(source).read(root);
    }

    private static MapException failure(String source, String found, String expected) {
        return new MapException(source, List.of(new MapProblem("", found, expected)));
    }
}
