package dev.rudp.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LoadTestOptionsTest {
    @Test
    void defaultsAreThePromise() {
        LoadTestOptions defaults = LoadTestOptions.defaults();
        assertEquals(2000, defaults.players());
        assertEquals(60, defaults.seconds());
        assertEquals(15, defaults.warmupSeconds());
        assertNull(defaults.attachedHttp());
    }

    @Test
    void numbersOutOfRangeNameKeyValueAndRange() {
        assertRefused("players=0 not in [1, 20000]", () -> options(0, 60, 15, "walk", null));
        assertRefused("players=20001 not in", () -> options(20_001, 60, 15, "walk", null));
        assertRefused("seconds=0 not in [1, 86400]", () -> options(1, 0, 15, "walk", null));
        assertRefused("warmup-seconds=-1 not in", () -> options(1, 1, -1, "walk", null));
        assertRefused("scenario=fly is not one of [walk]", () -> options(1, 1, 1, "fly", null));
    }

    @Test
    void attachTakesHostAndPort() {
        assertEquals("http://127.0.0.1:8080", attached("127.0.0.1:8080"));
        assertEquals("http://[::1]:8080", attached("[::1]:8080"));
        assertEquals("http://game.example:80", attached("http://game.example:80"));
        for (String wrong : List.of("", "localhost", "localhost:", ":8080", "a b:1", "h:70000")) {
            assertRefused(
                    "attach=" + wrong + " is not host:port", () -> options(1, 1, 1, "walk", wrong));
        }
    }

    @Test
    void settingsBelongToAServerOfOurOwn() {
        assertRefused("runs already", () -> withSettings("127.0.0.1:1", "udp.port=1"));
        assertRefused("\"udp.port\" is not key=value", () -> withSettings(null, "udp.port"));
    }

    private static String attached(String address) {
        return Objects.toString(options(1, 1, 1, "walk", address).attachedHttp());
    }

    private static LoadTestOptions options(
            int players, int seconds, int warmup, String scenario, @Nullable String attach) {
        return new LoadTestOptions(
                players, seconds, warmup, scenario, attach, null, null, List.of(), List.of(), 1);
    }

    private static LoadTestOptions withSettings(@Nullable String attach, String setting) {
        return new LoadTestOptions(
                1, 1, 1, "walk", attach, null, null, List.of(setting), List.of(), 1);
    }

    private static void assertRefused(String message, Executable action) {
        String said = assertThrows(IllegalArgumentException.class, action).toString();
        assertTrue(said.contains(message), said);
    }
}
