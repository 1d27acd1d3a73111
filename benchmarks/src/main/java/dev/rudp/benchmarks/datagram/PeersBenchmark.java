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

/// Measures our encrypted, authenticated transport beside ENet, which neither encrypts nor
/// authenticates, and beside a bare echo: CPU time of the server process per datagram pair under
/// the same paced load, in turns. ENet is the library that is installed; without it, the benchmark
/// says how to get it.
public final class PeersBenchmark implements Benchmark {
    private static final List<String> KINDS = List.of("bare", "transport", "enet");
    private static final int WARM_UP_SECONDS = 6;
    private static final double HELD_RATIO = 0.98;
    private static final double ANSWERED_RATIO = 0.999;

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String question() {
        return "What does a datagram in and one out cost a server: bare, through us, through ENet?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress)
            throws IOException, InterruptedException {
        if (!Enet.isInstalled()) {
            throw new IOException(Enet.HOW_TO_GET_IT);
        }
        if (options.players() > Enet.PEERS_MAX) {
            throw new IOException(
                    "players=" + options.players() + " > " + Enet.PEERS_MAX + ", ENet's limit");
        }
        Map<String, List<EchoTurn>> turns = new LinkedHashMap<>();
        List<EchoRig> rigs = new ArrayList<>();
        try {
            for (String kind : KINDS) {
                progress.accept("starting " + kind);
                EchoRig rig = EchoRig.start(kind, options.players(), options.hz());
                rigs.add(rig);
                turns.put(kind, new ArrayList<>());
                rig.turn(WARM_UP_SECONDS);
            }
            for (int round = 1; round <= options.rounds(); round++) {
                for (int i = 0; i < rigs.size(); i++) {
                    EchoTurn turn = rigs.get(i).turn(options.seconds());
                    turns.getOrDefault(KINDS.get(i), List.of()).add(turn);
                    progress.accept(line(round, options.rounds(), KINDS.get(i), turn));
                }
            }
        } finally {
            for (EchoRig rig : rigs) {
                rig.close();
            }
        }
        return report(options, turns);
    }

    private BenchReport report(BenchOptions options, Map<String, List<EchoTurn>> turns) {
        BenchReport report = new BenchReport(this);
        double nominal = (double) options.players() * options.hz();
        List<String> invalid = new ArrayList<>();
        turns.forEach((kind, all) -> {
            report.row(row(kind, all));
            if (median(all, EchoTurn::offeredPerSecond) < HELD_RATIO * nominal) {
                invalid.add(kind + ": the load generator fell behind its schedule");
            } else if (median(all, turn -> turn.echoedPerSecond() / turn.offeredPerSecond())
                    < ANSWERED_RATIO) {
                invalid.add(kind + ": not every datagram was answered");
            }
        });
        double bare = nsPerPair(turns, "bare");
        double transport = nsPerPair(turns, "transport");
        return report.figure("players", options.players())
                .figure("hz", options.hz())
                .figure("secondsPerTurn", options.seconds())
                .figure("rounds", options.rounds())
                .figure("cipher", PacketCiphers.best().name())
                .figure("bytesUp", DatagramLoad.UP_BYTES)
                .figure("bytesDown", DatagramLoad.DOWN_BYTES)
                .figure("transportToBare", transport / bare)
                .figure("transportToEnet", transport / nsPerPair(turns, "enet"))
                .figure("valid", invalid.isEmpty())
                .figure("invalidBecause", String.join("; ", invalid));
    }

    private static Map<String, Object> row(String kind, List<EchoTurn> turns) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("server", kind);
        row.put("nsPerPair", median(turns, EchoTurn::nsPerPair));
        row.put("nsPerPairMin", turns.stream().mapToDouble(EchoTurn::nsPerPair).min().orElse(0));
        row.put("nsPerPairMax", turns.stream().mapToDouble(EchoTurn::nsPerPair).max().orElse(0));
        row.put("offeredPerSecond", median(turns, EchoTurn::offeredPerSecond));
        row.put("echoedPerSecond", median(turns, EchoTurn::echoedPerSecond));
        row.put("serverCores", median(turns, EchoTurn::serverCores));
        row.put("loadLateMs", median(turns, EchoTurn::lateMs));
        return row;
    }

    private static String line(int round, int rounds, String kind, EchoTurn turn) {
        return String.format(
                Locale.ROOT,
                "round %d of %d: %s %,.0f ns per pair",
                round,
                rounds,
                kind,
                turn.nsPerPair());
    }

    private static double nsPerPair(Map<String, List<EchoTurn>> turns, String kind) {
        return median(turns.getOrDefault(kind, List.of()), EchoTurn::nsPerPair);
    }

    private static double median(List<EchoTurn> turns, ToDoubleFunction<EchoTurn> figure) {
        return Medians.of(turns.stream().mapToDouble(figure).toArray());
    }
}
