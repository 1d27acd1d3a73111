package dev.rudp.loadtest;

import dev.rudp.loadtest.measure.Verdict.Result;
import dev.rudp.loadtest.report.Banner;
import dev.rudp.loadtest.report.HtmlReport;
import dev.rudp.loadtest.report.JsonReport;
import dev.rudp.loadtest.report.Report;
import dev.rudp.loadtest.report.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The load test, from options to exit code.
public final class LoadTest {
    /// Every target was kept.
    public static final int PASSED = 0;

    /// A target was missed, or the server ended during the test.
    public static final int FAILED = 1;

    /// The test could not start, or its report not be written.
    public static final int NOT_RUN = 2;

    /// The load was not what was asked for: the figures say nothing about the server.
    public static final int INVALID = 3;

    private LoadTest() {}

    /// Runs a load test; tells its progress, the table and the verdict to `out`.
    ///
    /// @return the exit code of a command: [#PASSED], [#FAILED], [#NOT_RUN] or [#INVALID]
    public static int run(LoadTestOptions options, PrintStream out) {
        try (Rig rig = Rig.start(options)) {
            Report report = new LoadTestRun(options, rig, out).run();
            write(options.json(), JsonReport.of(report), out);
            write(options.html(), HtmlReport.of(report), out);
            out.print(TextTable.of(report));
            return exitCode(report.verdict().result());
        } catch (ServerLostException lost) {
            out.println("verdict: failed");
            out.println("  - " + lost.getMessage());
            return FAILED;
        } catch (IOException notStarted) {
            out.println("loadtest: " + notStarted.getMessage());
            return NOT_RUN;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            out.println("verdict: invalid");
            out.println("  - the test was interrupted");
            out.print(Banner.INVALID);
            return INVALID;
        }
    }

    static int exitCode(Result result) {
        return switch (result) {
            case PASSED -> PASSED;
            case FAILED -> FAILED;
            case INVALID -> INVALID;
        };
    }

    static void write(@Nullable Path file, String text, PrintStream out) throws IOException {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text);
        out.println("written: " + file);
    }
}
