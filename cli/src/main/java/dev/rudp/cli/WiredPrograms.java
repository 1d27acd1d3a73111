package dev.rudp.cli;

import dev.rudp.benchmarks.Benchmarks;
import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import dev.rudp.benchmarks.bench.Benchmark;
import dev.rudp.loadtest.Demo;
import dev.rudp.loadtest.FindMax;
import dev.rudp.loadtest.HostileTest;
import dev.rudp.loadtest.LoadTest;
import dev.rudp.loadtest.LoadTestOptions;
import dev.rudp.loadtest.conformance.Conformance;
import dev.rudp.loadtest.conformance.ConformanceOptions;
import dev.rudp.server.app.Serve;
import dev.rudp.server.config.LoadedSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The programs of this build.
final class WiredPrograms implements Programs {
    private final Map<String, String> environment;

    WiredPrograms(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int serve(LoadedSettings settings, PrintStream out) {
        return Serve.run(settings, environment, out);
    }

    @Override
    public int demo(LoadedSettings settings, int players, PrintStream out)
            throws InterruptedException {
        return Demo.run(settings.settings(), players, out);
    }

    @Override
    public int loadTest(LoadTestOptions options, PrintStream out) {
        return LoadTest.run(options, out);
    }

    @Override
    public int findMax(LoadTestOptions options, List<Integer> rates, PrintStream out) {
        return FindMax.run(options, rates, out);
    }

    @Override
    public int hostileTest(LoadTestOptions options, int rate, PrintStream out) {
        return HostileTest.run(options, rate, out);
    }

    @Override
    public int bench(String name, BenchOptions options, @Nullable Path json, PrintStream out)
            throws IOException, InterruptedException {
        Benchmark benchmark = Benchmarks.named(name).orElseThrow();
        out.println(benchmark.question());
        BenchReport report = benchmark.run(options, out::println);
        out.println();
        out.print(report.text());
        if (json != null) {
            Files.writeString(json, report.json());
            out.println("written: " + json);
        }
        return Rudp.OK;
    }

    @Override
    public int conformance(ConformanceOptions options, PrintStream out)
            throws IOException, InterruptedException {
        return Conformance.run(options, out);
    }

    @Override
    public List<String> benchmarks() {
        return Benchmarks.all().stream().map(Benchmark::name).toList();
    }
}
