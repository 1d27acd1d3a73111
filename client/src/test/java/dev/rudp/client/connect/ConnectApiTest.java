package dev.rudp.client.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectApiTest {
    private int status = 200;
    private String body = "";
    private String asked = "";
    private final HttpServer server = server();

    @BeforeEach
    void answerOverHttp() {
        server.createContext(
                "/v1/connect",
                exchange -> {
                    asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    byte[] answer = body.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aNameGoesInAndATokenComesOut() throws Exception {
        body =
                """
                {"clientId": "18446744073709551615", "jwt": "a.b.c", "protocolId": "7",
                 "connectToken": "%s", "expiresInSeconds": 30}
                """
                        .formatted(Base64.getEncoder().encodeToString(token().toBytes()));

        ConnectAnswer answer = ask();

        assertEquals("{\"name\":\"Ann\"}", asked);
        assertEquals(-1, answer.clientId());
        assertEquals("a.b.c", answer.jwt());
        assertEquals(token().servers(), answer.token().servers());
        assertFalse(answer.toString().contains("a.b.c"));
    }

    @Test
    void aRefusalIsPassedOnInTheServersWords() {
        status = 503;
        body = "{\"code\": \"server_full\", \"message\": \"the server is full\"}";

        ConnectFailure refused = assertThrows(ConnectFailure.class, this::ask);

        assertEquals("server_full", refused.code());
        assertEquals("the server is full", refused.getMessage());
    }

    @Test
    void whateverElseComesIsAnError() {
        status = 502;
        body = "<html>Bad gateway</html>";
        assertEquals("http_502", assertThrows(ConnectFailure.class, this::ask).code());

        status = 200;
        for (String nonsense :
                List.of(
                        "",
                        "hello",
                        "[]",
                        "{}",
                        "{\"clientId\": \"1\", \"connectToken\": \"*\"}",
                        "{\"clientId\": \"1\", \"connectToken\": \"AAAA\"}",
                        "{\"clientId\": \"x\", \"connectToken\": \"AAAA\"}",
                        "x".repeat(70_000))) {
            body = nonsense;
            assertEquals("bad_answer", assertThrows(ConnectFailure.class, this::ask).code());
        }
    }

    @Test
    void aSilentServerIsUnreachable() {
        server.stop(0);

        ConnectFailure refused = assertThrows(ConnectFailure.class, this::ask);

        assertEquals("unreachable", refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("does not answer"));
    }

    @Test
    void onlyHttpUrlsAreTaken() {
        for (String url : List.of("udp://127.0.0.1:1", "http:///path", "nowhere")) {
            assertThrows(
                    IllegalArgumentException.class, () -> new ConnectApi(URI.create(url)).close());
        }
    }

    private ConnectAnswer ask() throws ConnectFailure, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (ConnectApi api = new ConnectApi(url)) {
            return api.connect("Ann");
        }
    }

    private static ConnectToken token() {
        return ConnectToken.create(
                7,
                1,
                new byte[0],
                List.of(PeerAddress.v4(0x7F00_0001, 7_777)),
                Duration.ofSeconds(30),
                10,
                new byte[32],
                1_000,
                new SeededRandom(1));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
