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
        assertRefused(
                "scenario=fly is not one of walk, crowd, flock, teleport",
                () -> options(1, 1, 1, "fly", null));
        assertRefused("did you mean crowd?", () -> options(1, 1, 1, "crwod", null));
        assertRefused("hz=9 not in [10, 240]", () -> new Plan("walk", 9, 0, false));
        assertRefused("loss=1.0 not in [0, 0.9]", () -> new Plan("walk", 60, 1, false));
        assertRefused("scenario=walk only", () -> new Plan("crowd", 60, 0, true));
    }

    @Test
    void scenariosThatNeedAServerOfTheirOwnAttachToNone() {
        assertRefused("needs a server of its own", () -> options(1, 1, 1, "crowd", "h:1"));
        assertRefused("needs a server of its own", () -> options(1, 1, 1, "teleport", "h:1"));
    }

    @Test
    void anotherCollectorTakesThePlaceOfTheDefaultOne() {
        assertEquals(LoadTestOptions.SERVER_JVM_FLAGS, LoadTestOptions.jvmFlags(List.of()));
        List<String> flags = LoadTestOptions.jvmFlags(List.of("-XX:+UseZGC"));
        assertEquals(List.of("-XX:+UseZGC"), flags.stream().filter(f -> f.endsWith("GC")).toList());
        assertTrue(flags.contains("-XX:+UseCompactObjectHeaders"));
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
                players,
                seconds,
                warmup,
                new Plan(scenario, 60, 0, false),
                attach,
                null,
                null,
                List.of(),
                List.of(),
                1);
    }

    private static LoadTestOptions withSettings(@Nullable String attach, String setting) {
        return new LoadTestOptions(
                1, 1, 1, Plan.walk(), attach, null, null, List.of(setting), List.of(), 1);
    }

    private static void assertRefused(String message, Executable action) {
        String said = assertThrows(IllegalArgumentException.class, action).toString();
        assertTrue(said.contains(message), said);
    }
}
