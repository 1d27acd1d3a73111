package dev.rudp.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchReportTest {
    private static final Benchmark CANDLES =
            new Benchmark() {
                @Override
                public String name() {
                    return "candles";
                }

                @Override
                public String question() {
                    return "How bright?";
                }

                @Override
                public BenchReport run(BenchOptions options, Consumer<String> progress) {
                    return new BenchReport(this);
                }
            };

    @Test
    void printsATableWithNumbersToTheRight() {
        BenchReport report = new BenchReport(CANDLES).row(row("wax", 3, 1234.4));
        report.row(row("tallow", 12, 0.25)).figure("lumen", 7.125);
        String text = report.text();
        assertTrue(text.startsWith("How bright?\n\n"), text);
        assertTrue(text.contains("kind    count  brightness\n"), text);
        assertTrue(text.contains("wax         3       1,234\n"), text);
        assertTrue(text.contains("tallow     12        0.25\n"), text);
        assertTrue(text.endsWith("lumen   7.13\n"), text);
    }

    @Test
    void writesFiguresAtTheTopOfTheJsonInFullPrecision() {
        BenchReport report =
                new BenchReport(CANDLES).figure("lumen", 7.125).row(row("wax", 3, 1234.4));
        JsonNode json = new JsonMapper().readTree(report.json());
        assertEquals("candles", json.path("benchmark").asString());
        assertEquals(7.125, json.path("lumen").asDouble());
        assertEquals(1234.4, json.path("rows").path(0).path("brightness").asDouble());
        for (String key : new String[] {"commit", "jdk", "cores", "kernel"}) {
            assertFalse(json.path(key).isMissingNode(), key);
        }
    }

    @Test
    void takesTheMiddle() {
        assertEquals(2, Medians.of(new double[] {9, 1, 2}));
        assertEquals(1.5, Medians.of(new double[] {2, 1}));
        assertTrue(Double.isNaN(Medians.of(new double[0])));
    }

    @Test
    void refusesOptionsOutsideTheirLimits() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new BenchOptions(0, 10, 3));
        assertEquals("players=0 not in [1, 60000]", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new BenchOptions(1, 601, 3));
        assertThrows(IllegalArgumentException.class, () -> new BenchOptions(1, 1, 0));
    }

    private static Map<String, Object> row(String kind, int count, double brightness) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", kind);
        row.put("count", count);
        row.put("brightness", brightness);
        return row;
    }
}
