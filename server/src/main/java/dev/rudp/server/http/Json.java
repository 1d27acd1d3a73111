package dev.rudp.server.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Writes JSON answers. None of them may be cached.
final class Json {
    static final String CONTENT_TYPE = "application/json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Json() {}

    static void ok(Context ctx, Object body) {
        bytes(ctx, JSON.writeValueAsBytes(body));
    }

    static void bytes(Context ctx, byte[] json) {
        ctx.header("Cache-Control", "no-store");
        ctx.contentType(CONTENT_TYPE).result(json);
    }

    static void error(Context ctx, int status, String code, String message) {
        ctx.status(status);
        ok(ctx, new TreeMap<>(Map.of("code", code, "message", message)));
    }
}
