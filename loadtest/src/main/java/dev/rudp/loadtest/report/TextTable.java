package dev.rudp.loadtest.report;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.Figures.Load;
import dev.rudp.loadtest.measure.Figures.Loss;
import dev.rudp.loadtest.measure.Figures.ResourceUse;
import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.loadtest.measure.Percentiles;
import dev.rudp.loadtest.measure.ServerStats;
import dev.rudp.loadtest.measure.Target;
import dev.rudp.loadtest.measure.Verdict;
import dev.rudp.loadtest.measure.Verdict.Result;
import java.util.Formatter;
import java.util.Locale;

/// The report as a table for a terminal, 80 columns wide. The verdict stands last, where the eye is
/// when a command ends.
public final class TextTable {
    private TextTable() {}

    public static String of(Report report) {
        Formatter text = new Formatter(Locale.ROOT);
        Figures figures = report.figures();
        Load load = figures.load();
        text.format("%n%-34s %16s   %-18s %s%n", "target", "measured", "limit", "");
        text.format("%s%n", "-".repeat(80));
        for (Target target : report.verdict().targets()) {
            text.format(
                    "%-34s %16s   %-18s %s%n",
                    target.label(), target.valueText(), target.limitText(), mark(target));
        }
        text.format("%s%n", "-".repeat(80));
        traffic(text, load, figures.loss());
        distribution(text, "RTT", figures.rttMs());
        distribution(text, "bots' send lateness", load.latenessMs());
        server(text, figures);
        verdict(text, report.verdict());
        return text.toString();
    }

    private static void traffic(Formatter text, Load load, Loss loss) {
        text.format(
                "%-22s %s/s in, %s/s out, %s bytes per player and second%n",
                "datagrams",
                Numbers.plain(Math.rint(load.sentPerSecond())),
                Numbers.plain(Math.rint(load.receivedPerSecond())),
                Numbers.plain(Math.rint(load.bytesPerPlayer())));
        text.format(
                "%-22s %,d of %,d up, %,d of %,d down; dropped at the bots' socket: %s; thrown away"
                        + " on purpose: %,d%n",
                "lost",
                loss.lostUp(),
                loss.sentUp(),
                loss.lostDown(),
                loss.sentDown(),
                loss.botSocketDrops() < 0 ? "n/a" : Long.toString(loss.botSocketDrops()),
                loss.discarded());
    }

    private static void distribution(Formatter text, String name, Percentiles values) {
        text.format(
                "%-22s mean %s, p50 %s, p90 %s, p99 %s, p99.9 %s, max %s ms%n",
                name,
                Numbers.plain(values.mean()),
                Numbers.plain(values.p50()),
                Numbers.plain(values.p90()),
                Numbers.plain(values.p99()),
                Numbers.plain(values.p999()),
                Numbers.plain(values.max()));
    }

    private static void server(Formatter text, Figures figures) {
        ServerStats server = figures.server();
        ResourceUse use = figures.resources();
        text.format(
                "%-22s mean %s, p50 %s, p99 %s, max %s ms; snapshot age p50 %s, p99 %s ms%n",
                "tick",
                Numbers.plain(server.tickMsMean()),
                Numbers.plain(server.tickMsP50()),
                Numbers.plain(server.tickMsP99()),
                Numbers.plain(server.tickMsMax()),
                Numbers.plain(server.snapshotAgeMsP50()),
                Numbers.plain(server.snapshotAgeMsP99()));
        text.format(
                "%-22s server %s %%, bots %s %%, everything else %s %% of the machine%n",
                "CPU",
                Numbers.plain(use.serverCpuRatio() * 100),
                Numbers.plain(use.botsCpuRatio() * 100),
                Numbers.plain(use.otherCpuRatio() * 100));
        text.format(
                "%-22s server %s MiB (%s KiB per player), bots %s MiB; server allocates %s bytes per"
                        + " tick%n",
                "memory",
                Numbers.plain(Math.rint(use.serverRssMb())),
                Numbers.plain(Math.rint(use.memoryPerPlayerKb())),
                Numbers.plain(Math.rint(use.botsRssMb())),
                Numbers.plain(server.allocatedBytesPerTick()));
        text.format(
                "%-22s p99.9 %s, max %s ms, %d of them%n",
                "collector's pauses",
                Numbers.plain(figures.gcPauses().msP999()),
                Numbers.plain(figures.gcPauseMsMax()),
                figures.gcPauses().count());
        var replication = server.replication();
        text.format(
                "%-22s %s bytes per entity update (whole: %s); staleness p99 %s, max %s ms%n",
                "snapshots",
                Numbers.plain(replication.bytesPerEntityUpdate()),
                Numbers.plain(replication.fullStateBytesPerEntityUpdate()),
                Numbers.plain(replication.stalenessMsP99()),
                Numbers.plain(replication.stalenessMsMax()));
        text.format(
                "%-22s %,d compared by %d bots, %,d differed%n",
                "states",
                figures.states().checked(),
                figures.states().bots(),
                figures.states().mismatches());
    }

    private static void verdict(Formatter text, Verdict verdict) {
        text.format("%n");
        text.format("verdict: %s%n", verdict.result().word());
        for (String reason : verdict.reasons()) {
            text.format("  - %s%n", reason);
        }
        if (verdict.result() == Result.INVALID) {
            text.format("%s", Banner.INVALID);
        }
    }

    private static String mark(Target target) {
        return switch (target.outcome()) {
            case KEPT -> "ok";
            case MISSED -> "MISSED";
            case UNKNOWN -> "n/a";
        };
    }
}
