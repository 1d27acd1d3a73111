package dev.rudp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.server.app.Server;
import dev.rudp.server.config.SettingsFlag;
import dev.rudp.server.config.SettingsLoader;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The Java sample of the README, compiled and run against a real server: 1. cut it out of the
/// text, 2. compile it, 3. call its `main` with the server's address.
@Timeout(60)
final class ReadmeSampleIT {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SAMPLE = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @TempDir Path directory;

    @Test
    void sampleOfTheReadmeRuns() throws Exception {
        Path source = directory.resolve("Sample.java");
        Files.writeString(source, sampleOf("README.md"));
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                directory.toString(),
                                source.toString());
        assertEquals(0, failed, "the sample compiles");
        List<SettingsFlag> freePorts =
                List.of(
                        new SettingsFlag("--set", "http.port", "0"),
                        new SettingsFlag("--set", "udp.port", "0"));
        try (Server server =
                        Server.start(
                                SettingsLoader.load(null, directory, Map.of(), freePorts)
                                        .settings());
                URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            URI address = server.httpUri();
            loader.loadClass("Sample")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {address.toString()});
            assertTrue(server.recentStats().datagramsIn() > 0, "the sample talked to the server");
        }
    }

    @Test
    void bothReadmesHaveTheSameSample() throws Exception {
        assertEquals(sampleOf("README.md"), sampleOf("README.ko.md"));
    }

    private static String sampleOf(String file) throws Exception {
        Matcher sample = SAMPLE.matcher(Files.readString(ROOT.resolve(file)));
        assertTrue(sample.find(), file + " has a Java sample");
        return sample.group(1);
    }
}
