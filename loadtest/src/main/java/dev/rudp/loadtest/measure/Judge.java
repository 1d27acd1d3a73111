package dev.rudp.loadtest.measure;

import dev.rudp.loadtest.measure.Figures.Load;
import dev.rudp.loadtest.measure.Figures.Loss;
import dev.rudp.loadtest.measure.Target.Outcome;
import dev.rudp.loadtest.measure.Verdict.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Compares figures with a [TargetSet]. First asks whether the load was what it claims to be: where
/// bots fell behind, were cut short, or a figure could not be measured, the result is *invalid*,
/// however good the other figures look.
public final class Judge {
    /// Bots whose 99th percentile of lateness exceeds half a tick no longer offer a fixed rate.
    static final double LATENESS_LIMIT_MS = 8;

    static final double OFFERED_LIMIT_RATIO = 0.99;

    /// Datagrams that bots may lose in their own socket before the loss figure is theirs.
    static final double BOT_DROP_LIMIT_RATIO = 0.0001;

    private Judge() {}

    /// @param promises what this kind of load is judged by
    public static Verdict judge(Figures figures, TargetSet promises) {
        List<Target> targets = promises.of(figures);
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
}
