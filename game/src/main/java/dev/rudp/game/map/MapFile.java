package dev.rudp.game.map;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads map files: JSON, lengths in metres (rounded to 1/256 m), unknown keys refused.
/// docs/maps.md has the format with an example.
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
            byte[] json = in.readNBytes(MAX_FILE_BYTES + 1);
            return parse(file.toString(), json, (name, max) -> beside(file, name, max));
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
    /// @throws MapException if it is not a map, or refers to other files
    public static WorldMap parse(String source, byte[] json) {
        return parse(source, json, (name, max) -> null);
    }

    private static WorldMap parse(String source, byte[] json, TerrainReader.Files files) {
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
        return new MapReader(source, files).read(root);
    }

    private static byte @Nullable [] beside(Path map, String name, int maxBytes) {
        try (InputStream in = Files.newInputStream(map.resolveSibling(name))) {
            return in.readNBytes(maxBytes);
        } catch (IOException noFile) {
            return null;
        }
    }

    private static MapException failure(String source, String found, String expected) {
        return new MapException(source, List.of(new MapProblem("", found, expected)));
    }
}
