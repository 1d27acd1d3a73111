package dev.rudp.loadtest.report;

import static dev.rudp.loadtest.report.Svg.escape;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.Figures.Load;
import dev.rudp.loadtest.measure.Limit;
import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.loadtest.measure.Percentiles;
import dev.rudp.loadtest.measure.ServerStats.Replication;
import dev.rudp.loadtest.measure.Target;
import dev.rudp.loadtest.measure.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The report as one HTML file that can be mailed: style and charts inside, no script, nothing
/// loaded from anywhere, light and dark.
public final class HtmlReport {
    private HtmlReport() {}

    public static String of(Report report) {
        Load load = report.figures().load();
        StringBuilder html = new StringBuilder(1 << 17);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<title>Load test: ").append(report.verdict().result().word());
        html.append(", ").append(load.players()).append(" players</title>\n<style>\n");
        html.append(style()).append("</style>\n</head>\n<body>\n");
        heading(html, report);
        verdict(html, report.verdict());
        tiles(html, report.figures());
        html.append("<h2>Targets</h2>\n<div class=\"wide\">\n");
        targets(html, report.verdict());
        html.append("</div>\n<h2>Over time</h2>\n<div class=\"charts\">\n");
        html.append(new Charts(report.seconds()).html(report));
        html.append("</div>\n<h2>All figures</h2>\n<div class=\"wide\">\n");
        figures(html, report.figures());
        html.append("</div>\n");
        footer(html, report.setting());
        return html.append("</body>\n</html>\n").toString();
    }

    private static void heading(StringBuilder html, Report report) {
        Load load = report.figures().load();
        html.append("<h1>Load test: ").append(Numbers.plain(load.players()));
        html.append(" players for ").append(load.secondsAsked()).append(" s</h1>\n");
        html.append("<p class=\"sub\">").append(escape(report.setting().startedAt()));
        html.append(" · scenario ").append(escape(report.setting().scenario()));
        html.append(" · server: ").append(escape(report.setting().server()));
        html.append(" · commit ").append(escape(report.setting().commit())).append("</p>\n");
    }

    private static void verdict(StringBuilder html, Verdict verdict) {
        String word = verdict.result().word();
        html.append("<div class=\"verdict ").append(word).append("\"><b>").append(word);
        html.append("</b>");
        switch (verdict.result()) {
            case PASSED -> html.append(" — every target is kept");
            case FAILED -> html.append(" — not every target is kept");
            case INVALID ->
                    html.append(
                            " — not a result: this run says nothing about the server, good or bad");
        }
        if (!verdict.reasons().isEmpty()) {
            html.append("<ul>");
            for (String reason : verdict.reasons()) {
                html.append("<li>").append(escape(reason)).append("</li>");
            }
            html.append("</ul>");
        }
        html.append("</div>\n");
    }

    private static void tiles(StringBuilder html, Figures figures) {
        Load load = figures.load();
        html.append("<div class=\"tiles\">");
        tile(html, "players connected", Numbers.plain(load.connected()));
        tile(html, "datagrams in / s", Numbers.plain(Math.rint(load.sentPerSecond())));
        tile(html, "datagrams out / s", Numbers.plain(Math.rint(load.receivedPerSecond())));
        tile(html, "RTT mean", Numbers.plain(figures.rttMs().mean()) + " ms");
        tile(html, "RTT p99", Numbers.plain(figures.rttMs().p99()) + " ms");
        tile(html, "tick p99", Numbers.plain(figures.server().tickMsP99()) + " ms");
        tile(html, "server CPU", percent(figures.resources().serverCpuRatio()));
        tile(html, "lost", percent(figures.loss().ratio()));
        html.append("</div>\n");
    }

    private static void tile(StringBuilder html, String name, String value) {
        html.append("<div class=\"tile\"><span>").append(escape(name)).append("</span><b>");
        html.append(escape(value)).append("</b></div>");
    }

