package dev.rudp.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.client.connect.ConnectApi;
import dev.rudp.server.config.SettingsFlag;
import dev.rudp.server.config.SettingsLoader;
import dev.rudp.transport.netcode.Extensions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A player whose port changes again and again, at a server of several shards: the kernel deals it
/// to another of them nearly every time, and its session goes on.
@Timeout(60)
final class MigrationIT {
    private static final int MOVES = 8;

    @TempDir Path directory;

    @Test
    void aSessionOutlivesEveryChangeOfItsClientsPort() throws Exception {
        List<SettingsFlag> flags =
                List.of(
                        new SettingsFlag("--set", "http.port", "0"),
                        new SettingsFlag("--set", "udp.port", "0"),
                        new SettingsFlag("--set", "shards.count", "4"));
        try (Server server =
                        Server.start(
                                SettingsLoader.load(null, directory, Map.of(), flags).settings());
                ConnectApi api = new ConnectApi(server.httpUri());
                TokenClient client =
                        new TokenClient(api.connect("Ann").token(), Extensions.MIGRATION)) {
            client.runForMessages(10);
            assertEquals(Extensions.MIGRATION, client.extensions());
            for (int move = 1; move <= MOVES; move++) {
                client.move();
                client.runForMessages(30);
                assertTrue(client.isConnected(), "after move " + move);
            }
            assertEquals(1, client.welcomes());
        }
    }
}
