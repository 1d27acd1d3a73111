package dev.rudp.loadtest.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published vectors: `transport/src/test/resources/vectors`.
final class Vectors {
    private static final Path HOME =
            Path.of("..", "transport", "src", "test", "resources", "vectors");

    private Vectors() {}

    static JsonNode read(String name) {
        try {
            return JsonMapper.shared().readTree(Files.readString(HOME.resolve(name)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static byte[] hex(JsonNode vector, String field) {
        return HexFormat.of().parseHex(vector.get(field).asString());
    }

    static long unsigned(JsonNode vector, String field) {
        String text = vector.get(field).asString();
        return text.startsWith("0x")
                ? Long.parseUnsignedLong(text.substring(2), 16)
                : Long.parseUnsignedLong(text);
    }
}
