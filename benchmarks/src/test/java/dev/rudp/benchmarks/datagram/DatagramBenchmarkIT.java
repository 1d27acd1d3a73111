package dev.rudp.benchmarks.datagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The whole arrangement of processes, once, small. What it measures is not judged here.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class DatagramBenchmarkIT {
    @Test
    void measuresBothServersUnderTheSameLoad() throws Exception {
        List<String> progress = new ArrayList<>();
        BenchReport report =
                new DatagramBenchmark(1).run(new BenchOptions(20, 1, 1), progress::add);
        assertEquals(2, report.rows().size());
        for (Map<String, Object> row : report.rows()) {
            assertTrue(number(row, "echoedPerSecond") > 0, "no right answer: " + row);
            assertTrue(number(row, "nsPerPair") > 0, row.toString());
        }
        assertEquals(20, report.figures().get("players"));
        assertTrue(number(report.figures(), "pairCostRatio") > 0);
        assertEquals(3, progress.size());
    }

    private static double number(Map<String, Object> figures, String key) {
        return figures.get(key) instanceof Double number ? number : Double.NaN;
    }
}
