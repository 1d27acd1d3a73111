package dev.rudp.loadtest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A stand-in for the server that says what the real one says, and notes how it was ended.
    public static final class FakeServer {
        private FakeServer() {}

        public static void main(String[] arguments) throws Exception {
            switch (arguments[0]) {
                case "dies" -> {
                    System.out.println("server.http-port=99999 not in [0, 65535]");
                    System.exit(2);
                }
                case "silent" -> Thread.currentThread().join();
                default -> {
                    Path note = Path.of(arguments[1]);
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(note)));
                    System.out.println("starting");
                    System.out.println("ready http=http://127.0.0.1:1234 udp=127.0.0.1:5678");
                    // Like the real one with RUDP_EXIT_WITH_STDIN=1.
                    if ("1".equals(System.getenv(ServerProcess.EXIT_WITH_STDIN))) {
                        while (System.in.read() >= 0) {}
                    }
                }
            }
        }

        private static void write(Path note) {
            try {
                Files.writeString(note, "stopped in order");
            } catch (IOException broken) {
                Runtime.getRuntime().halt(9);
            }
        }
    }

    @Test
    void readsWhereTheServerListensAndEndsItInOrder(@TempDir Path folder) throws Exception {
        Path note = folder.resolve("note");
        ProcessHandle child;
        try (ServerProcess server = ServerProcess.start(fake("ready", note.toString()), PATIENCE)) {
            child = server.handle();
            assertEquals("http://127.0.0.1:1234", server.http().toString());
            assertEquals("127.0.0.1:5678", server.udp());
            assertTrue(server.isAlive());
        }
        assertFalse(child.isAlive());
        assertEquals("stopped in order", Files.readString(note));
    }

    @Test
    void aServerThatEndsAtOnceIsReportedWithItsOwnWords() {
        IOException refused =
                assertThrows(IOException.class, () -> ServerProcess.start(fake("dies"), PATIENCE));
        assertTrue(
                refused.toString().contains("ended before it was ready")
                        && refused.toString().contains("server.http-port=99999"),
                refused.toString());
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAndEnded() {
        IOException late =
                assertThrows(
                        IOException.class,
                        () -> ServerProcess.start(fake("silent"), Duration.ofMillis(300)));
        assertTrue(late.toString().contains("not ready within"), late.toString());
    }

    @Test
    void servesWithTheSameClassPathAndTheGivenSettings() {
        List<String> command =
                ServerProcess.serveCommand(List.of("-Xmx1g"), List.of("http.port=0", "udp.port=0"));
        assertEquals("-Xmx1g", command.get(1));
        assertEquals(System.getProperty("java.class.path"), command.get(3));
        assertEquals(
                List.of(
                        "dev.rudp.cli.Rudp",
                        "serve",
                        "--set",
                        "http.port=0",
                        "--set",
                        "udp.port=0"),
                command.subList(4, command.size()));
    }

    private static List<String> fake(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FakeServer.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
