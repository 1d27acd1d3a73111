package dev.rudp.client.connect;

import dev.rudp.transport.netcode.ConnectToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server for a connect token: `POST /v1/connect`. Whatever comes back is checked.
/// Thread-safe; a call blocks for at most [#TIMEOUT].
public final class ConnectApi implements AutoCloseable {
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /// No honest answer is longer.
    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private static final int QUOTED_CHARACTERS = 200;

    private final URI server;
    private final HttpClient http;
    private final JsonMapper json = new JsonMapper();

    /// @param server such as `http://127.0.0.1:8080`
    public ConnectApi(URI server) {
        String scheme = server.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("server=" + server + " is no http(s) URL");
        }
        if (server.getHost() == null) {
            throw new IllegalArgumentException("server=" + server + " names no host");
        }
        this.server = server;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build();
    }

    /// Asks to be let in as a guest of that name.
    public ConnectAnswer connect(String name) throws ConnectFailure, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/v1/connect"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        json.createObjectNode().put("name", name).toString()))
                        .build();
        int status;
        byte[] body;
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            status = response.statusCode();
            try (InputStream in = response.body()) {
                body = in.readNBytes(MAX_ANSWER_BYTES + 1);
            }
        } catch (IOException e) {
            throw new ConnectFailure("unreachable", server + " does not answer: " + describe(e), e);
        }
        return answer(status, body);
    }

    @Override
    public void close() {
        http.close();
    }

    private ConnectAnswer answer(int status, byte[] body) throws ConnectFailure {
        JsonNode answer = parse(status, body);
        if (status != 200) {
            String message = answer.path("message").asString("");
            throw new ConnectFailure(
                    answer.path("code").asString("http_" + status),
                    message.isEmpty()
                            ? server + " refuses with HTTP status " + status
                            : clip(message));
        }
        String jwt = answer.path("jwt").asString("");
        try {
            long clientId = Long.parseUnsignedLong(answer.path("clientId").asString(""));
            byte[] token = Base64.getDecoder().decode(answer.path("connectToken").asString(""));
            return new ConnectAnswer(clientId, jwt, ConnectToken.parse(token));
        } catch (IllegalArgumentException e) {
            throw badAnswer(String.valueOf(e.getMessage()), e);
        }
    }

    private JsonNode parse(int status, byte[] body) throws ConnectFailure {
        if (body.length > MAX_ANSWER_BYTES) {
            throw badAnswer("it is longer than " + MAX_ANSWER_BYTES + " bytes", null);
        }
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            if (status != 200) {
                return json.createObjectNode();
            }
            throw badAnswer("it is not JSON", e);
        }
    }

    private ConnectFailure badAnswer(String why, @Nullable Exception cause) {
        String message = server + " answers, but not as a game server does: " + clip(why);
        return cause == null
                ? new ConnectFailure("bad_answer", message)
                : new ConnectFailure("bad_answer", message, cause);
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : clip(message);
    }

    private static String clip(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= QUOTED_CHARACTERS
                ? line
                : line.substring(0, QUOTED_CHARACTERS) + "…";
    }
}
