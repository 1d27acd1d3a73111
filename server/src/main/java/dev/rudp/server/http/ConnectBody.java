package dev.rudp.server.http;

import dev.rudp.server.connect.ConnectRequest;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the body of `POST /v1/connect`: an object with `name` and `jwt`, both optional texts, and
/// nothing else. A key that is not known is refused: it is a mistyped one.
final class ConnectBody {
    private static final Set<String> KEYS = Set.of("name", "jwt");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ConnectBody() {}

    static ConnectRequest read(byte[] body) throws ApiError {
        if (body.length == 0) {
            return new ConnectRequest(null, null);
        }
        JsonNode root = parse(body);
        if (!root.isObject()) {
            throw badField("the body must be a JSON object");
        }
        for (String key : new TreeSet<>(root.propertyNames())) {
            if (!KEYS.contains(key)) {
                throw badField("unknown field `" + shorten(key) + "`, known are jwt and name");
            }
        }
        return new ConnectRequest(text(root, "name"), text(root, "jwt"));
    }

    private static JsonNode parse(byte[] body) throws ApiError {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new ApiError(
                    400,
                    "bad_json",
                    "the body is not JSON, line "
                            + malformed.getLocation().getLineNr()
                            + " column "
                            + malformed.getLocation().getColumnNr());
        }
    }

    private static @Nullable String text(JsonNode root, String key) throws ApiError {
        JsonNode value = root.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw badField(key + " must be text");
        }
        return value.stringValue();
    }

    private static ApiError badField(String message) {
        return new ApiError(400, "bad_field", message);
    }

    private static String shorten(String key) {
        String printable = key.replaceAll("[^\\x20-\\x7E]", "?");
        return printable.length() <= 40 ? printable : printable.substring(0, 40) + "...";
    }
}
