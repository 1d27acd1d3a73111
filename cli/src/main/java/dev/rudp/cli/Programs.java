package dev.rudp.cli;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.loadtest.LoadTestOptions;
import dev.rudp.loadtest.conformance.ConformanceOptions;
import dev.rudp.server.config.LoadedSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the commands run. Each returns the exit code of the process; 0 = as wished, 2 = it was
/// asked for something impossible.
interface Programs {
    int serve(LoadedSettings settings, PrintStream out) throws IOException;

    int demo(LoadedSettings settings, int players, PrintStream out)
            throws IOException, InterruptedException;

    int loadTest(LoadTestOptions options, PrintStream out) throws IOException;

    /// @param rates ticks per second to search at
    int findMax(LoadTestOptions options, List<Integer> rates, PrintStream out) throws IOException;

    /// @param rate hostile datagrams per second
    int hostileTest(LoadTestOptions options, int rate, PrintStream out) throws IOException;

    /// @param json where the figures go too, or null
    int bench(String name, BenchOptions options, @Nullable Path json, PrintStream out)
            throws IOException, InterruptedException;

    int conformance(ConformanceOptions options, PrintStream out)
            throws IOException, InterruptedException;

    /// {@return the names that `bench` knows}
    List<String> benchmarks();
}
