package dev.rudp.server.http;

import dev.rudp.server.config.HttpSettings;
import dev.rudp.server.dashboard.StatusPage;
import dev.rudp.server.monitor.Exposition;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running HTTP server. Requests run on virtual threads: a slow one costs no thread that a tick
/// could need.
public final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    /// A connect body is a name and a JWT: one KiB and a bit.
    static final int MAX_BODY_BYTES = 8 * 1024;

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_CONNECTIONS = 1_024;
    private static final long IDLE_TIMEOUT_MS = 30_000;

    private final Javalin javalin;
    private final Exposition exposition;

    private HttpApi(Javalin javalin, Exposition exposition) {
        this.javalin = javalin;
        this.exposition = exposition;
    }

    /// Binds and serves.
    ///
    /// @throws IOException if the address cannot be bound; the message names key and value
    public static HttpApi start(HttpSettings settings, HttpParts parts) throws IOException {
        Exposition exposition = new Exposition(parts.meters());
        ApiRoutes routes = new ApiRoutes(settings, parts, exposition);
        Javalin javalin = Javalin.create(config -> configure(config, settings, routes));
        try {
            javalin.start();
            return new HttpApi(javalin, exposition);
        } catch (JavalinBindException taken) {
            exposition.close();
            throw new IOException(
                    "http.port="
                            + settings.port()
                            + " on http.bind-host="
                            + settings.bindHost()
                            + " cannot be bound: is it in use? (--http-port 0 takes a free one)",
                    taken);
        }
    }

    /// {@return the TCP port that is bound}
    public int port() {
        return javalin.port();
    }

    /// Stops taking requests and lets go of the port.
    @Override
    public void close() {
        javalin.stop();
        exposition.close();
    }

    private static void configure(JavalinConfig config, HttpSettings settings, ApiRoutes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
        // Pictures go to browsers on the same machine or network; CPU belongs to the game.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyServer(HttpApi::guard);
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        routes.addTo(config.routes);
        for (StatusPage.Asset asset : StatusPage.assets()) {
            config.routes.get(asset.path(), ctx -> serve(ctx, asset));
        }
        errors(config.routes);
    }

    private static void guard(Server server) {
        server.setErrorHandler(new JettyErrors());
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, HttpSettings settings) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.bindHost());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_TIMEOUT_MS);
        return connector;
    }

    private static void serve(Context ctx, StatusPage.Asset asset) {
        ctx.header("Content-Security-Policy", StatusPage.CONTENT_SECURITY_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cache-Control", "no-cache");
        ctx.header("ETag", asset.etag());
        if (asset.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(asset.contentType()).result(asset.bytes());
    }

    private static void errors(RoutesConfig routes) {
        routes.exception(
                ApiError.class,
                (error, ctx) -> Json.error(ctx, error.status(), error.code(), error.message()));
        routes.exception(
                HttpResponseException.class,
                (refusal, ctx) -> standardError(ctx, refusal.getStatus()));
        routes.exception(
                Exception.class,
                (failure, ctx) -> {
                    LOG.error("http-failed method={} path={}", ctx.method(), ctx.path(), failure);
                    Json.error(ctx, 500, "internal", "the server failed; its log says why");
                });
        routes.error(404, ctx -> unlessAnswered(ctx, 404));
        routes.error(405, ctx -> unlessAnswered(ctx, 405));
    }

    private static void unlessAnswered(Context ctx, int status) {
        if (!Json.CONTENT_TYPE.equals(ctx.res().getContentType())) {
            standardError(ctx, status);
        }
    }

    private static void standardError(Context ctx, int status) {
        switch (status) {
            case 404 -> Json.error(ctx, 404, "not_found", "there is nothing at this path");
            case 405 -> Json.error(ctx, 405, "method_not_allowed", "this path has no such method");
            case 413 ->
                    Json.error(
                            ctx,
                            413,
                            "too_large",
                            "a body has at most " + MAX_BODY_BYTES + " bytes");
            default -> Json.error(ctx, status, "http_" + status, "the request is refused");
        }
    }
}
