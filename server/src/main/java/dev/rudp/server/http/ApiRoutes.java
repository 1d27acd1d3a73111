package dev.rudp.server.http;

import dev.rudp.server.config.HttpSettings;
import dev.rudp.server.connect.ConnectResult;
import dev.rudp.server.connect.ConnectResult.Accepted;
import dev.rudp.server.connect.ConnectResult.Refused;
import dev.rudp.server.dashboard.PictureFeed;
import dev.rudp.server.monitor.Exposition;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/// What each path of the API does; docs/http-api.md describes them for users.
final class ApiRoutes {
    /// The body of `POST /v1/connect`. Ids are text: JSON numbers lose bits over 2^53.
    record Connected(
            String clientId,
            String jwt,
            String connectToken,
            String protocolId,
            int expiresInSeconds) {}

    private static final String RETRY_AFTER_SECONDS = "2";

    private final HttpSettings settings;
    private final HttpParts parts;
    private final Exposition exposition;
    private final Health health;
    private final PictureFeed pictures;

    ApiRoutes(HttpSettings settings, HttpParts parts, Exposition exposition) {
        this.settings = settings;
        this.parts = parts;
        this.exposition = exposition;
        health = new Health(parts.lifecycle(), parts.meters(), System::nanoTime);
        pictures = new PictureFeed(parts.world());
    }

    void addTo(RoutesConfig routes) {
        routes.post("/v1/connect", this::connect);
        routes.get("/healthz", ctx -> answer(ctx, health.alive()));
        routes.get("/readyz", ctx -> answer(ctx, health.ready()));
        routes.get("/metrics", this::metrics);
        routes.get("/v1/stats", ctx -> Json.ok(ctx, parts.meters().measured()));
        routes.get("/v1/stats/recent", ctx -> Json.ok(ctx, parts.meters().recent()));
        routes.post("/v1/stats/reset", this::resetStats);
        routes.get("/v1/world", this::world);
        routes.get("/v1/map", ctx -> Json.ok(ctx, parts.world().map()));
    }

    private void connect(Context ctx) throws ApiError, IOException {
        ConnectResult result = parts.connect().connect(ConnectBody.read(body(ctx)));
        switch (result) {
            case Accepted accepted -> Json.ok(ctx, connected(accepted));
            case Refused refused -> refuse(ctx, refused);
        }
    }

    private Connected connected(Accepted accepted) {
        return new Connected(
                Long.toUnsignedString(accepted.guest().clientId()),
                accepted.jwt(),
                Base64.getEncoder().encodeToString(accepted.token().toBytes()),
                Long.toUnsignedString(parts.connect().protocolId()),
                accepted.expiresInSeconds());
    }

    private static void refuse(Context ctx, Refused refused) throws ApiError {
        int status =
                switch (refused.code()) {
                    case BAD_NAME -> 400;
                    case BAD_JWT -> 401;
                    case SERVER_FULL, SERVER_CLOSED -> 503;
                };
        if (status == 503) {
            ctx.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        throw new ApiError(
                status, refused.code().name().toLowerCase(Locale.ROOT), refused.message());
    }

    /// Browsers of other sites can send forms and plain text without asking, but no JSON: insisting
    /// on it keeps them out.
    private static byte[] body(Context ctx) throws ApiError, IOException {
        byte[] body = ctx.bodyInputStream().readNBytes(HttpApi.MAX_BODY_BYTES + 1);
        if (body.length > HttpApi.MAX_BODY_BYTES) {
            throw new ApiError(
                    413, "too_large", "a body has at most " + HttpApi.MAX_BODY_BYTES + " bytes");
        }
        String type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
        if (body.length > 0 && !type.startsWith(Json.CONTENT_TYPE)) {
            throw new ApiError(415, "not_json", "the body must have Content-Type application/json");
        }
        return body;
    }

    private void metrics(Context ctx) {
        ctx.contentType(Exposition.contentType()).result(exposition.scrape());
    }

    private void resetStats(Context ctx) throws ApiError, IOException {
        if (!settings.remoteReset() && !isThisMachine(ctx)) {
            throw new ApiError(
                    403, "loopback_only", "only from the server's own machine (http.remote-reset)");
        }
        parts.meters().restartMeasuring();
        Json.ok(ctx, Map.of("status", "reset"));
    }

    /// The peer of the connection, not what a header claims.
    private static boolean isThisMachine(Context ctx) throws IOException {
        return InetAddress.getByName(ctx.req().getRemoteAddr()).isLoopbackAddress();
    }

    private void world(Context ctx) throws ApiError {
        byte[] picture =
                pictures.json()
                        .orElseThrow(() ->
                                new ApiError(503, "not_ready", "the world has not ticked yet"));
        Json.bytes(ctx, picture);
    }

    private static void answer(Context ctx, Health.Answer answer) {
        ctx.status(answer.ok() ? 200 : 503);
        Json.ok(ctx, Map.of("status", answer.status()));
    }
}
