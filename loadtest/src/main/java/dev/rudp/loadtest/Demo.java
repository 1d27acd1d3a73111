package dev.rudp.loadtest;

import dev.rudp.game.map.MapException;
import dev.rudp.server.app.Server;
import dev.rudp.server.config.ServerSettings;
import dev.rudp.server.monitor.ServerStats;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A server and bots in one process, for looking at: they play until the process is told to end.
public final class Demo {
    private static final int STARTED_NOT = 2;

    private Demo() {}

    /// Runs the demo; {@return the exit code} Ends by SIGINT (Ctrl-C) or SIGTERM.
    ///
    /// @param players bots
    public static int run(ServerSettings settings, int players, PrintStream out)
            throws InterruptedException {
        Server server;
        try {
            server = Server.start(settings);
        } catch (IOException | MapException | IllegalArgumentException refusal) {
            out.println("rudp: " + refusal.getMessage());
            return STARTED_NOT;
        }
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    over.countDown();
                                    awaitQuietly(closed);
                                    // A JVM that a signal ends would report 130 or 143.
                                    Runtime.getRuntime().halt(0);
                                }));
        try (server;
                Rig rig = Rig.start(options(server, players))) {
            play(server, rig, players, over, out);
            out.println("bye");
            return 0;
        } catch (IOException | ServerLostException lost) {
            out.println("rudp: " + lost.getMessage());
            return STARTED_NOT;
        } finally {
            closed.countDown();
        }
    }

    private static void play(
            Server server, Rig rig, int players, CountDownLatch over, PrintStream out)
            throws InterruptedException, ServerLostException {
        out.println("watch the world: " + server.httpUri() + "/   (Ctrl-C ends)");
        new Admission(rig, out).admit(players);
        while (!over.await(1, TimeUnit.SECONDS)) {
            out.println(statusLine(server.recentStats()));
        }
    }

    private static LoadTestOptions options(Server server, int players) {
        String address = server.httpUri().getHost() + ":" + server.httpUri().getPort();
        return new LoadTestOptions(
                players, 1, 0, Plan.walk(), address, null, null, List.of(), List.of(), 1);
    }

    private static String statusLine(ServerStats stats) {
        double seconds = stats.windowSeconds();
        return ("%5d players  tick %5.2f ms (p99 %5.2f)  snapshot age p99 %5.2f ms"
                        + "  in %,7.0f/s  out %,7.0f/s  RTT %4.1f ms  CPU %3.0f %%  RSS %,4.0f MB")
                .formatted(
                        stats.sessions(),
                        stats.tickMsP50(),
                        stats.tickMsP99(),
                        stats.snapshotAgeMsP99(),
                        stats.datagramsIn() / seconds,
                        stats.datagramsOut() / seconds,
                        stats.rttMsP50(),
                        stats.cpuRatio() * 100,
                        stats.rssMb());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                System.err.println("rudp: the demo did not end in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
