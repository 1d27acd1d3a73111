package dev.rudp.loadtest.report;

import dev.rudp.loadtest.measure.Figures.Load;
import dev.rudp.loadtest.measure.Limit;
import dev.rudp.loadtest.measure.Second;
import dev.rudp.loadtest.measure.Target;
import dev.rudp.loadtest.report.LineChart.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// The charts of the report, in the order in which a reader asks: did the load hold, how did it
/// feel, what did the server do, what did it cost.
final class Charts {
    private static final String LIMIT = "limit";
    private static final double NS_PER_MS = 1e6;

    /// Percentiles of the distribution chart, as nines: 1 = 90 %, 2 = 99 %, ... in steps of 0.05.
    private static final double NINES_STEP = 0.05;

    private static final double MAX_NINES = 5;

    private final List<Second> seconds;
    private final double[] x;
    private final List<Mark> marks;
    private final List<String> names;
    private final double measuredFrom;

    Charts(List<Second> seconds) {
        this.seconds = seconds;
        this.x = column(Second::index);
        this.marks = marks(x);
        this.names =
                seconds.stream()
                        .map(at -> "second " + at.index() + (at.measured() ? "" : " (warm-up)"))
                        .toList();
        this.measuredFrom =
                seconds.stream().filter(Second::measured).findFirst().map(Second::index).orElse(0);
    }

    String html(Report report) {
        if (seconds.isEmpty()) {
            return "<p>Nothing was measured.</p>";
        }
        Load load = report.figures().load();
        return chart("Datagrams per second, all players", "/s")
                        .line("bots → server", column(Second::sentPerSecond))
                        .line("server → bots", column(Second::receivedPerSecond))
                        .limit("asked for", load.players() * load.tickHz())
                        .html()
                + chart("Round trip: input sent → its effect read", "ms")
                        .line("p50", column(at -> at.rttMs().p50()))
                        .line("p99", column(at -> at.rttMs().p99()))
                        .line("max", column(at -> at.rttMs().max()))
                        .limit(LIMIT, limit(report, "rttMsP99"))
                        .html()
                + distribution(report)
                + chart("Tick: the world thread's work", "ms")
                        .line("p50", column(Second::tickMsP50))
                        .line("p99", column(Second::tickMsP99))
                        .limit(LIMIT, limit(report, "tickMsP99"))
                        .html()
                + chart("Snapshot age at hand-over to the kernel", "ms")
                        .line("p50", column(Second::snapshotAgeMsP50))
                        .line("p99", column(Second::snapshotAgeMsP99))
                        .limit(LIMIT, limit(report, "snapshotAgeMsP99"))
                        .html()
                + chart("CPU, of the whole machine", "%")
                        .line("server", column(at -> at.serverCpuRatio() * 100))
                        .line("bots", column(at -> at.botsCpuRatio() * 100))
                        .line("everything else", column(at -> at.otherCpuRatio() * 100))
                        .limit(LIMIT, 100 * limit(report, "serverCpuRatio"))
                        .html()
                + chart("Server memory (RSS)", "MiB")
                        .line("server", column(Second::serverRssMb))
                        .limit(LIMIT, limit(report, "serverRssMb"))
                        .html()
                + chart("Bots' lateness against their schedule", "ms")
                        .line("p50", column(at -> at.latenessMs().p50()))
                        .line("p99", column(at -> at.latenessMs().p99()))
                        .limit(LIMIT, 8)
                        .html();
    }

    private LineChart chart(String title, String unit) {
        return new LineChart(title, unit, x, marks).shade(measuredFrom).pointNames(names);
    }

    /// Round trips of the window by percentile, on an axis of nines: the tail is what players feel.
    private static String distribution(Report report) {
        Histogram rttNs = report.rttNs();
        if (rttNs.getTotalCount() == 0) {
            return "";
        }
        double nines =
                Math.min(MAX_NINES, Math.log10(Math.max(10.0, (double) rttNs.getTotalCount())));
        int points = (int) Math.round(nines / NINES_STEP) + 1;
        double[] at = new double[points];
        double[] ms = new double[points];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            at[i] = i * NINES_STEP;
            double percentile = 100 * (1 - Math.pow(10, -at[i]));
            ms[i] = rttNs.getValueAtPercentile(percentile) / NS_PER_MS;
            names.add("%.4g %% of round trips".formatted(percentile));
        }
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark(0, "0 %"));
        marks.add(new Mark(Math.log10(2), "50 %"));
        String[] labels = {"90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"};
        for (int nine = 1; nine <= at[points - 1] + 1e-9; nine++) {
            marks.add(new Mark(nine, labels[nine - 1]));
        }
        return new LineChart("Round trip by percentile", "ms", at, marks)
                .line("at most", ms)
                .limit(LIMIT, limit(report, "rttMsP99"))
                .pointNames(names)
                .html();
    }

    /// {@return the upper limit of that figure, NaN where this load has none}
    private static double limit(Report report, String figure) {
        for (Target target : report.verdict().targets()) {
            if (target.figure().equals(figure)) {
                return switch (target.limit()) {
                    case Limit.Below(double bound) -> bound;
                    case Limit.AtMost(double bound) -> bound;
                    case Limit.AtLeast ignored -> Double.NaN;
                    case Limit.Exactly ignored -> Double.NaN;
                    case Limit.Within ignored -> Double.NaN;
                };
            }
        }
        return Double.NaN;
    }

    private double[] column(ToDoubleFunction<Second> figure) {
        return seconds.stream().mapToDouble(figure).toArray();
    }

    private static List<Mark> marks(double[] x) {
        List<Mark> marks = new ArrayList<>();
        if (x.length > 0) {
            double last = x[x.length - 1];
            double step = Math.max(1, Svg.step(Math.max(1, last), 8));
            for (double at = 0; at <= last; at += step) {
                marks.add(new Mark(at, Svg.label(at) + " s"));
            }
        }
        return marks;
    }
}
