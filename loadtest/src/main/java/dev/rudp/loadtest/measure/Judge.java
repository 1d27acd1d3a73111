package dev.rudp.loadtest.measure;

import dev.rudp.loadtest.measure.Figures.Load;
import dev.rudp.loadtest.measure.Figures.Loss;
import dev.rudp.loadtest.measure.Target.Outcome;
import dev.rudp.loadtest.measure.Verdict.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Compares figures with the targets of docs/architecture.md. First asks whether the load was what
/// it claims to be: where bots fell behind, were cut short, or a figure could not be measured, the
/// result is *invalid*, however good the other figures look.
public final class Judge {
    /// Bots whose 99th percentile of lateness exceeds half a tick no longer offer a fixed rate.
    static final double LATENESS_LIMIT_MS = 8;

    static final double OFFERED_LIMIT_RATIO = 0.99;
    static final double RATE_TOLERANCE_RATIO = 0.01;

    /// Datagrams that bots may lose in their own socket before the loss figure is theirs.
    static final double BOT_DROP_LIMIT_RATIO = 0.0001;

    private static final double RSS_LIMIT_MB = 4096;

    private Judge() {}

    public static Verdict judge(Figures figures) {
        List<Target> targets = targets(figures);
        List<String> invalid = doubts(figures, targets);
        if (!invalid.isEmpty()) {
            return new Verdict(Result.INVALID, targets, invalid);
        }
        List<String> missed = new ArrayList<>();
        for (Target target : targets) {
            if (!target.kept()) {
                missed.add(
                        target.label()
                                + " is "
                                + target.valueText()
                                + ", must be "
                                + target.limitText());
            }
        }
        return new Verdict(missed.isEmpty() ? Result.PASSED : Result.FAILED, targets, missed);
    }

    /// {@return every target, in the order in which reports list them}
    static List<Target> targets(Figures figures) {
        Load load = figures.load();
        ServerStats server = figures.server();
        var rate = new Limit.Within(load.tickHz(), RATE_TOLERANCE_RATIO);
        return List.of(
                new Target(
                        "connected",
                        "players connected",
                        "",
                        load.connected(),
                        new Limit.Exactly(load.players())),
                new Target(
                        "inPerPlayerPerSecond",
                        "datagrams in, per player",
                        "/s",
                        load.inPerPlayer(),
                        rate),
                new Target(
                        "outPerPlayerPerSecond",
                        "datagrams out, per player",
                        "/s",
                        load.outPerPlayer(),
                        rate),
                target("tickMsP99", "tick p99", "ms", server.tickMsP99(), 8),
                target("snapshotAgeMsP99", "snapshot age p99", "ms", server.snapshotAgeMsP99(), 20),
                new Target(
                        "ticksSkipped",
                        "ticks skipped",
                        "",
                        server.ticksSkipped(),
                        new Limit.Exactly(0)),
                target("rttMsMean", "RTT mean", "ms", figures.rttMs().mean(), 50),
                target("rttMsP99", "RTT p99", "ms", figures.rttMs().p99(), 50),
                target("lossRatio", "datagrams lost", Target.RATIO, figures.loss().ratio(), 0.001),
                target(
                        "serverCpuRatio",
                        "server CPU, of the machine",
                        Target.RATIO,
                        figures.resources().serverCpuRatio(),
                        0.7),
                target(
                        "serverRssMb",
                        "server memory (RSS)",
                        "MiB",
                        figures.resources().serverRssMb(),
                        RSS_LIMIT_MB),
                new Target(
                        "statesChecked",
                        "states compared with the server",
                        "",
                        figures.states().checked(),
                        new Limit.AtLeast(1)),
                new Target(
                        "stateMismatches",
                        "states that differed",
                        "",
                        figures.states().mismatches(),
                        new Limit.Exactly(0)));
    }

    private static List<String> doubts(Figures figures, List<Target> targets) {
        Load load = figures.load();
        List<String> doubts = new ArrayList<>();
        if (load.secondsMeasured() < load.secondsAsked() * 0.99) {
            doubts.add(
                    String.format(
                            Locale.ROOT,
                            "the window was cut short: %.1f of %d seconds",
                            load.secondsMeasured(),
                            load.secondsAsked()));
        }
        double late = load.latenessMs().p99();
        if (load.connected() > 0 && !(late <= LATENESS_LIMIT_MS)) {
            doubts.add(
                    String.format(
                            Locale.ROOT,
                            "the bots fell behind their schedule: p99 of send lateness is %s ms,"
                                    + " limit %s ms",
                            Numbers.plain(late),
                            Numbers.plain(LATENESS_LIMIT_MS)));
        }
        if (load.offeredRatio() < OFFERED_LIMIT_RATIO) {
            doubts.add(
                    String.format(
                            Locale.ROOT,
                            "the bots offered only %.2f %% of the load that was asked for",
                            load.offeredRatio() * 100));
        }
        Loss loss = figures.loss();
        if (loss.botSocketDrops() > Math.max(1, loss.sentDown()) * BOT_DROP_LIMIT_RATIO) {
            doubts.add(
                    String.format(
                            Locale.ROOT,
                            "the bots did not read fast enough: their own socket dropped %d"
                                    + " datagrams",
                            loss.botSocketDrops()));
        }
        for (Target target : targets) {
            if (load.connected() > 0 && target.outcome() == Outcome.UNKNOWN) {
                doubts.add(target.label() + " could not be measured");
            }
        }
        return doubts;
    }

    private static Target target(
            String figure, String label, String unit, double value, double below) {
        return new Target(figure, label, unit, value, new Limit.Below(below));
    }
}
