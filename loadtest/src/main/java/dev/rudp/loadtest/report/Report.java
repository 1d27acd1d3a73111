package dev.rudp.loadtest.report;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.Second;
import dev.rudp.loadtest.measure.Verdict;
import java.util.List;
import org.HdrHistogram.Histogram;

/// One finished load test.
///
/// @param seconds from the first connection to the last, warm-up included
/// @param rttNs all round trips of the window, for the plot of their distribution
public record Report(
        Setting setting, Figures figures, Verdict verdict, List<Second> seconds, Histogram rttNs) {

    /// What ran where.
    ///
    /// @param startedAt ISO 8601, UTC
    /// @param server `own process` or the address of the server that was attached to
    /// @param commit of the program's sources; `unknown` outside a repository
    public record Setting(
            String startedAt,
            String scenario,
            String server,
            int warmupSeconds,
            String commit,
            String jdk,
            int cores,
            String kernel,
            String cipher) {}

    public Report {
        seconds = List.copyOf(seconds);
    }
}
