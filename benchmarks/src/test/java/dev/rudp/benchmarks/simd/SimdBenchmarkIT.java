package dev.rudp.benchmarks.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The whole arrangement once, small: the vector loops compile, and give what their plain twins
/// give, or the process would fail.
@Timeout(120)
final class SimdBenchmarkIT {
    @Test
    void vectorsGiveTheAnswersOfThePlainLoops() throws Exception {
        BenchReport report = new SimdBenchmark().run(new BenchOptions(1, 1, 1), line -> {});
        assertEquals(Work.all().size(), report.rows().size());
        for (Map<String, Object> row : report.rows()) {
            assertTrue(row.get("ratio") instanceof Double ratio && ratio > 0, row.toString());
        }
    }
}
