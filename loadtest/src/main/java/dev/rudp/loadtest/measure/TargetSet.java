package dev.rudp.loadtest.measure;

import dev.rudp.loadtest.measure.Figures.Load;
import java.util.ArrayList;
import java.util.List;

/// The promises that a load test is judged by, with all their limits: the one place where they
/// stand. Limits of latency are for 60 ticks per second; at a lower rate they grow with the period,
/// since a player is then told less often.
public enum TargetSet {
    /// Players spread over a world.
    SPREAD {
        @Override
        void server(Figures figures, List<Target> targets) {
            ServerStats server = figures.server();
            double stretch = stretch(figures.load());
            targets.add(below("tickMsP99", "tick p99", MS, server.tickMsP99(), 4));
            targets.add(
                    new Target(
                            "tickMaxToMean",
                            "longest tick, of the mean",
                            "×",
                            server.tickMaxToMean(),
                            new Limit.AtMost(3)));
            targets.add(snapshotAge(server, 18 * stretch));
            targets.add(atMost("serverCpuRatio", "server CPU, of the machine", cpu(figures), 0.55));
            targets.add(
                    below("serverRssMb", "server memory (RSS)", "MiB", rss(figures), ONE_GB_MB));
            if (!figures.loss().isImpaired()) {
                targets.add(
                        below("rttMsMean", "RTT mean", MS, figures.rttMs().mean(), 50 * stretch));
                targets.add(below("rttMsP99", "RTT p99", MS, figures.rttMs().p99(), 30 * stretch));
            }
        }
    },

    /// Players of whom each sees the most that anybody may see, or sees everything replaced at
    /// once.
    CROWDED {
        @Override
        void server(Figures figures, List<Target> targets) {
            ServerStats server = figures.server();
            Load load = figures.load();
            targets.add(below("tickMsP99", "tick p99", MS, server.tickMsP99(), 8));
            targets.add(snapshotAge(server, 25 * stretch(load)));
            targets.add(
                    new Target(
                            "bytesDownPerPlayerPerSecond",
                            "bytes out, per player",
                            "/s",
                            load.bytesDownPerPlayer(),
                            new Limit.AtMost(DATAGRAM_BYTES * load.tickHz())));
            targets.add(below("serverRssMb", "server memory (RSS)", "MiB", rss(figures), 4096));
        }
    };

    static final double RATE_TOLERANCE_RATIO = 0.01;

    /// A snapshot of the default budget, and 100 bytes for the packet around it.
    static final double DATAGRAM_BYTES = 1_200;

    private static final double ONE_GB_MB = 1024;
    private static final double FULL_RATE_HZ = 60;
    private static final String MS = "ms";

    /// {@return every target, in the order in which reports list them}
    public List<Target> of(Figures figures) {
        List<Target> targets = new ArrayList<>();
        load(figures, targets);
        server(figures, targets);
        states(figures, targets);
        return List.copyOf(targets);
    }

    /// Adds what this kind of load is about.
    abstract void server(Figures figures, List<Target> targets);

    private static void load(Figures figures, List<Target> targets) {
        Load load = figures.load();
        var rate = new Limit.Within(load.tickHz(), RATE_TOLERANCE_RATIO);
        var everybody = new Limit.Exactly(load.players());
        targets.add(new Target("connected", "players connected", "", load.connected(), everybody));
        targets.add(
                new Target(
                        "inPerPlayerPerSecond",
                        "datagrams in, per player",
                        "/s",
                        load.inPerPlayer(),
                        rate));
        targets.add(
                new Target(
                        "outPerPlayerPerSecond",
                        "datagrams out, per player",
                        "/s",
                        load.outPerPlayer(),
                        rate));
        targets.add(
                below("lossRatio", "datagrams lost", Target.RATIO, figures.loss().ratio(), 0.001));
        targets.add(
                new Target(
                        "ticksSkipped",
                        "ticks skipped",
                        "",
                        figures.server().ticksSkipped(),
                        new Limit.Exactly(0)));
    }

    private static void states(Figures figures, List<Target> targets) {
        targets.add(
                new Target(
                        "statesChecked",
                        "states compared with the server",
                        "",
                        figures.states().checked(),
                        new Limit.AtLeast(1)));
        targets.add(
                new Target(
                        "stateMismatches",
                        "states that differed",
                        "",
                        figures.states().mismatches(),
                        new Limit.Exactly(0)));
    }

    private static Target snapshotAge(ServerStats server, double limitMs) {
        return below(
                "snapshotAgeMsP99", "snapshot age p99", MS, server.snapshotAgeMsP99(), limitMs);
    }

    /// {@return how much longer a period is than at the full rate}
    private static double stretch(Load load) {
        return Math.max(1, FULL_RATE_HZ / load.tickHz());
    }

    private static double cpu(Figures figures) {
        return figures.resources().serverCpuRatio();
    }

    private static double rss(Figures figures) {
        return figures.resources().serverRssMb();
    }

    private static Target below(
            String figure, String label, String unit, double value, double bound) {
        return new Target(figure, label, unit, value, new Limit.Below(bound));
    }

    private static Target atMost(String figure, String label, double value, double bound) {
        return new Target(figure, label, Target.RATIO, value, new Limit.AtMost(bound));
    }
}
