package dev.rudp.loadtest.http;

import dev.rudp.loadtest.measure.ServerStats;
import dev.rudp.loadtest.measure.ServerStats.Replication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One server's HTTP API. Thread-safe; every call blocks for at most its time-out. Whatever the
/// server answers is checked; an answer that is not as agreed is an [IOException] that says what
/// came instead.
public final class ServerApi implements AutoCloseable {
    private static final Duration CALL_TIME_OUT = Duration.ofSeconds(10);
    private static final int QUOTED_CHARS = 200;
    private static final int TOKEN_BYTES = 2048;

    private final URI base;
    private final HttpClient http;
    private final JsonMapper json = new JsonMapper();

    /// @param base such as `http://127.0.0.1:8080`
    public ServerApi(URI base) {
        this.base = base;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CALL_TIME_OUT)
                        .build();
    }

    /// Asks for admission as a guest.
    ///
    /// @return the public connect token, 2,048 bytes
    public byte[] connect(String name) throws IOException, InterruptedException {
        JsonNode answer =
                call("POST", "/v1/connect", json.createObjectNode().put("name", name).toString());
        String base64 = answer.path("connectToken").asString("");
        byte[] token;
        try {
            token = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("POST /v1/connect: connectToken is not base64", notBase64);
        }
        if (token.length != TOKEN_BYTES) {
            throw new IOException(
                    "POST /v1/connect: connectToken has %d bytes, not %d"
                            .formatted(token.length, TOKEN_BYTES));
        }
        return token;
    }

    /// {@return the server's figures since the last reset}
    public ServerStats stats() throws IOException, InterruptedException {
        return figures(call("GET", "/v1/stats", ""));
    }

    /// {@return the server's figures of about the last second}
    public ServerStats recentStats() throws IOException, InterruptedException {
        return figures(call("GET", "/v1/stats/recent", ""));
    }

    /// Starts a new window of the server's figures.
    public void resetStats() throws IOException, InterruptedException {
        send("POST", "/v1/stats/reset", "");
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode call(String method, String path, String body)
            throws IOException, InterruptedException {
        String answer = send(method, path, body);
        try {
            return json.readTree(answer);
        } catch (JacksonException notJson) {
            throw new IOException(method + " " + path + ": not JSON: " + quote(answer), notJson);
        }
    }

    private String send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(CALL_TIME_OUT)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "%s %s: status %d: %s"
                            .formatted(
                                    method, path, response.statusCode(), quote(response.body())));
        }
        return response.body();
    }

    /// Where the server recorded nothing it says 0 (no tick, no snapshot) or -1 (no memory figure):
    /// neither is a measurement.
    private static ServerStats figures(JsonNode stats) {
        double ticks = figure(stats, "tickCount");
        double snapshots = figure(stats, "snapshots");
        double rssMb = figure(stats, "rssMb");
        return new ServerStats(
                figure(stats, "windowSeconds"),
                figure(stats, "sessions"),
                ticks,
                figure(stats, "ticksSkipped"),
                onlyIf(ticks != 0, figure(stats, "tickMsMean")),
                onlyIf(ticks != 0, figure(stats, "tickMsP50")),
                onlyIf(ticks != 0, figure(stats, "tickMsP99")),
                onlyIf(ticks != 0, figure(stats, "tickMsMax")),
                onlyIf(snapshots != 0, figure(stats, "snapshotAgeMsP50")),
                onlyIf(snapshots != 0, figure(stats, "snapshotAgeMsP99")),
                figure(stats, "datagramsIn"),
                figure(stats, "datagramsOut"),
                figure(stats, "cpuSeconds"),
                figure(stats, "cpuRatio"),
                onlyIf(rssMb > 0, rssMb),
                figure(stats, "allocatedBytesPerTick"),
                figure(stats, "gcPauseMsMax"),
                new Replication(
                        figure(stats, "bytesPerEntityUpdate"),
                        figure(stats, "fullStateBytesPerEntityUpdate"),
                        figure(stats, "stalenessMsP99"),
                        figure(stats, "stalenessMsMax")));
    }

    private static double onlyIf(boolean known, double value) {
        return known ? value : Double.NaN;
    }

    private static double figure(JsonNode stats, String key) {
        JsonNode value = stats.path(key);
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    private static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= QUOTED_CHARS ? line : line.substring(0, QUOTED_CHARS) + "…";
    }
}
