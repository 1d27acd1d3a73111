package dev.rudp.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rudp.client.connect.ConnectApi;
import dev.rudp.server.config.SettingsFlag;
import dev.rudp.server.config.SettingsLoader;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.Extensions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One connect token, shown from many ports at once to a server of several shards: the kernel
/// spreads the ports over the shards, and yet only one session may come of it.
@Timeout(60)
final class OneTokenIT {
    private static final int SHOWN_FROM = 12;

    /// Enough for each to ask some ten times more.
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir Path directory;

    @Test
    void opensOneSessionHoweverManyShardsItIsShownTo() throws Exception {
        List<SettingsFlag> flags =
                List.of(
                        new SettingsFlag("--set", "http.port", "0"),
                        new SettingsFlag("--set", "udp.port", "0"),
                        new SettingsFlag("--set", "shards.count", "4"));
        List<TokenClient> clients = new ArrayList<>();
        try (Server server =
                        Server.start(
                                SettingsLoader.load(null, directory, Map.of(), flags).settings());
                ConnectApi api = new ConnectApi(server.httpUri())) {
            ConnectToken token = api.connect("Ann").token();
            for (int i = 0; i < SHOWN_FROM; i++) {
                clients.add(new TokenClient(token, Extensions.NONE));
            }
            while (clients.stream().noneMatch(TokenClient::isConnected)) {
                clients.forEach(TokenClient::turn);
            }
            long endNs = System.nanoTime() + SECOND_NS;
            while (System.nanoTime() - endNs < 0) {
                clients.forEach(TokenClient::turn);
            }
            assertEquals(1, clients.stream().filter(TokenClient::isConnected).count());
        } finally {
            clients.forEach(TokenClient::close);
        }
    }
}
