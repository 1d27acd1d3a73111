package dev.rudp.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.client.GameClient;
import dev.rudp.client.connect.ConnectFailure;
import dev.rudp.client.view.WorldView;
import dev.rudp.game.input.InputWord;
import dev.rudp.game.map.MapException;
import dev.rudp.server.config.ServerSettings;
import dev.rudp.server.config.SettingsFlag;
import dev.rudp.server.config.SettingsLoader;
import dev.rudp.testkit.seed.SeededRandom;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole server on loopback, with real clients.
@Timeout(60)
final class ServerIT {
    private static final Duration A_WHILE = Duration.ofMillis(500);
    private static final int PATIENCE = 20;

    @TempDir Path directory;

    @Test
    void letsAPlayerInAndMovesItByItsInputs() throws Exception {
        try (Server server = start();
                GameClient ann = GameClient.connect(server.httpUri(), "Ann")) {
            assertEquals("meadow", ann.welcome().mapName());
            WorldView world = ann.updateFor(A_WHILE);
            double startX = world.x(ann.ownIndex());
            double startY = world.y(ann.ownIndex());
            ann.input(InputWord.of(InputWord.FULL_STICK, InputWord.FULL_STICK, 0, 0));
            double moved = 0;
            for (int i = 0; i < PATIENCE && moved < 1; i++) {
                world = ann.updateFor(A_WHILE);
                int me = ann.ownIndex();
                moved = Math.hypot(world.x(me) - startX, world.y(me) - startY);
            }
            assertTrue(moved >= 1, "moved " + moved + " m");
        }
    }

    @Test
    void showsPlayersToEachOtherUntilOneLeaves() throws Exception {
        try (Server server = start("snapshot.view-radius-metres=5000");
                GameClient ann = GameClient.connect(server.httpUri(), "Ann")) {
            try (GameClient bob = GameClient.connect(server.httpUri(), "Bob")) {
                awaitCount(ann, 2);
                awaitCount(bob, 2);
            }
            awaitCount(ann, 1);
        }
    }

    @Test
    void playsOnWhileGarbageArrives() throws Exception {
        try (Server server = start();
                GameClient ann = GameClient.connect(server.httpUri(), "Ann");
                DatagramChannel stranger = DatagramChannel.open()) {
            SeededRandom random = new SeededRandom(7);
            InetSocketAddress target = server.udpAddress().toInetSocketAddress();
            for (int i = 0; i < 2_000; i++) {
                byte[] junk = new byte[1 + random.nextInt(1_400)];
                random.nextBytes(junk);
                junk[0] = (byte) random.nextInt(16);
                stranger.send(ByteBuffer.wrap(junk), target);
            }
            ann.updateFor(A_WHILE);
            assertTrue(ann.isPlaying());
            long dropped = server.recentStats().drops().values().stream().mapToLong(n -> n).sum();
            assertTrue(dropped > 0, "counted " + dropped);
            try (GameClient bob = GameClient.connect(server.httpUri(), "Bob")) {
                assertTrue(bob.isPlaying());
            }
        }
    }

    @Test
    void refusesPlayersBeyondItsLimit() throws Exception {
        try (Server server = start("session.max-players=1");
                GameClient ann = GameClient.connect(server.httpUri(), "Ann")) {
            assertTrue(ann.isPlaying());
            ConnectFailure failure =
                    assertThrows(
                            ConnectFailure.class,
                            () -> GameClient.connect(server.httpUri(), "Bob").close());
            assertEquals("server_full", failure.code());
        }
    }

    @Test
    void saysGoodbyeWhenItStops() throws Exception {
        Server server = start();
        try (GameClient ann = GameClient.connect(server.httpUri(), "Ann")) {
            server.close();
            for (int i = 0; i < PATIENCE && ann.isPlaying(); i++) {
                ann.updateFor(A_WHILE);
            }
            assertFalse(ann.isPlaying());
            assertNotNull(ann.endReason());
        } finally {
            server.close();
        }
    }

    @Test
    void servesOnThePortableDriverAndCipherWithSeveralShards() throws Exception {
        try (Server server =
                        start(
                                "udp.driver=nio",
                                "udp.cipher=jdk",
                                "snapshot.view-radius-metres=5000");
                GameClient ann = GameClient.connect(server.httpUri(), "Ann")) {
            awaitCount(ann, 1);
        }
        try (Server server = start("shards.count=3", "snapshot.view-radius-metres=5000")) {
            List<GameClient> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                clients.add(GameClient.connect(server.httpUri(), "player" + i));
            }
            awaitCount(clients.getFirst(), 6);
            clients.forEach(GameClient::close);
        }
    }

    @Test
    void tellsWhatIsWrongWithAMapFile() throws Exception {
        Path map = directory.resolve("broken.json");
        Files.writeString(map, "{\"name\": \"broken\", \"size\": [-1, \"wide\"]}");
        MapException refusal =
                assertThrows(MapException.class, () -> start("world.map=" + map).close());
        assertTrue(refusal.toString().contains("broken.json"), refusal.toString());
    }

    @Test
    void tellsWhichPortIsTaken() throws Exception {
        try (Server server = start()) {
            int port = server.udpAddress().port();
            IOException refusal =
                    assertThrows(IOException.class, () -> start("udp.port=" + port).close());
            assertTrue(refusal.toString().contains("udp.port=" + port), refusal.toString());
        }
    }

    private static void awaitCount(GameClient client, int count) {
        int seen = -1;
        for (int i = 0; i < PATIENCE && seen != count; i++) {
            seen = client.updateFor(A_WHILE).count();
        }
        assertEquals(count, seen);
    }

    private Server start(String... settings) throws Exception {
        List<SettingsFlag> flags = new ArrayList<>();
        flags.add(new SettingsFlag("--set", "http.port", "0"));
        if (List.of(settings).stream().noneMatch(setting -> setting.startsWith("udp.port="))) {
            flags.add(new SettingsFlag("--set", "udp.port", "0"));
        }
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            flags.add(new SettingsFlag("--set", parts[0], parts[1]));
        }
        ServerSettings loaded = SettingsLoader.load(null, directory, Map.of(), flags).settings();
        return Server.start(loaded);
    }
}
