package dev.rudp.loadtest.measure;

import dev.rudp.loadtest.measure.Figures.Load;
import dev.rudp.loadtest.measure.Figures.Loss;
import dev.rudp.loadtest.measure.Figures.Pauses;
import dev.rudp.loadtest.measure.Figures.ResourceUse;
import dev.rudp.loadtest.measure.Figures.StateCheck;
import dev.rudp.loadtest.measure.ServerStats.Replication;

/// Figures for tests: a run that keeps every target, with one thing changed at a time.
public final class FiguresOf {
    public Load load = load(2000, 2000, 60, 1.0, 0.9);
    public Percentiles rttMs = new Percentiles(14.5, 13, 20, 26.2, 29, 41, 7_200_000);
    public Loss loss = new Loss(7_200_000, 12, 7_200_000, 30, 0, 0);
    public ServerStats server = server(3.1, 0, 14);
    public ResourceUse resources = new ResourceUse(0.52, 0.41, 0.03, 410.5, 102, 220);
    public Pauses gcPauses = new Pauses(0.8, 0.9, 3);
    public StateCheck states = new StateCheck(100, 360_000, 0);

    public Figures figures() {
        return new Figures(load, rttMs, loss, server, resources, gcPauses, states);
    }

    public static Load load(
            int players, int connected, double seconds, double offered, double latenessMsP99) {
        return new Load(
                players,
                connected,
                60,
                seconds,
                60,
                connected * 60.0 * offered,
                connected * 60.0,
                connected * 60.0 * 68,
                connected * 60.0 * 350,
                offered,
                new Percentiles(0.3, 0.25, 0.5, latenessMsP99, latenessMsP99, 9, 7_200_000));
    }

    public static ServerStats server(double tickMsP99, double skipped, double ageMsP99) {
        return new ServerStats(
                60,
                2000,
                3600,
                skipped,
                2.2,
                1.8,
                tickMsP99,
                6.5,
                0.4,
                ageMsP99,
                7.2e6,
                7.2e6,
                62,
                0.52,
                400,
                16,
                1,
                new Replication(2.4, 15, 33, 90));
    }
}
