package dev.rudp.benchmarks.datagram;

import java.io.IOException;
import java.util.Map;

/// A server process and the process that loads it, kept alive over all turns so that both stay
/// warm; between turns nobody is connected and both sleep.
final class EchoRig implements AutoCloseable {
    private static final long START_SECONDS = 20;
    private static final long ANSWER_SECONDS = 30;

    /// Players that have just connected are left alone for a moment before a turn counts.
    private static final int SETTLE_SECONDS = 1;

    private final int players;
    private final BenchProcess server;
    private final BenchProcess load;

    private EchoRig(int players, BenchProcess server, BenchProcess load) {
        this.players = players;
        this.server = server;
        this.load = load;
    }

    /// @param kind `bare` or `transport`
    /// @param hz how often per second each player sends
    static EchoRig start(String kind, int players, int hz)
            throws IOException, InterruptedException {
        BenchProcess server = BenchProcess.start(EchoServerProcess.class, kind, players);
        try {
            long port = figure(server.await(START_SECONDS), "port");
            BenchProcess load = BenchProcess.start(LoadProcess.class, kind, players, port, hz);
            load.await(START_SECONDS);
            return new EchoRig(players, server, load);
        } catch (IOException | InterruptedException failed) {
            server.close();
            throw failed;
        }
    }

    EchoTurn turn(int seconds) throws IOException, InterruptedException {
        long connected = figure(load.ask("connect", ANSWER_SECONDS), "connected");
        if (connected != players) {
            throw new IOException("only " + connected + " of " + players + " players connected");
        }
        load.ask("run " + SETTLE_SECONDS, ANSWER_SECONDS);
        server.ask("begin", ANSWER_SECONDS);
        Map<String, Long> ran = load.ask("run " + seconds, seconds + ANSWER_SECONDS);
        Map<String, Long> ended = server.ask("end", ANSWER_SECONDS);
        load.ask("disconnect", ANSWER_SECONDS);
        double ranSeconds = figure(ran, "ns") / 1e9;
        double cpuNs = figure(ended, "cpuNs");
        double pairs = (figure(ended, "received") + figure(ended, "sent")) / 2.0;
        return new EchoTurn(
                cpuNs / pairs,
                figure(ran, "sent") / ranSeconds,
                figure(ran, "echoes") / ranSeconds,
                cpuNs / 1e9 / ranSeconds,
                figure(ran, "latestNs") / 1e6);
    }

    @Override
    public void close() throws IOException {
        try (server) {
            load.close();
        }
    }

    private static long figure(Map<String, Long> figures, String key) throws IOException {
        Long value = figures.get(key);
        if (value == null) {
            throw new IOException("answer " + figures + " without " + key);
        }
        return value;
    }
}
