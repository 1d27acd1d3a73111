package dev.rudp.loadtest;

import dev.rudp.loadtest.process.PauseLog;
import dev.rudp.loadtest.process.ProcessSampler;
import dev.rudp.loadtest.process.ServerProcess;
import dev.rudp.loadtest.scenario.Field;
import dev.rudp.loadtest.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The server that a load test starts for itself: with the map and the settings that the scenario
/// needs, and with a log of its collector's pauses. Both files lie in a temporary folder that
/// [#close()] removes.
final class OwnServer implements AutoCloseable {
    private static final Duration START_TIME_OUT = Duration.ofSeconds(60);

    /// Entities that a server holds unless told otherwise.
    private static final int DEFAULT_ENTITIES = 4_096;

    private final Path folder;
    private final ServerProcess process;
    private final PauseLog pauses;
    private final double idleRssMb;

    private OwnServer(Path folder, ServerProcess process, PauseLog pauses) {
        this.folder = folder;
        this.process = process;
        this.pauses = pauses;
        this.idleRssMb = new ProcessSampler(process.handle()).sample().rssMb();
    }

    /// @throws IOException when it does not start; the message is for people
    static OwnServer start(LoadTestOptions options) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rudp-loadtest");
        try {
            PauseLog pauses = new PauseLog(folder.resolve("safepoints.log"));
            List<String> flags = new ArrayList<>(options.serverJvmFlags());
            flags.add(pauses.jvmFlag());
            ServerProcess process =
                    ServerProcess.start(
                            ServerProcess.serveCommand(flags, settings(options, folder)),
                            START_TIME_OUT);
            return new OwnServer(folder, process, pauses);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            remove(folder);
            throw failed;
        }
    }

    ServerProcess process() {
        return process;
    }

    PauseLog pauses() {
        return pauses;
    }

    /// {@return its resident set before the first player came, in MiB}
    double idleRssMb() {
        return idleRssMb;
    }

    @Override
    public void close() {
        process.close();
        remove(folder);
    }

    private static List<String> settings(LoadTestOptions options, Path folder) throws IOException {
        Scenario scenario = options.plan().scenarioFor(options.players());
        List<String> settings = new ArrayList<>();
        settings.add("http.port=0");
        settings.add("udp.port=0");
        settings.add("snapshot.checksum=true");
        // One more than play: a hostile test asks for a token that nobody uses.
        settings.add("session.max-players=" + (options.players() + 1));
        settings.add(
                "world.capacity-entities=" + Math.max(DEFAULT_ENTITIES, options.players() + 1));
        settings.add("world.tick-hz=" + options.plan().tickHz());
        Field field = scenario.field();
        if (field != null) {
            Path map = folder.resolve(field.name() + ".json");
            Files.write(map, field.mapFile());
            settings.add("world.map=" + map);
        }
        settings.addAll(scenario.serverSettings(options.plan().tickHz()));
        settings.addAll(options.serverSettings());
        return settings;
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException stays) {
            // A temporary file that stays does no harm; the system clears it away.
            System.err.println("loadtest: cannot remove " + folder + ": " + stays);
        }
    }
}
