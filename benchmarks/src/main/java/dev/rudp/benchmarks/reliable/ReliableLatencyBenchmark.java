package dev.rudp.benchmarks.reliable;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.testkit.network.LinkProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// Measures how late reliable messages come when the path loses some, ours beside KCP in its
/// fastest setting. Everything happens in virtual time, so the machine's speed has no part in it: a
/// seed gives the same figures everywhere.
public final class ReliableLatencyBenchmark implements Benchmark {
    private static final int ONE_WAY_MS = 50;
    private static final double[] LOSS = {0, 0.01, 0.05, 0.1, 0.2};
    private static final double TARGET_LOSS = 0.05;

    /// Datagrams that a burst takes on average.
    private static final int BURST = 3;

    /// Virtual seconds in one run for each second asked for: they cost little.
    private static final int TIME_LAPSE = 20;

    /// What all rounds of one protocol on one path came to.
    private static final class Result {
        final Histogram latencyUs = new Histogram(3);
        double bytesPerMessage;
        double datagramsPerMessage;

        double quantileMs(double percentile) {
            return latencyUs.getValueAtPercentile(percentile) / 1e3;
        }
    }

    @Override
    public String name() {
        return "reliable-latency";
    }

    @Override
    public String question() {
        return "How late are reliable 40-byte messages at 60 Hz over 100 ms RTT and loss, beside KCP?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress) {
        BenchReport report = new BenchReport(this);
        double p99Ratio = Double.NaN;
        double bytesRatio = Double.NaN;
        for (double loss : LOSS) {
            progress.accept(Math.round(loss * 100) + " % loss");
            Result ours = measure(RudpFlow::new, path().withLoss(loss), options);
            Result kcp = measure(KcpFlow::new, path().withLoss(loss), options);
            report.row(row(loss, 1, "rudp", ours)).row(row(loss, 1, "kcp", kcp));
            if (loss == TARGET_LOSS) {
                p99Ratio = ours.quantileMs(99) / kcp.quantileMs(99);
                bytesRatio = ours.bytesPerMessage / kcp.bytesPerMessage;
            }
        }
        progress.accept(Math.round(TARGET_LOSS * 100) + " % loss in bursts of " + BURST);
        LinkProfile bursts = path().withBurst(bursts(TARGET_LOSS));
        report.row(row(TARGET_LOSS, BURST, "rudp", measure(RudpFlow::new, bursts, options)))
                .row(row(TARGET_LOSS, BURST, "kcp", measure(KcpFlow::new, bursts, options)));
        return report.figure("messageBytes", ReliableRun.MESSAGE_BYTES)
                .figure("virtualSeconds", options.seconds() * TIME_LAPSE * options.rounds())
                .figure("p99RatioAt5PercentLoss", p99Ratio)
                .figure("bytesRatioAt5PercentLoss", bytesRatio);
    }

    private static LinkProfile path() {
        return LinkProfile.perfect().withLatencyMs(ONE_WAY_MS, 0);
    }

    /// {@return bursts in which everything is lost, and between which nothing is}
    private static LinkProfile.Burst bursts(double loss) {
        return new LinkProfile.Burst(loss / (1 - loss) / BURST, 1.0 / BURST, 1);
    }

    private static Result measure(
            ReliableRun.Protocol protocol, LinkProfile path, BenchOptions options) {
        Result result = new Result();
        for (int seed = 1; seed <= options.rounds(); seed++) {
            ReliableRun run = new ReliableRun(protocol, seed, path);
            run.run(options.seconds() * TIME_LAPSE);
            result.latencyUs.add(run.latencyUs());
            result.bytesPerMessage += run.bytesPerMessage() / options.rounds();
            result.datagramsPerMessage += run.datagramsPerMessage() / options.rounds();
        }
        return result;
    }

    private static Map<String, Object> row(double loss, int burst, String protocol, Result result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("protocol", protocol);
        row.put("lossPercent", Math.round(loss * 100));
        row.put("burst", burst);
        row.put("meanMs", result.latencyUs.getMean() / 1e3);
        row.put("p50Ms", result.quantileMs(50));
        row.put("p99Ms", result.quantileMs(99));
        row.put("p999Ms", result.quantileMs(99.9));
        row.put("bytesPerMessage", result.bytesPerMessage);
        row.put("datagramsPerMessage", result.datagramsPerMessage);
        return row;
    }
}
