package dev.rudp.loadtest;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.loadtest.measure.Target;
import dev.rudp.loadtest.measure.Verdict;
import dev.rudp.loadtest.measure.Verdict.Result;
import dev.rudp.loadtest.report.Capacity;
import dev.rudp.loadtest.report.Capacity.Point;
import dev.rudp.loadtest.report.CapacityReports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Searches for the largest number of players that this machine holds, bots and all, with every
/// target kept (see [Capacity] for the one that does not count): one short load test for each
/// number, each with a server and bots of its own. A point at which the bots were late is
/// *invalid*: it counts as not held, and is called so.
public final class FindMax {
    private static final int FIRST_PLAYERS = 250;
    private static final int MAX_STEPS = 9;

    private final LoadTestOptions options;
    private final PrintStream out;

    private FindMax(LoadTestOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /// @param options with the largest number to try as `players`; seconds and warm-up are those of
    ///   one point
    /// @param rates ticks per second to search at, one after the other
    /// @return [LoadTest#PASSED] when some number held at each rate, but for the longest tick; else
    ///   [LoadTest#FAILED], or [LoadTest#NOT_RUN]
    public static int run(LoadTestOptions options, List<Integer> rates, PrintStream out) {
        if (options.attach() != null) {
            throw new IllegalArgumentException(
                    "find-max starts servers of its own: it cannot go with attach="
                            + options.attach());
        }
        try {
            Capacity capacity = new FindMax(options, out).search(rates);
            LoadTest.write(options.json(), CapacityReports.json(capacity), out);
            LoadTest.write(options.html(), CapacityReports.html(capacity), out);
            out.print(CapacityReports.text(capacity));
            boolean found = capacity.rates().stream().allMatch(hz -> capacity.most(hz) > 0);
            return found ? LoadTest.PASSED : LoadTest.FAILED;
        } catch (IOException notStarted) {
            out.println("loadtest: " + notStarted.getMessage());
            return LoadTest.NOT_RUN;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            out.println("loadtest: the search was interrupted");
            return LoadTest.NOT_RUN;
        }
    }

    private Capacity search(List<Integer> rates) throws IOException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (int hz : rates) {
            int first = Math.min(FIRST_PLAYERS, options.players());
            CapacitySearch search = new CapacitySearch(first, options.players(), MAX_STEPS);
            for (OptionalInt next = search.next(); next.isPresent(); next = search.next()) {
                Point point = tryOne(next.getAsInt(), hz);
                points.add(point);
                search.tried(point.held());
                tell(point);
            }
        }
        return new Capacity(options.plan().scenario(), options.seconds(), rates, points);
    }

    private Point tryOne(int players, int hz) throws IOException, InterruptedException {
        out.printf("trying %s players at %d Hz ...%n", Numbers.plain((long) players), hz);
        LoadTestOptions one = options.with(players, hz);
        PrintStream silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (Rig rig = Rig.start(one)) {
            var report = new LoadTestRun(one, rig, silent).run();
            Verdict verdict = report.verdict();
            List<String> missed =
                    verdict.targets().stream()
                            .filter(target -> !target.kept())
                            .map(Target::figure)
                            .toList();
            String reason = verdict.reasons().isEmpty() ? "" : verdict.reasons().getFirst();
            return new Point(hz, players, verdict.result(), missed, reason, report.figures());
        } catch (ServerLostException lost) {
            return new Point(
                    hz,
                    players,
                    Result.FAILED,
                    List.of("connected"),
                    String.valueOf(lost.getMessage()),
                    Figures.nothing(players, hz));
        }
    }

    private void tell(Point point) {
        out.printf(
                "  %s: tick p99 %s ms, snapshot age p99 %s ms, RTT p99 %s ms, CPU server %s %%,"
                        + " bots %s %%%s%n",
                point.outcome(),
                Numbers.plain(point.figures().server().tickMsP99()),
                Numbers.plain(point.figures().server().snapshotAgeMsP99()),
                Numbers.plain(point.figures().rttMs().p99()),
                Numbers.plain(point.figures().resources().serverCpuRatio() * 100),
                Numbers.plain(point.figures().resources().botsCpuRatio() * 100),
                point.reason().isEmpty() ? "" : "; " + point.reason());
    }
}
