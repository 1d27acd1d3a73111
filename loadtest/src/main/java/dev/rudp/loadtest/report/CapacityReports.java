package dev.rudp.loadtest.report;

import static dev.rudp.loadtest.report.Svg.escape;

import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.loadtest.report.Capacity.Point;
import dev.rudp.loadtest.report.LineChart.Mark;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A search for the largest number of players as a table, as JSON, and as one HTML file with a plot
/// for each rate.
public final class CapacityReports {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int RULE = 92;

    private CapacityReports() {}

    public static String text(Capacity capacity) {
        Formatter text = new Formatter(Locale.ROOT);
        text.format(
                "%n%4s %8s %-9s %9s %11s %9s %12s %11s  %s%n",
                "Hz",
                "players",
                "result",
                "tick p99",
                "age p99",
                "RTT p99",
                "CPU server",
                "CPU bots",
                "why not");
        text.format("%s%n", "-".repeat(RULE));
        for (int hz : capacity.rates()) {
            for (Point point : capacity.ascending(hz)) {
                text.format(
                        "%4d %8s %-9s %6s ms %8s ms %6s ms %10s %% %9s %%  %s%n",
                        hz,
                        Numbers.plain((long) point.players()),
                        point.outcome(),
                        Numbers.plain(point.figures().server().tickMsP99()),
                        Numbers.plain(point.figures().server().snapshotAgeMsP99()),
                        Numbers.plain(point.figures().rttMs().p99()),
                        Numbers.plain(point.figures().resources().serverCpuRatio() * 100),
                        Numbers.plain(point.figures().resources().botsCpuRatio() * 100),
                        point.reason());
            }
        }
        text.format("%s%n", "-".repeat(RULE));
        for (int hz : capacity.rates()) {
            text.format("%s%n", conclusion(capacity, hz));
        }
        return text.toString();
    }

    public static String json(Capacity capacity) {
        ObjectNode root = JSON.createObjectNode();
        root.put("scenario", capacity.scenario());
        root.put("seconds", capacity.seconds());
        ObjectNode most = root.putObject("mostPlayers");
        ObjectNode strict = root.putObject("mostPlayersWithAllTargets");
        for (int hz : capacity.rates()) {
            most.put(Integer.toString(hz), capacity.most(hz));
            strict.put(Integer.toString(hz), capacity.mostWithAll(hz));
        }
        ArrayNode points = root.putArray("points");
        for (Point point : capacity.points()) {
            ObjectNode node = points.addObject();
            node.put("tickHz", point.tickHz());
            node.put("players", point.players());
            node.put("outcome", point.outcome());
            node.put("reason", point.reason());
            ArrayNode missed = node.putArray("missed");
            point.missed().forEach(missed::add);
            JsonReport.figures(node.putObject("figures"), point.figures());
        }
        return root.toPrettyString() + "\n";
    }

    public static String html(Capacity capacity) {
        StringBuilder html = new StringBuilder(1 << 15);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<title>Most players</title>\n<style>\n").append(HtmlReport.style());
        html.append("</style>\n</head>\n<body>\n<h1>Most players, scenario ");
        html.append(escape(capacity.scenario())).append("</h1>\n");
        for (int hz : capacity.rates()) {
            html.append("<h2>").append(escape(conclusion(capacity, hz))).append("</h2>\n");
            html.append("<div class=\"charts\">\n").append(charts(capacity.ascending(hz)));
            html.append("</div>\n");
            table(html, capacity.ascending(hz));
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static String conclusion(Capacity capacity, int hz) {
        int most = capacity.most(hz);
        if (most == 0) {
            return "at " + hz + " Hz no number that was tried is held";
        }
        int strict = capacity.mostWithAll(hz);
        String all =
                strict == most
                        ? ", every target kept"
                        : "; * without the target for the longest tick, with it "
                                + (strict == 0 ? "none" : Numbers.plain((long) strict));
        return "at " + hz + " Hz the most is " + Numbers.plain((long) most) + " players" + all;
    }

    private static String charts(List<Point> points) {
        if (points.isEmpty()) {
            return "";
        }
        double[] x = column(points, Point::players);
        List<Mark> marks = points.stream().map(at -> new Mark(at.players(), label(at))).toList();
        List<String> names = points.stream().map(at -> label(at) + " " + at.outcome()).toList();
        return new LineChart("CPU, of the whole machine", "%", x, marks)
                        .line("server", column(points, CapacityReports::serverCpu))
                        .line("bots", column(points, CapacityReports::botsCpu))
                        .pointNames(names)
                        .html()
                + new LineChart("99th percentiles", "ms", x, marks)
                        .line("round trip", column(points, at -> at.figures().rttMs().p99()))
                        .line(
                                "snapshot age",
                                column(points, at -> at.figures().server().snapshotAgeMsP99()))
                        .line("tick", column(points, at -> at.figures().server().tickMsP99()))
                        .pointNames(names)
                        .html();
    }

    private static void table(StringBuilder html, List<Point> points) {
        html.append("<table><thead><tr><th>players</th><th>result</th><th>why not</th></tr>");
        html.append("</thead><tbody>\n");
        for (Point point : points) {
            html.append("<tr><td>").append(label(point)).append("</td><td class=\"");
            html.append(
                    switch (point.result()) {
                        case PASSED -> "kept";
                        case FAILED -> "missed";
                        case INVALID -> "unknown";
                    });
            html.append("\">").append(point.outcome()).append("</td><td>");
            html.append(escape(point.reason())).append("</td></tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    private static String label(Point point) {
        return Numbers.plain((long) point.players());
    }

    private static double serverCpu(Point point) {
        return 100 * point.figures().resources().serverCpuRatio();
    }

    private static double botsCpu(Point point) {
        return 100 * point.figures().resources().botsCpuRatio();
    }

    private static double[] column(List<Point> points, ToDoubleFunction<Point> figure) {
        return points.stream().mapToDouble(figure).toArray();
    }
}
