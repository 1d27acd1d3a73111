package dev.rudp.loadtest.report;

import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.Figures.Load;
import dev.rudp.loadtest.measure.Figures.Loss;
import dev.rudp.loadtest.measure.Figures.ResourceUse;
import dev.rudp.loadtest.measure.Percentiles;
import dev.rudp.loadtest.measure.Second;
import dev.rudp.loadtest.measure.ServerStats;
import dev.rudp.loadtest.measure.Target;
import dev.rudp.loadtest.measure.Verdict.Result;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The report as JSON. Keys are stable: scripts and later reports compare them. Ratios are 0..1 (of
/// the machine, for CPU), durations in milliseconds, memory in MiB; `null` is a figure that could
/// not be measured.
public final class JsonReport {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonReport() {}

    public static String of(Report report) {
        ObjectNode root = JSON.createObjectNode();
        Figures figures = report.figures();
        root.put("verdict", report.verdict().result().word());
        root.put("valid", report.verdict().result() != Result.INVALID);
        ArrayNode reasons = root.putArray("reasons");
        report.verdict().reasons().forEach(reasons::add);
        figures(root, figures);
        setting(root, report.setting());
        ArrayNode targets = root.putArray("targets");
        report.verdict().targets().forEach(target -> target(targets.addObject(), target));
        ArrayNode timeline = root.putArray("timeline");
        report.seconds().forEach(second -> second(timeline.addObject(), second));
        return root.toPrettyString() + "\n";
    }

    /// Writes every figure under its key.
    static void figures(ObjectNode root, Figures figures) {
        load(root, figures.load());
        loss(root, figures.loss());
        percentiles(root, "rttMs", figures.rttMs());
        server(root, figures.server());
        resources(root, figures.resources());
        number(root, "gcPauseMsP999", figures.gcPauses().msP999());
        number(root, "gcPauseMsMax", figures.gcPauseMsMax());
        root.put("gcPauses", figures.gcPauses().count());
        root.put("statesChecked", figures.states().checked());
        root.put("stateMismatches", figures.states().mismatches());
        root.put("botsDecoding", figures.states().bots());
    }

    private static void load(ObjectNode root, Load load) {
        root.put("players", load.players());
        root.put("connected", load.connected());
        root.put("seconds", load.secondsAsked());
        number(root, "secondsMeasured", load.secondsMeasured());
        number(root, "tickHz", load.tickHz());
        number(root, "sentPerSecond", load.sentPerSecond());
        number(root, "receivedPerSecond", load.receivedPerSecond());
        number(root, "inPerPlayerPerSecond", load.inPerPlayer());
        number(root, "outPerPlayerPerSecond", load.outPerPlayer());
        number(root, "bytesPerPlayerPerSecond", load.bytesPerPlayer());
        number(root, "bytesDownPerPlayerPerSecond", load.bytesDownPerPlayer());
        number(root, "bytesSentPerSecond", load.bytesSentPerSecond());
        number(root, "bytesReceivedPerSecond", load.bytesReceivedPerSecond());
        number(root, "offeredRatio", load.offeredRatio());
        percentiles(root, "botLatenessMs", load.latenessMs());
    }

    private static void loss(ObjectNode root, Loss loss) {
        number(root, "lossRatio", loss.ratio());
        root.put("datagramsDiscarded", loss.discarded());
        root.put("datagramsUp", loss.sentUp());
        root.put("datagramsUpLost", loss.lostUp());
        root.put("datagramsDown", loss.sentDown());
        root.put("datagramsDownLost", loss.lostDown());
        number(
                root,
                "botSocketDrops",
                loss.botSocketDrops() < 0 ? Double.NaN : (double) loss.botSocketDrops());
    }

    private static void server(ObjectNode root, ServerStats server) {
        number(root, "tickMsMean", server.tickMsMean());
        number(root, "tickMaxToMean", server.tickMaxToMean());
        number(root, "tickMsP50", server.tickMsP50());
        number(root, "tickMsP99", server.tickMsP99());
        number(root, "tickMsMax", server.tickMsMax());
        number(root, "tickCount", server.tickCount());
        number(root, "ticksSkipped", server.ticksSkipped());
        number(root, "snapshotAgeMsP50", server.snapshotAgeMsP50());
        number(root, "snapshotAgeMsP99", server.snapshotAgeMsP99());
        number(root, "allocatedBytesPerTick", server.allocatedBytesPerTick());
        number(root, "serverDatagramsIn", server.datagramsIn());
        number(root, "serverDatagramsOut", server.datagramsOut());
        var replication = server.replication();
        number(root, "bytesPerEntityUpdate", replication.bytesPerEntityUpdate());
        number(root, "fullStateBytesPerEntityUpdate", replication.fullStateBytesPerEntityUpdate());
        number(root, "stalenessMsP99", replication.stalenessMsP99());
        number(root, "stalenessMsMax", replication.stalenessMsMax());
    }

    private static void resources(ObjectNode root, ResourceUse use) {
        number(root, "serverCpuRatio", use.serverCpuRatio());
        number(root, "botsCpuRatio", use.botsCpuRatio());
        number(root, "otherCpuRatio", use.otherCpuRatio());
        number(root, "serverRssMb", use.serverRssMb());
        number(root, "memoryPerPlayerKb", use.memoryPerPlayerKb());
        number(root, "botsRssMb", use.botsRssMb());
    }

    private static void setting(ObjectNode root, Report.Setting setting) {
        root.put("startedAt", setting.startedAt());
        root.put("scenario", setting.scenario());
        root.put("server", setting.server());
        root.put("warmupSeconds", setting.warmupSeconds());
        root.put("commit", setting.commit());
        root.put("jdk", setting.jdk());
        root.put("cores", setting.cores());
        root.put("kernel", setting.kernel());
        root.put("cipher", setting.cipher());
    }

    private static void target(ObjectNode node, Target target) {
        node.put("figure", target.figure());
        node.put("label", target.label());
        number(node, "value", target.value());
        node.put("limit", target.limit().text(1));
        node.put("unit", target.unit());
        node.put("passed", target.kept());
        node.put("outcome", target.outcome().name().toLowerCase(Locale.ROOT));
    }

    private static void second(ObjectNode node, Second second) {
        node.put("second", second.index());
        node.put("measured", second.measured());
        node.put("connected", second.connected());
        number(node, "sentPerSecond", second.sentPerSecond());
        number(node, "receivedPerSecond", second.receivedPerSecond());
        number(node, "rttMsMean", second.rttMs().mean());
        number(node, "rttMsP50", second.rttMs().p50());
        number(node, "rttMsP99", second.rttMs().p99());
        number(node, "rttMsMax", second.rttMs().max());
        number(node, "botLatenessMsP99", second.latenessMs().p99());
        number(node, "tickMsP99", second.tickMsP99());
        number(node, "snapshotAgeMsP99", second.snapshotAgeMsP99());
        number(node, "serverCpuRatio", second.serverCpuRatio());
        number(node, "botsCpuRatio", second.botsCpuRatio());
        number(node, "otherCpuRatio", second.otherCpuRatio());
        number(node, "serverRssMb", second.serverRssMb());
    }

    private static void percentiles(ObjectNode node, String prefix, Percentiles percentiles) {
        number(node, prefix + "Mean", percentiles.mean());
        number(node, prefix + "P50", percentiles.p50());
        number(node, prefix + "P90", percentiles.p90());
        number(node, prefix + "P99", percentiles.p99());
        number(node, prefix + "P999", percentiles.p999());
        number(node, prefix + "Max", percentiles.max());
    }

    /// JSON has no NaN.
    private static void number(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, Math.round(value * 1e6) / 1e6);
        } else {
            node.putNull(key);
        }
    }
}
