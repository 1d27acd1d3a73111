package dev.rudp.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.server.config.HttpSettings;
import dev.rudp.server.connect.Admission.Decision;
import dev.rudp.server.connect.ConnectService;
import dev.rudp.server.connect.TokenTerms;
import dev.rudp.server.identity.GuestIdentity;
import dev.rudp.server.monitor.Lifecycle;
import dev.rudp.server.monitor.Lifecycle.Phase;
import dev.rudp.server.monitor.MeterWindows;
import dev.rudp.server.monitor.ServerMeters;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpApiIT {
    private static final PeerAddress SERVER = PeerAddress.v4(0x7F00_0001, 40_000);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerMeters meters = new ServerMeters(60, 1);
    private final MeterWindows windows = new MeterWindows(meters);
    private final Lifecycle lifecycle = new Lifecycle();
    private final FakeWorld world = new FakeWorld();
    private volatile Decision decision = Decision.ADMITTED;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        api = HttpApi.start(new HttpSettings("127.0.0.1", 0, false), parts());
    }

    @AfterEach
    void stop() {
        api.close();
        windows.close();
        client.close();
    }

    @Test
    void connectsAGuest() throws Exception {
        HttpResponse<String> response = post("/v1/connect", "{\"name\":\"Ann\"}");

        assertEquals(200, response.statusCode(), response.body());
        assertEquals("no-store", response.headers().firstValue("cache-control").orElse(""));
        JsonNode body = json.readTree(response.body());
        byte[] token = Base64.getDecoder().decode(body.path("connectToken").asString());
        assertEquals(2_048, token.length);
        assertEquals(SERVER, ConnectToken.parse(token).servers().getFirst());
        assertEquals(30, body.path("expiresInSeconds").intValue());
        assertEquals("99", body.path("protocolId").stringValue());
        assertTrue(body.path("clientId").stringValue().matches("[0-9]+"), response.body());
    }

    @Test
    void connectsWithoutABodyAndAgainWithTheJwt() throws Exception {
        JsonNode first = json.readTree(post("/v1/connect", "").body());
        String jwt = first.path("jwt").asString();

        JsonNode again = json.readTree(post("/v1/connect", "{\"jwt\":\"" + jwt + "\"}").body());

        assertEquals(first.path("clientId"), again.path("clientId"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|400|bad_json",
                "{\"name\":\"a\"} x|400|bad_json",
                "{\"name\":\"a\",\"name\":\"b\"}|400|bad_json",
                "[]|400|bad_field",
                "{\"name\":7}|400|bad_field",
                "{\"nam\":\"Ann\"}|400|bad_field",
                "{\"name\":\" \"}|400|bad_name",
                "{\"jwt\":\"a.b.c\"}|401|bad_jwt",
            })
    void refusesBadBodiesWithACode(String body, int status, String code) throws Exception {
        assertError(status, code, post("/v1/connect", body));
    }

    @Test
    void refusesBodiesThatAreTooLarge() throws Exception {
        String large = "{\"name\":\"" + "a".repeat(9_000) + "\"}";

        assertError(413, "too_large", post("/v1/connect", large));
    }

    @Test
    void refusesLargeBodiesOfUnknownLength() throws Exception {
        HttpRequest request =
                request("/v1/connect")
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[20_000])))
                        .build();

        assertError(413, "too_large", client.send(request, BodyHandlers.ofString()));
    }

    @Test
    void refusesBodiesOfOtherTypes() throws Exception {
        HttpRequest request =
                request("/v1/connect")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build();

        assertError(415, "not_json", client.send(request, BodyHandlers.ofString()));
    }

    @Test
    void tellsWhenThereIsNoRoom() throws Exception {
        decision = Decision.FULL;
        HttpResponse<String> full = post("/v1/connect", "{}");
        decision = Decision.CLOSED;

        assertError(503, "server_full", full);
        assertEquals("2", full.headers().firstValue("retry-after").orElse(""));
        assertError(503, "server_closed", post("/v1/connect", "{}"));
    }

    @Test
    void unknownPathsAndMethodsAreSane() throws Exception {
        assertError(404, "not_found", get("/nothing"));
        assertError(400, "http_400", get("/../etc/passwd"));
        assertError(400, "http_400", get("/v1/%2e%2e/%2e%2e/x"));
        assertError(405, "method_not_allowed", get("/v1/connect"));
        assertError(405, "method_not_allowed", post("/v1/stats", ""));
    }

    @Test
    void readyFollowsTheLifecycle() throws Exception {
        assertEquals(200, get("/healthz").statusCode());
        assertEquals(503, get("/readyz").statusCode());
        assertEquals("{\"status\":\"starting\"}", get("/readyz").body());
        lifecycle.enter(Phase.READY);
        assertEquals(200, get("/readyz").statusCode());
        lifecycle.enter(Phase.DRAINING);
        assertEquals("{\"status\":\"draining\"}", get("/readyz").body());
        assertEquals(200, get("/healthz").statusCode());
    }

    @Test
    void aWorldThatHangsIsNeitherAliveNorReady() throws Exception {
        lifecycle.enter(Phase.READY);
        meters.world().tick(1_000_000, System.nanoTime() - Health.STALLED_NS - 1_000_000_000L);

        assertEquals(503, get("/healthz").statusCode());
        assertEquals("{\"status\":\"stalled\"}", get("/readyz").body());
    }

    @Test
    void statsCanBeReadAndRestarted() throws Exception {
        meters.world().tick(3_000_000, System.nanoTime());
        meters.shard(0).received(8, 500);
        JsonNode before = json.readTree(get("/v1/stats").body());
        HttpResponse<String> reset = post("/v1/stats/reset", "");
        JsonNode after = json.readTree(get("/v1/stats").body());

        assertEquals(200, reset.statusCode());
        assertEquals(8, before.path("datagramsIn").longValue());
        assertEquals(3.0, before.path("tickMsMax").doubleValue(), 0.01);
        assertEquals(0, after.path("tickCount").longValue());
        assertTrue(after.path("drops").isObject());
        assertEquals(1, json.readTree(get("/v1/stats/recent").body()).path("tickCount").intValue());
    }

    @Test
    void metricsArePrometheusText() throws Exception {
        HttpResponse<String> response = get("/metrics");

        assertEquals(200, response.statusCode());
        assertTrue(
                response.headers().firstValue("content-type").orElse("").startsWith("text/plain"));
        assertTrue(response.body().contains("\nrudp_ticks_total 0.0\n"), response.body());
    }

    @Test
    void theWorldIsAPictureInColumns() throws Exception {
        assertError(503, "not_ready", get("/v1/world"));
        world.players = 2_000;
        HttpResponse<String> response = get("/v1/world");
        JsonNode picture = json.readTree(response.body());

        assertEquals(77, picture.path("tick").intValue());
        assertEquals(60, picture.path("tickHz").intValue());
        assertEquals(2_000, picture.path("count").intValue());
        assertEquals(2_000, picture.path("id").size());
        assertEquals(199_900, picture.path("x").get(1_999).intValue());
        assertEquals(25, picture.path("y").get(0).intValue());
        assertTrue(response.body().length() < 64_000, "bytes=" + response.body().length());
        JsonNode map = json.readTree(get("/v1/map").body());
        assertEquals(3.0, map.path("walls").get(0).path("maxX").doubleValue());
    }

    @Test
    void thePageAndItsPartsAreServedFromHere() throws Exception {
        HttpResponse<String> page = get("/");

        assertEquals(200, page.statusCode());
        assertTrue(page.headers().firstValue("content-security-policy").isPresent());
        for (String path : new String[] {"/status.css", "/status.js", "/world.js", "/icon.svg"}) {
            assertEquals(200, get(path).statusCode(), path);
        }
        String etag = page.headers().firstValue("etag").orElse("");
        HttpRequest again = request("/").header("If-None-Match", etag).build();
        assertEquals(304, client.send(again, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void aTakenPortIsNamedInTheError() {
        HttpSettings taken = new HttpSettings("127.0.0.1", api.port(), false);

        IOException refused = assertThrows(IOException.class, () -> HttpApi.start(taken, parts()));

        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("http.port=" + api.port()),
                refused.getMessage());
    }

    @Test
    void closingFreesThePort() {
        int port = api.port();
        api.close();

        assertThrows(
                IOException.class,
                () ->
                        client.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                        .build(),
                                BodyHandlers.ofString()));
    }

    private HttpParts parts() {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        ConnectService connect =
                new ConnectService(
                        new GuestIdentity(new byte[32], Duration.ofHours(1), clock, random),
                        () -> decision,
                        new TokenTerms(SERVER, 99, Duration.ofSeconds(30), 10, new byte[32], 0),
                        clock,
                        random);
        return new HttpParts(connect, windows, lifecycle, world);
    }

    private void assertError(int status, String code, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        JsonNode body = json.readTree(response.body());
        assertEquals(code, body.path("code").stringValue());
        assertFalse(body.path("message").stringValue().isBlank());
        assertEquals(2, StreamSupport.stream(body.propertyNames().spliterator(), false).count());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        return client.send(
                request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .timeout(Duration.ofSeconds(10));
    }
}
