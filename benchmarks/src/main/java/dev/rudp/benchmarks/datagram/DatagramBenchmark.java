package dev.rudp.benchmarks.datagram;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.benchmarks.bench.Medians;
import dev.rudp.transport.crypto.PacketCiphers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// Measures what the encrypted, authenticated transport costs a server beside the kernel itself:
/// CPU time of the server process per datagram pair, under the same paced load, in turns with a
/// bare echo on the same socket driver. The load runs on the same machine, in processes of its own.
public final class DatagramBenchmark implements Benchmark {
    /// Below this share of the schedule the load generator was the bottleneck.
    private static final double HELD_RATIO = 0.98;

    /// Below this share of answers the server, or its socket buffer, was overrun.
    private static final double ANSWERED_RATIO = 0.999;

    /// One turn of both that is not counted: the compiler is busy, and buffers overflow.
    private static final int WARM_UP_SECONDS = 8;

    /// Both servers in one round.
    private record Round(EchoTurn bare, EchoTurn transport) {
        double pairCostRatio() {
            return transport.nsPerPair() / bare.nsPerPair();
        }
    }

    private final int warmUpSeconds;

    public DatagramBenchmark() {
        this(WARM_UP_SECONDS);
    }

    DatagramBenchmark(int warmUpSeconds) {
        this.warmUpSeconds = warmUpSeconds;
    }

    @Override
    public String name() {
        return "datagram";
    }

    @Override
    public String question() {
        return "What does a datagram in and one out cost a server, bare and through the transport?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress)
            throws IOException, InterruptedException {
        progress.accept("starting two servers and two load generators");
        List<Round> rounds = new ArrayList<>();
        try (EchoRig bare = EchoRig.start("bare", options.players(), options.hz());
                EchoRig transport = EchoRig.start("transport", options.players(), options.hz())) {
            progress.accept("warming up for " + 2 * warmUpSeconds + " s");
            bare.turn(warmUpSeconds);
            transport.turn(warmUpSeconds);
            for (int i = 1; i <= options.rounds(); i++) {
                Round round =
                        new Round(bare.turn(options.seconds()), transport.turn(options.seconds()));
                rounds.add(round);
                progress.accept(
                        String.format(
                                Locale.ROOT,
                                "round %d of %d: bare %,.0f ns, transport %,.0f ns per pair",
                                i,
                                options.rounds(),
                                round.bare().nsPerPair(),
                                round.transport().nsPerPair()));
            }
        }
        return report(options, rounds);
    }

    private BenchReport report(BenchOptions options, List<Round> rounds) {
        BenchReport report = new BenchReport(this);
        for (int i = 0; i < rounds.size(); i++) {
            report.row(row(i + 1, "bare", rounds.get(i).bare()));
            report.row(row(i + 1, "transport", rounds.get(i).transport()));
        }
        double nominal = (double) options.players() * options.hz();
        String invalid = "";
        for (Round round : rounds) {
            for (EchoTurn turn : List.of(round.bare(), round.transport())) {
                if (turn.offeredPerSecond() < HELD_RATIO * nominal) {
                    invalid = "the load generator fell behind its schedule";
                } else if (turn.echoedPerSecond() < ANSWERED_RATIO * turn.offeredPerSecond()) {
                    invalid = "not every datagram was answered";
                }
            }
        }
        return report.figure("players", options.players())
                .figure("hz", options.hz())
                .figure("secondsPerTurn", options.seconds())
                .figure("rounds", rounds.size())
                .figure("cipher", PacketCiphers.best().name())
                .figure("bytesUp", DatagramLoad.UP_BYTES)
                .figure("bytesDown", DatagramLoad.DOWN_BYTES)
                .figure("bareNsPerPair", median(rounds, round -> round.bare().nsPerPair()))
                .figure(
                        "transportNsPerPair",
                        median(rounds, round -> round.transport().nsPerPair()))
                .figure("pairCostRatio", median(rounds, Round::pairCostRatio))
                .figure("pairCostRatioMin", least(rounds, Round::pairCostRatio))
                .figure("pairCostRatioMax", -least(rounds, round -> -round.pairCostRatio()))
                .figure(
                        "offeredPerSecond",
                        median(rounds, round -> round.transport().offeredPerSecond()))
                .figure(
                        "echoedPerSecond",
                        median(rounds, round -> round.transport().echoedPerSecond()))
                .figure("valid", invalid.isEmpty())
                .figure("invalidBecause", invalid);
    }

    private static Map<String, Object> row(int round, String server, EchoTurn turn) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("server", server);
        row.put("round", round);
        row.put("nsPerPair", turn.nsPerPair());
        row.put("offeredPerSecond", turn.offeredPerSecond());
        row.put("echoedPerSecond", turn.echoedPerSecond());
        row.put("serverCores", turn.serverCores());
        row.put("loadLateMs", turn.lateMs());
        return row;
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Medians.of(rounds.stream().mapToDouble(figure).toArray());
    }

    private static double least(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).min().orElse(Double.NaN);
    }
}
