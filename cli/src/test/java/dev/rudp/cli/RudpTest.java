package dev.rudp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.loadtest.LoadTestOptions;
import dev.rudp.loadtest.Plan;
import dev.rudp.loadtest.conformance.ConformanceOptions;
import dev.rudp.loadtest.scenario.Scenario;
import dev.rudp.loadtest.scenario.Scenarios;
import dev.rudp.server.config.LoadedSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RudpTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Recorded programs = new Recorded();

    @Test
    void helpListsEveryCommandWithExamples() {
        assertEquals(0, run("--help"));

        for (String name :
                List.of(
                        "demo",
                        "serve",
                        "loadtest",
                        "bench",
                        "conformance",
                        "map",
                        "fuzz",
                        "test",
                        "seeds",
                        "format")) {
            assertTrue(text(out).contains("\n  " + name + " "), text(out));
        }
        assertTrue(text(out).contains("./rudp loadtest --players 2000 --seconds 60"), text(out));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "serve",
                "loadtest",
                "bench",
                "conformance",
                "map",
                "fuzz",
                "test",
                "seeds",
                "format"
            })
    void everyCommandHasHelpWithAnExample(String command) {
        assertEquals(0, run(command, "--help"));
        assertTrue(text(out).contains("Examples:\n  ./rudp " + command), text(out));
    }

    @Test
    void checksAndConvertsMaps(@TempDir Path folder) throws Exception {
        Path tiled = folder.resolve("m.tmj");
        Path made = folder.resolve("m.json");
        Files.writeString(
                tiled,
                """
                {"orientation": "orthogonal", "width": 16, "height": 16, "tilewidth": 32,
                 "tileheight": 32, "layers": [{"type": "objectgroup", "name": "spawns", "objects":
                 [{"id": 1, "x": 64, "y": 64, "width": 64, "height": 64}]}]}
                """);
        assertEquals(0, run("map", "convert", tiled.toString(), made.toString()), text(err));
        assertEquals(0, run("map", "check", made.toString()), text(err));
        assertTrue(text(out).contains("map map is good: 0 solids, 1 spawn areas"), text(out));

        Files.writeString(made, "{}");
        assertEquals(2, run("map", "check", made.toString()));
        assertTrue(text(err).contains("rudp map check:   spawns: found nothing"), text(err));
    }

    @Test
    void tellsItsVersion() {
        assertEquals(0, run("--version"));
        assertEquals("rudp 0.1.0\n", text(out));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loadtest --playrs 5|rudp loadtest: unknown option `--playrs`; did you mean --players?",
                "loadtes|rudp: unknown command `loadtes`; did you mean loadtest?",
                "serve --udp-prt=1|rudp serve: unknown option `--udp-prt=1`; did you mean --udp-port?",
                "demo extra|rudp demo: unknown argument `extra`",
                "loadtest --players many|rudp loadtest: Invalid value for option '--players'",
                "loadtest --players 0|rudp loadtest: players=0 not in [1, 20000]",
                "loadtest --scenario crwd|rudp loadtest: scenario=crwd is not one of walk, crowd, flock,",
                "loadtest --json|rudp loadtest: Missing required parameter for option '--json'",
                "bench nothing|rudp bench: no benchmark `nothing`; there are cipher, datagram",
                "serve --set world.tickhz=3|rudp serve: --set: world.tickhz: no such setting; did you",
                "serve --udp-port x|rudp serve: --udp-port: udp.port: found `x`, expected a whole",
                "serve --set nonsense|rudp serve: --set: found `nonsense`, expected key=value",
                "conformance|rudp conformance: Missing required option: '--target=HOST:PORT'",
                "conformance --target here:1|rudp conformance: give either http or private-key",
                "conformance --target here --http here:1|rudp conformance: target=here is not host:port",
                "conformance --target h:1 --private-key ab|rudp conformance: private-key: not 64 hex",
                "test --all|rudp test: is done by the launcher: ./rudp test --all",
            })
    void mistakesGetOneClearLine(String arguments, String expected) {
        assertEquals(2, run(arguments.split(" ")));

        assertTrue(text(err).startsWith(expected), text(err));
        assertEquals(1, text(err).lines().count(), text(err));
        assertEquals("", text(out));
    }

    @Test
    void serveGetsTheSettingsOfAllSources() {
        assertEquals(0, run("serve", "--udp-port", "41000", "--set", "world.seed=5"));

        LoadedSettings settings = programs.settings.getFirst();
        assertEquals(41_000, settings.settings().udp().port());
        assertEquals(5, settings.settings().world().seed());
        assertEquals(30, settings.settings().world().tickHz());
        assertEquals("--udp-port", settings.origins().get("udp.port"));
    }

    @Test
    void everyWrongSettingGetsItsLine() {
        assertEquals(2, run("serve", "--set", "a=1", "--set", "b=2"));
        assertEquals(2, text(err).lines().count(), text(err));
    }

    @Test
    void demoTakesPlayers() {
        assertEquals(0, run("demo"));
        assertEquals(0, run("demo", "--players", "7", "--http-port=0"));

        assertEquals(List.of("demo 200", "demo 7"), programs.calls);
        assertEquals(0, programs.settings.getLast().settings().http().port());
    }

    @Test
    void loadtestPassesEverythingOnAndItsVerdictBack() {
        programs.exitCode = 3;

        int code =
                run(
                        "loadtest --players 50 --seconds 9 --warmup-seconds 1 --attach h:1 --json a.json"
                                .split(" "));

        assertEquals(3, code);
        assertEquals(
                List.of(
                        new LoadTestOptions(
                                        50,
                                        9,
                                        1,
                                        Plan.walk(),
                                        "h:1",
                                        Path.of("a.json"),
                                        null,
                                        List.of(),
                                        LoadTestOptions.SERVER_JVM_FLAGS,
                                        1)
                                .toString()),
                programs.calls);
    }

    @Test
    void loadtestSearchesAtBothRatesOrAtTheOneThatIsNamed() {
        assertEquals(0, run("loadtest", "--find-max"));
        assertEquals(0, run("loadtest", "--find-max", "--hz", "30", "--players", "900"));

        assertEquals(List.of("find-max 8000 at [60, 30]", "find-max 900 at [30]"), programs.calls);
    }

    @Test
    void loadtestsHelpNamesAndDescribesEveryScenario() {
        assertEquals(0, run("loadtest", "--help"));

        for (Scenario scenario : Scenarios.all()) {
            String line = scenario.name() + ": " + scenario.about();
            assertTrue(text(out).replaceAll("\\s+", " ").contains(line), text(out));
        }
    }

    @Test
    void commandsHaveTheDefaultsOfTheirPrograms() {
        assertEquals(0, run("loadtest"));
        assertEquals(0, run("bench", "cipher"));

        assertEquals(
                List.of(
                        LoadTestOptions.defaults().toString(),
                        "cipher " + BenchOptions.defaults() + " null"),
                programs.calls);
    }

    @Test
    void benchRunsByNameAndListsWithout() {
        assertEquals(0, run("bench"));
        assertEquals("benchmarks: cipher, datagram\n", text(out));
        assertEquals(0, run("bench", "cipher", "--json", "c.json"));

        assertEquals(List.of("cipher " + BenchOptions.defaults() + " c.json"), programs.calls);
    }

    @Test
    void whatTheWorldRefusesIsOneLineToo() {
        programs.failure = "http.port=80 cannot be bound";

        assertEquals(1, run("serve"));
        assertEquals("rudp serve: http.port=80 cannot be bound\n", text(err));
    }

    private int run(String... arguments) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Rudp(programs, Map.of("RUDP_WORLD_TICK_HZ", "30"), print)
                .execute(new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /// Writes down what it is asked to run.
    private static final class Recorded implements Programs {
        final List<String> calls = new ArrayList<>();
        final List<LoadedSettings> settings = new ArrayList<>();
        int exitCode;
        String failure = "";

        @Override
        public int serve(LoadedSettings loaded, PrintStream out) throws IOException {
            if (!failure.isEmpty()) {
                throw new IOException(failure);
            }
            settings.add(loaded);
            return exitCode;
        }

        @Override
        public int demo(LoadedSettings loaded, int players, PrintStream out) {
            settings.add(loaded);
            calls.add("demo " + players);
            return exitCode;
        }

        @Override
        public int loadTest(LoadTestOptions options, PrintStream out) {
            calls.add(options.toString());
            return exitCode;
        }

        @Override
        public int findMax(LoadTestOptions options, List<Integer> rates, PrintStream out) {
            calls.add("find-max " + options.players() + " at " + rates);
            return exitCode;
        }

        @Override
        public int hostileTest(LoadTestOptions options, int rate, PrintStream out) {
            calls.add("hostile " + rate + " " + options);
            return exitCode;
        }

        @Override
        public int bench(String name, BenchOptions options, @Nullable Path json, PrintStream out) {
            calls.add(name + " " + options + " " + json);
            return exitCode;
        }

        @Override
        public int conformance(ConformanceOptions options, PrintStream out) {
            calls.add(options.toString());
            return exitCode;
        }

        @Override
        public List<String> benchmarks() {
            return List.of("cipher", "datagram");
        }
    }
}
