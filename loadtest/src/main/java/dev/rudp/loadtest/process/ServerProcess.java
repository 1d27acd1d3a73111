package dev.rudp.loadtest.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that the load test starts for itself, in a process of its own so that its CPU and
/// memory can be told apart from the bots'.
///
/// The child prints `ready http=URL udp=HOST:PORT` on its standard output when it takes players. It
/// ends itself when its standard input closes (`RUDP_EXIT_WITH_STDIN=1`), so that it does not
/// outlive a load test that was killed. [#close()] ends it by its handle with SIGTERM, waits, and
/// only then kills.
public final class ServerProcess implements AutoCloseable {
    /// The environment variable that ties the child's life to ours.
    public static final String EXIT_WITH_STDIN = "RUDP_EXIT_WITH_STDIN";

    private static final Pattern READY = Pattern.compile("ready http=(\\S+) udp=(\\S+)");
    private static final Duration STOP_TIME_OUT = Duration.ofSeconds(15);
    private static final int KEPT_LINES = 30;

    private final Process process;
    private final URI http;
    private final String udp;
    private final Output output;

    private ServerProcess(Process process, URI http, String udp, Output output) {
        this.process = process;
        this.http = http;
        this.udp = udp;
        this.output = output;
    }

    /// {@return the command that runs `serve` of this very program: the same Java, the same class
    /// path}
    ///
    /// @param jvmFlags flags for the child's JVM
    /// @param settings `key=value` each, over the server's defaults
    public static List<String> serveCommand(List<String> jvmFlags, List<String> settings) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse(javaHome() + "/bin/java"));
        command.addAll(jvmFlags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("dev.rudp.cli.Rudp");
        command.add("serve");
        for (String setting : settings) {
            command.add("--set");
            command.add(setting);
        }
        return List.copyOf(command);
    }

    /// Starts `command` and waits until it is ready.
    ///
    /// @throws IOException when it does not start, ends, or is not ready in time; the message holds
    ///   its last lines of output
    public static ServerProcess start(List<String> command, Duration timeOut)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(EXIT_WITH_STDIN, "1");
        Process process = builder.start();
        Output output = new Output();
        Thread.ofVirtual().name("server-output").start(() -> output.drain(process));
        try {
            Matcher ready = output.ready.get(timeOut.toNanos(), TimeUnit.NANOSECONDS);
            return new ServerProcess(process, URI.create(ready.group(1)), ready.group(2), output);
        } catch (TimeoutException | ExecutionException notReady) {
            stop(process);
            String why =
                    notReady instanceof TimeoutException
                            ? "was not ready within " + timeOut.toSeconds() + " s"
                            : "ended before it was ready";
            throw new IOException("the server " + why + output.quoted(), notReady);
        } catch (InterruptedException interrupted) {
            stop(process);
            throw interrupted;
        }
    }

    /// {@return where its HTTP API is}
    public URI http() {
        return http;
    }

    /// {@return where it takes datagrams, `HOST:PORT`}
    public String udp() {
        return udp;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// {@return its last lines of output, for a message about its death; empty when it said
    /// nothing}
    public String lastOutput() {
        return output.quoted();
    }

    /// Ends the server and waits until it is gone.
    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        boolean interrupted = false;
        try {
            if (!process.waitFor(STOP_TIME_OUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String javaHome() {
        return System.getProperty("java.home");
    }

    /// Reads what the child prints, so that it never blocks on a full pipe, and keeps the last
    /// lines.
    private static final class Output {
        final CompletableFuture<Matcher> ready = new CompletableFuture<>();
        private final Deque<String> last = new ArrayDeque<>();

        void drain(Process process) {
            try (BufferedReader reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    keep(line);
                    Matcher matcher = READY.matcher(line);
                    if (matcher.find()) {
                        ready.complete(matcher);
                    }
                }
            } catch (IOException closed) {
                keep("(output: " + closed.getMessage() + ")");
            } finally {
                ready.completeExceptionally(new IOException("its output ended"));
            }
        }

        private synchronized void keep(String line) {
            if (last.size() == KEPT_LINES) {
                last.removeFirst();
            }
            last.addLast(line);
        }

        synchronized String quoted() {
            return last.isEmpty() ? "" : ":\n  | " + String.join("\n  | ", last);
        }
    }
}
