package dev.rudp.benchmarks.bench;

import java.io.IOException;
import java.util.function.Consumer;

/// One question about speed, and how to answer it by measuring. Every benchmark compares things
/// within one run, in turns, because the machine drifts between runs; and it checks that what it
/// measures gives the right answer.
public interface Benchmark {
    /// {@return the name on the command line, in lower case}
    String name();

    /// {@return what it finds out, in one line}
    String question();

    /// Measures. Takes as long as the options say and not much more.
    ///
    /// @param progress told in a line what is going on, every few seconds
    /// @throws IOException if something it needs cannot be had; the message says what
    BenchReport run(BenchOptions options, Consumer<String> progress)
            throws IOException, InterruptedException;
}
