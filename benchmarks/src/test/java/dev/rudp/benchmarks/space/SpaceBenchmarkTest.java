package dev.rudp.benchmarks.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The whole arrangement once, small. What it measures is not judged here; that all indexes give
/// the same answers is checked by the benchmark itself.
final class SpaceBenchmarkTest {
    private static final int WORKS = Candidate.Work.values().length;
    private static final int INDEXES = 6;

    @Test
    void everyIndexIsMeasuredAtEveryWorkAndGivesTheSameAnswers() {
        List<String> progress = new ArrayList<>();
        BenchReport report = new SpaceBenchmark(500).run(new BenchOptions(1, 1, 1), progress::add);
        assertEquals(Crowd.Shape.values().length * (WORKS + 1), report.rows().size());
        assertEquals(Crowd.Shape.values().length, progress.size());
        for (Map<String, Object> row : report.rows()) {
            assertEquals(3 + INDEXES, row.size());
            assertTrue(row.get("grid16") instanceof Double cost && cost > 0, row.toString());
        }
        assertTrue(report.figures().get("answersCompared") instanceof Long n && n > 10_000);
    }
}
