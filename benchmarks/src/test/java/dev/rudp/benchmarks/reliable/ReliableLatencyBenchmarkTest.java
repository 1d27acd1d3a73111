package dev.rudp.benchmarks.reliable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReliableLatencyBenchmarkTest {
    private static BenchReport run() {
        List<String> progress = new ArrayList<>();
        BenchReport report =
                new ReliableLatencyBenchmark().run(new BenchOptions(1, 2, 1), progress::add);
        assertEquals(5, progress.size());
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
        assertEquals(10, rows.size());
        for (Map<String, Object> row : rows) {
            assertTrue(figure(row, "p99Ms") >= 50, row.toString());
            assertTrue(figure(row, "bytesPerMessage") > ReliableRun.MESSAGE_BYTES);
        }
    }

    @Test
    void virtualTimeGivesTheSameFiguresEachTime() {
        assertEquals(run().rows(), run().rows());
    }
}
