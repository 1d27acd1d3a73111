package dev.rudp.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.client.GameClient;
import dev.rudp.game.input.InputWord;
import dev.rudp.server.config.SettingsFlag;
import dev.rudp.server.config.SettingsLoader;
import dev.rudp.testkit.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The status page of a whole server in a real browser.
@Timeout(180)
final class StatusPageIT {
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final int PATIENCE = 60;

    /// Where the coloured pixels are: players have colours, ground and walls are grey.
    private static final String PLAYERS =
            """
            (() => {
              const canvas = document.getElementById("world");
              const { width, height } = canvas;
              const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
              let count = 0, x = 0, y = 0;
              for (let i = 0; i < data.length; i += 4) {
                const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
                if (Math.max(r, g, b) - Math.min(r, g, b) > 100) {
                  count++;
                  x += i / 4 % width;
                  y += Math.floor(i / 4 / width);
                }
              }
              return [count, count && x / count, count && y / count].join(" ");
            })()
            """;

    // The browser's processes write until they have ended.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory = Path.of("");

    private record Drawn(int pixels, double x, double y) {}

    @Test
    void drawsThePlayersAndTheFiguresOfTheServer() throws Exception {
        Path profile = Files.createDirectory(directory.resolve("browser"));
        Server server = start();
        try (Browser browser = Browser.start(profile)) {
            browser.open(server.httpUri());
            assertTrue(browser.until(text("state", "live")), browser.complaints()::toString);
            assertTrue(browser.until(text("map-name", "meadow")));
            assertTrue(browser.until(text("sessions", "0")));
            assertEquals(0, drawn(browser).pixels(), "nobody is there");

            try (GameClient ann = GameClient.connect(server.httpUri(), "Ann")) {
                Drawn before = awaitPlayer(ann, browser);
                ann.input(InputWord.of(InputWord.FULL_STICK, InputWord.FULL_STICK, 0, 0));
                assertTrue(moves(ann, browser, before), "the player is drawn where it goes");
                assertTrue(browser.until(text("sessions", "1")));
                assertTrue(browser.until(figure("tickHz") + " > 0"), "ticks per second");
                assertTrue(browser.until(figure("datagramsOut") + " > 0"), "datagrams");
            }
            assertEquals(List.of(), browser.complaints());

            server.close();
            assertTrue(browser.until("document.getElementById('state').dataset.state === 'lost'"));
        } finally {
            server.close();
        }
    }

    private static Drawn awaitPlayer(GameClient player, Browser browser)
            throws IOException, InterruptedException {
        Drawn drawn = drawn(browser);
        for (int i = 0; i < PATIENCE && drawn.pixels() == 0; i++) {
            player.updateFor(A_WHILE);
            drawn = drawn(browser);
        }
        assertTrue(drawn.pixels() > 0, "the player is drawn");
        return drawn;
    }

    private static boolean moves(GameClient player, Browser browser, Drawn before)
            throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            player.updateFor(A_WHILE);
            Drawn now = drawn(browser);
            if (Math.hypot(now.x() - before.x(), now.y() - before.y()) >= 3) {
                return true;
            }
        }
        return false;
    }

    private static Drawn drawn(Browser browser) throws IOException, InterruptedException {
        String[] words = browser.evaluate(PLAYERS).split(" ", -1);
        return new Drawn(
                Integer.parseInt(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]));
    }

    private static String text(String id, String expected) {
        return "document.getElementById('" + id + "').textContent === '" + expected + "'";
    }

    private static String figure(String id) {
        return "parseFloat(document.getElementById('" + id + "').textContent.replaceAll(',', ''))";
    }

    private Server start() throws Exception {
        List<SettingsFlag> flags =
                List.of(
                        new SettingsFlag("--set", "http.port", "0"),
                        new SettingsFlag("--set", "udp.port", "0"));
        return Server.start(SettingsLoader.load(null, directory, Map.of(), flags).settings());
    }
}
