package dev.rudp.server.app;

import dev.rudp.game.map.MapException;
import dev.rudp.server.config.LoadedSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a server as a program: prints where it is, and ends it on SIGTERM, SIGINT, or, when it was
/// started with `RUDP_EXIT_WITH_STDIN=1`, when its standard input closes.
///
/// Exit codes: 0 ended on request; 2 could not start; 70 stopped by an error of its own.
public final class Serve {
    /// The environment variable that ties the server's life to whoever started it.
    public static final String EXIT_WITH_STDIN = "RUDP_EXIT_WITH_STDIN";

    private static final int STARTED_NOT = 2;
    private static final int CRASHED = 70;
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    private Serve() {}

    /// Serves until told to end. Does not return once the server runs: the process ends with it.
    public static int run(LoadedSettings loaded, Map<String, String> environment, PrintStream out) {
        loaded.describe().forEach(line -> LOG.info("setting {}", line));
        Server server;
        try {
            server = Server.start(loaded.settings());
        } catch (IOException | MapException | IllegalArgumentException refusal) {
            out.println("rudp: " + refusal.getMessage());
            return STARTED_NOT;
        }
        AtomicInteger exitCode = new AtomicInteger();
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    server.close();
                                    // A JVM that a signal ends would report 143.
                                    Runtime.getRuntime().halt(exitCode.get());
                                }));
        out.println("ready http=" + server.httpUri() + " udp=" + server.udpAddress());
        out.flush();
        CompletableFuture<Integer> end = server.crash().thenApply(cause -> CRASHED);
        if ("1".equals(environment.get(EXIT_WITH_STDIN))) {
            Thread.ofVirtual().name("stdin").start(() -> completeAtEndOfInput(end));
        }
        exitCode.set(end.join());
        System.exit(exitCode.get());
        return exitCode.get();
    }

    private static void completeAtEndOfInput(CompletableFuture<Integer> end) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is meant for us; only the end is.
            }
        } catch (IOException closed) {
            LOG.debug("stdin-closed", closed);
        }
        end.complete(0);
    }
}
