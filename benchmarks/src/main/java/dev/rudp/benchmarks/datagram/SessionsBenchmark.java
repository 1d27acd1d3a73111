package dev.rudp.benchmarks.datagram;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import dev.rudp.transport.crypto.PacketCiphers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Measures how the transport's own cost of a pair of datagrams depends on the number of sessions.
/// Without a kernel: at thousands of players on one machine the load generator's share of it hides
/// the answer.
public final class SessionsBenchmark implements Benchmark {
    private static final int[] SESSIONS = {100, 1_000, 2_000, 5_000, 10_000};
    private static final int WARM_UP_SECONDS = 2;
    private static final double NS_PER_SECOND = 1e9;

    private final int[] sessions;

    public SessionsBenchmark() {
        this(SESSIONS);
    }

    SessionsBenchmark(int... sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public String question() {
        return "What does a pair of datagrams cost the transport alone, from few sessions to many?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) throws IOException {
        List<SessionScene> scenes = new ArrayList<>();
        for (int count : sessions) {
            progress.accept(String.format(Locale.ROOT, "connecting %,d sessions", count));
            scenes.add(new SessionScene(count));
        }
        for (SessionScene scene : scenes) {
            turn(scene, WARM_UP_SECONDS);
        }
        double[][] nsPerPair = new double[sessions.length][options.rounds()];
        boolean valid = true;
        for (int round = 0; round < options.rounds(); round++) {
            for (int i = 0; i < scenes.size(); i++) {
                SessionScene.Drive sum = turn(scenes.get(i), options.seconds());
                nsPerPair[i][round] = (double) sum.cpuNs() / sum.pairs();
                valid &= sum.answered() == sum.pairs();
            }
            progress.accept("round " + (round + 1) + " of " + options.rounds());
        }
        return report(options, nsPerPair, valid);
    }

    /// Drives until so much time has passed, that of the players included.
    private static SessionScene.Drive turn(SessionScene scene, int seconds) {
        long startNs = System.nanoTime();
        long pairs = 0;
        long answered = 0;
        long cpuNs = 0;
        while (System.nanoTime() - startNs < seconds * NS_PER_SECOND) {
            SessionScene.Drive drive = scene.drive();
            pairs += drive.pairs();
            answered += drive.answered();
            cpuNs += drive.cpuNs();
        }
        return new SessionScene.Drive(pairs, answered, cpuNs);
    }

    private BenchReport report(BenchOptions options, double[][] nsPerPair, boolean valid) {
        BenchReport report = new BenchReport(this);
        double least = Double.MAX_VALUE;
        double most = 0;
        double first = Medians.of(nsPerPair[0]);
        for (int i = 0; i < sessions.length; i++) {
            double median = Medians.of(nsPerPair[i]);
            least = Math.min(least, median);
            most = Math.max(most, median);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("sessions", sessions[i]);
            row.put("nsPerPair", median);
            row.put("nsPerPairMin", Arrays.stream(nsPerPair[i]).min().orElse(Double.NaN));
            row.put("nsPerPairMax", Arrays.stream(nsPerPair[i]).max().orElse(Double.NaN));
            row.put("ratioToFirst", median / first);
            report.row(row);
            report.figure("nsPerPair" + sessions[i], median);
        }
        return report.figure("mostToLeast", most / least)
                .figure("secondsPerTurn", options.seconds())
                .figure("rounds", options.rounds())
                .figure("cipher", PacketCiphers.best().name())
                .figure("bytesUp", DatagramLoad.UP_BYTES)
                .figure("bytesDown", DatagramLoad.DOWN_BYTES)
                .figure("valid", valid);
    }
}
