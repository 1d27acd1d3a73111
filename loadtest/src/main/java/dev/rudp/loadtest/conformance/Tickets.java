package dev.rudp.loadtest.conformance;

import dev.rudp.loadtest.spec.RefusedException;
import dev.rudp.loadtest.spec.Secret;
import dev.rudp.loadtest.spec.Ticket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where connect tokens come from; each opens one session.
interface Tickets {
    Ticket next() throws IOException, InterruptedException;

    /// {@return whether the server behind speaks all of docs/protocol.md, not its §1 alone}
    boolean isOurs();

    /// From our connect API.
    static Tickets over(String http) {
        return new FromHttp(URI.create("http://" + http + "/v1/connect"));
    }

    /// Made here, for a server whose private key is known.
    static Tickets with(String privateKey, long protocolId, InetSocketAddress server) {
        return new FromKey(HexFormat.of().parseHex(privateKey), protocolId, server);
    }

    /// Asks as a guest without a name.
    record FromHttp(URI connect) implements Tickets {
        private static final Duration PATIENCE = Duration.ofSeconds(10);

        @Override
        public Ticket next() throws IOException, InterruptedException {
            HttpRequest request =
                    HttpRequest.newBuilder(connect)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{}"))
                            .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(connect + " answers " + answer.statusCode());
                }
                String token =
                        JsonMapper.shared()
                                .readTree(answer.body())
                                .path("connectToken")
                                .asString("");
                return Ticket.read(Base64.getDecoder().decode(token));
            } catch (ConnectException nobody) {
                throw new IOException(connect + " does not answer", nobody);
            } catch (JacksonException | RefusedException | IllegalArgumentException wrong) {
                throw new IOException(connect + ": no token: " + wrong.getMessage(), wrong);
            }
        }

        @Override
        public boolean isOurs() {
            return true;
        }
    }

    /// Seals them itself; they live 30 s and sessions end after 5 s of silence.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record FromKey(byte[] privateKey, long protocolId, InetSocketAddress server)
            implements Tickets {
        private static final SecureRandom CHANCE = new SecureRandom();
        private static final int LIFE_SECONDS = 30;
        private static final int TIMEOUT_SECONDS = 5;

        @Override
        public Ticket next() {
            return issued(System.currentTimeMillis() / 1_000);
        }

        /// {@return a token whose time was over an hour ago}
        Ticket expired() {
            return issued(System.currentTimeMillis() / 1_000 - 3_600);
        }

        private Ticket issued(long epochSeconds) {
            Secret secret =
                    new Secret(
                            CHANCE.nextLong(),
                            TIMEOUT_SECONDS,
                            List.of(server),
                            random(32),
                            random(32),
                            new byte[256]);
            return Ticket.issue(
                    protocolId,
                    secret,
                    privateKey,
                    random(24),
                    epochSeconds,
                    epochSeconds + LIFE_SECONDS);
        }

        @Override
        public boolean isOurs() {
            return false;
        }

        @Override
        public String toString() {
            return "FromKey[server=" + server + "]";
        }

        private static byte[] random(int count) {
            byte[] bytes = new byte[count];
            CHANCE.nextBytes(bytes);
            return bytes;
        }
    }
}