    private static void targets(StringBuilder html, Verdict verdict) {
        html.append("<table><thead><tr><th>target</th><th class=\"number\">measured</th>");
        html.append("<th class=\"number\">limit</th><th>used</th><th>result</th></tr></thead>");
        html.append("<tbody>\n");
        for (Target target : verdict.targets()) {
            String outcome = target.outcome().name().toLowerCase(Locale.ROOT);
            html.append("<tr><td>").append(escape(target.label()));
            html.append("</td><td class=\"number\">").append(escape(target.valueText()));
            html.append("</td><td class=\"number\">").append(escape(target.limitText()));
            html.append("</td><td>").append(meter(target)).append("</td><td class=\"");
            html.append(outcome).append("\">").append(outcome).append("</td></tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    /// How much of an upper limit is used up, as a bar.
    private static String meter(Target target) {
        if (!(target.limit() instanceof Limit.Below(double bound))
                || Double.isNaN(target.value())) {
            return "";
        }
        double used = target.value() / bound;
        return String.format(
                Locale.ROOT,
                "<span class=\"meter\" title=\"%.0f %% of the limit\"><i%s style=\"width:%.1f%%\">"
                        + "</i></span>",
                used * 100,
                used < 1 ? "" : " class=\"over\"",
                Math.min(1, used) * 100);
    }

    private static void figures(StringBuilder html, Figures figures) {
        Load load = figures.load();
        html.append("<table><thead><tr><th>distribution, ms</th>");
        for (String head : new String[] {"mean", "p50", "p90", "p99", "p99.9", "max", "values"}) {
            html.append("<th class=\"number\">").append(head).append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        distribution(html, "round trip", figures.rttMs());
        distribution(html, "bots' send lateness", load.latenessMs());
        html.append("</tbody></table>\n<table><tbody>\n");
        row(html, "window", Numbers.plain(load.secondsMeasured()) + " s");
        row(html, "bytes per player and second", Numbers.plain(Math.rint(load.bytesPerPlayer())));
        row(html, "offered, of what was asked for", percent(load.offeredRatio()));
        row(html, "datagrams bots → server", sentAndLost(figures.loss(), true));
        row(html, "datagrams server → bots", sentAndLost(figures.loss(), false));
        row(
                html,
                "dropped at the bots' socket",
                figures.loss().botSocketDrops() < 0
                        ? "n/a"
                        : Numbers.plain(figures.loss().botSocketDrops()));
        serverRows(html, figures);
        html.append("</tbody></table>\n");
    }

    private static void serverRows(StringBuilder html, Figures figures) {
        row(html, "ticks", Numbers.plain(figures.server().tickCount()));
        row(html, "tick p50", Numbers.plain(figures.server().tickMsP50()) + " ms");
        row(html, "tick max", Numbers.plain(figures.server().tickMsMax()) + " ms");
        row(html, "snapshot age p50", Numbers.plain(figures.server().snapshotAgeMsP50()) + " ms");
        row(
                html,
                "server allocates per tick",
                Numbers.plain(figures.server().allocatedBytesPerTick()) + " bytes");
        Replication replication = figures.server().replication();
        row(html, "bytes per entity update", Numbers.plain(replication.bytesPerEntityUpdate()));
        row(
                html,
                "the same without deltas",
                Numbers.plain(replication.fullStateBytesPerEntityUpdate()));
        row(html, "staleness p99", Numbers.plain(replication.stalenessMsP99()) + " ms");
        row(html, "staleness max", Numbers.plain(replication.stalenessMsMax()) + " ms");
        row(
                html,
                "collector's pauses p99.9 / max",
                Numbers.plain(figures.gcPauses().msP999())
                        + " / "
                        + Numbers.plain(figures.gcPauseMsMax())
                        + " ms");
        row(
                html,
                "server memory per player",
                Numbers.plain(Math.rint(figures.resources().memoryPerPlayerKb())) + " KiB");
        row(html, "bots' CPU, of the machine", percent(figures.resources().botsCpuRatio()));
        row(html, "everything else's CPU", percent(figures.resources().otherCpuRatio()));
        row(
                html,
                "bots' memory (RSS)",
                Numbers.plain(Math.rint(figures.resources().botsRssMb())) + " MiB");
        row(
                html,
                "states compared",
                Numbers.plain(figures.states().checked())
                        + " by "
                        + figures.states().bots()
                        + " bots that decode everything");
    }

    private static String sentAndLost(Figures.Loss loss, boolean up) {
        return Numbers.plain(up ? loss.sentUp() : loss.sentDown())
                + " sent, "
                + Numbers.plain(up ? loss.lostUp() : loss.lostDown())
                + " lost";
    }

    private static void distribution(StringBuilder html, String name, Percentiles values) {
        html.append("<tr><td>").append(escape(name)).append("</td>");
        double[] cells = {
            values.mean(), values.p50(), values.p90(), values.p99(), values.p999(), values.max()
        };
        for (double cell : cells) {
            html.append("<td class=\"number\">").append(Numbers.plain(cell)).append("</td>");
        }
        html.append("<td class=\"number\">").append(Numbers.plain(values.count()));
        html.append("</td></tr>\n");
    }

    private static void row(StringBuilder html, String name, String value) {
        html.append("<tr><td>").append(escape(name)).append("</td><td class=\"number\">");
        html.append(escape(value)).append("</td></tr>\n");
    }

    private static void footer(StringBuilder html, Report.Setting setting) {
        html.append("<footer>").append(setting.cores()).append(" cores · ");
        html.append(escape(setting.kernel())).append(" · JDK ").append(escape(setting.jdk()));
        html.append(" · cipher ").append(escape(setting.cipher())).append(" · ");
        html.append(setting.warmupSeconds()).append(" s of warm-up left out (shaded). RTT counts ");
        html.append("from the instant an input was <i>intended</i> to be sent, so a late sender ");
        html.append("cannot hide a slow server. Lost = (lost up + lost down) / (sent up + sent ");
        html.append("down).</footer>\n");
    }

    private static String percent(double ratio) {
        return Double.isNaN(ratio) ? "n/a" : Numbers.plain(ratio * 100) + " %";
    }

    /// {@return the style sheet of every report}
    static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is not beside its class");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
