package dev.rudp.benchmarks.reliable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.testkit.network.LinkProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReliableLatencyBenchmarkTest {
    private static BenchReport run() {
        List<String> progress = new ArrayList<>();
        BenchReport report =
                new ReliableLatencyBenchmark().run(new BenchOptions(1, 2, 1), progress::add);
        assertEquals(6, progress.size());
        return report;
    }

    private static double figure(Map<String, Object> row, String key) {
        return row.get(key) instanceof Double value ? value : Double.NaN;
    }

    @Test
    void withoutLossOursTakesHalfTheRoundTrip() {
        Map<String, Object> ours = run().rows().getFirst();
        assertEquals("rudp", ours.get("protocol"));
        assertEquals(50.0, figure(ours, "p99Ms"), 0.1);
    }

    @Test
    void bothProtocolsAreMeasuredAtEachLossRatio() {
        List<Map<String, Object>> rows = run().rows();
        assertEquals(12, rows.size());
        for (Map<String, Object> row : rows) {
            assertTrue(figure(row, "p99Ms") >= 50, row.toString());
            assertTrue(figure(row, "bytesPerMessage") > ReliableRun.MESSAGE_BYTES);
        }
    }

    /// Not a timing of this machine: virtual time. The bound is 25 % below KCP's 168 ms.
    @Test
    void ofTwentyMessagesOneIsLostAndNearlyAllComeWithin126Milliseconds() {
        LinkProfile path = LinkProfile.perfect().withLatencyMs(50, 0).withLoss(0.05);
        for (int seed = 101; seed <= 106; seed++) {
            ReliableRun ours = new ReliableRun(RudpFlow::new, seed, path);
            ReliableRun kcp = new ReliableRun(KcpFlow::new, seed, path);
            ours.run(60);
            kcp.run(60);
            double p99Ms = ours.latencyUs().getValueAtPercentile(99) / 1e3;
            double kcpMs = kcp.latencyUs().getValueAtPercentile(99) / 1e3;
            String figures =
                    "seed=%d p99-ms=%.1f kcp=%.1f bytes=%.1f kcp=%.1f"
                            .formatted(
                                    seed,
                                    p99Ms,
                                    kcpMs,
                                    ours.bytesPerMessage(),
                                    kcp.bytesPerMessage());
            assertTrue(p99Ms <= 126 && p99Ms <= 0.75 * kcpMs, figures);
            assertTrue(ours.bytesPerMessage() <= kcp.bytesPerMessage(), figures);
        }
    }

    @Test
    void virtualTimeGivesTheSameFiguresEachTime() {
        assertEquals(run().rows(), run().rows());
    }
}
