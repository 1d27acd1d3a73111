package dev.rudp.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.server.app.Server;
import dev.rudp.server.config.ServerSettings;
import dev.rudp.server.config.SettingsException;
import dev.rudp.server.config.SettingsFlag;
import dev.rudp.server.config.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole load test against a real server, over real sockets; small and short. How fast it all
/// is does not matter here, so a verdict of any kind will do as long as it is told in the same way
/// everywhere.
class LoadTestIT {
    private static final int PLAYERS = 40;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @TempDir private Path folder = Path.of("");

    @Test
    void botsPlayOnARealServerAndSeeWhatItSees() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "bots need Linux");
        Path json = folder.resolve("deep/figures.json");
        Path html = folder.resolve("report.html");
        int exitCode;
        try (Server server = Server.start(settings())) {
            String address = server.httpUri().getHost() + ":" + server.httpUri().getPort();
            exitCode = LoadTest.run(options(address, json, html), out);
        }
        JsonNode figures = new JsonMapper().readTree(Files.readString(json));
        assertEquals(PLAYERS, figures.path("connected").intValue(), this::said);
        assertEquals(0, figures.path("stateMismatches").longValue(), this::said);
        assertTrue(figures.path("statesChecked").longValue() > 0, this::said);
        assertTrue(figures.path("sentPerSecond").doubleValue() > 0, this::said);
        assertTrue(figures.path("receivedPerSecond").doubleValue() > 0, this::said);
        assertTrue(figures.path("rttMsMean").doubleValue() > 0, this::said);
        assertTrue(figures.path("tickMsP50").doubleValue() > 0, this::said);
        assertEquals(3, figures.path("timeline").size(), this::said);
        String verdict = figures.path("verdict").asString();
        assertTrue(said().contains("verdict: " + verdict), this::said);
        assertEquals(Map.of("passed", 0, "failed", 1, "invalid", 3).get(verdict), exitCode);
        assertTrue(Files.readString(html).contains("<title>Load test: " + verdict));
    }

    @Test
    void aServerThatIsNotThereIsOneClearLine() throws Exception {
        // Bound, so that nobody else gets the port, but not listening.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String address = "127.0.0.1:" + taken.getLocalPort();
            int exitCode = LoadTest.run(options(address, null, null), out);
            assertEquals(LoadTest.NOT_RUN, exitCode, this::said);
            assertTrue(said().contains("loadtest: no server answers at http://" + address), said());
        }
    }

    private LoadTestOptions options(String attach, @Nullable Path json, @Nullable Path html) {
        return new LoadTestOptions(
                PLAYERS, 2, 1, Plan.walk(), attach, json, html, List.of(), List.of(), 1);
    }

    private ServerSettings settings() throws SettingsException {
        List<SettingsFlag> flags =
                Stream.of("http.port=0", "udp.port=0", "snapshot.checksum=true")
                        .map(SettingsFlag::set)
                        .toList();
        return SettingsLoader.load(null, folder, Map.of(), flags).settings();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
