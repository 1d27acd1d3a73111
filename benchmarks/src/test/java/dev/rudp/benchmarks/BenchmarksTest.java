package dev.rudp.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.bench.Benchmark;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BenchmarksTest {
    @Test
    void everyBenchmarkIsFoundByANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        for (Benchmark benchmark : Benchmarks.all()) {
            assertTrue(names.add(benchmark.name()), benchmark.name());
            assertSame(benchmark, Benchmarks.named(benchmark.name()).orElseThrow());
            assertTrue(benchmark.question().endsWith("?"), benchmark.question());
        }
        assertTrue(names.contains("cipher") && names.contains("datagram"));
        assertEquals(Benchmarks.all().size(), names.size());
        assertTrue(Benchmarks.named("chess").isEmpty());
    }
}
