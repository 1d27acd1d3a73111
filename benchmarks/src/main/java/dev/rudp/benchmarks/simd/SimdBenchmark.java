package dev.rudp.benchmarks.simd;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Compares plain loops with the Vector API, in a process of its own, which compiles the vector
/// loops: the module `jdk.incubator.vector` is resolved nowhere else.
public final class SimdBenchmark implements Benchmark {
    private static final int TURNS_PER_ROUND = 10;

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public String question() {
        return "Would the Vector API make the engine's loops faster, per point?";
    }

    @Override
    public BenchReport run(BenchOptions options, Consumer<String> progress)
            throws IOException, InterruptedException {
        int turns = options.rounds() * TURNS_PER_ROUND;
        BenchReport report = new BenchReport(this).figure("turns", turns);
        Path source = Files.createTempFile("VectorKernels", ".java");
        try (InputStream text = SimdBenchmark.class.getResourceAsStream("VectorKernels.java.txt")) {
            Files.write(source, Objects.requireNonNull(text).readAllBytes());
            progress.accept("a process with jdk.incubator.vector");
            measure(source, turns, report);
        } finally {
            Files.delete(source);
        }
        return report;
    }

    private static void measure(Path source, int turns, BenchReport report)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString(),
                                Integer.toString(turns))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                report.row(row(line.split(" ", -1)));
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("the measuring process ended with exit code " + code);
            }
        } finally {
            process.destroy();
        }
    }

    private static Map<String, Object> row(String[] words) {
        double plain = Double.parseDouble(words[1]);
        double vector = Double.parseDouble(words[2]);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("work", words[0]);
        row.put("plainNs", plain);
        row.put("vectorNs", vector);
        row.put("ratio", plain / vector);
        return row;
    }
}
