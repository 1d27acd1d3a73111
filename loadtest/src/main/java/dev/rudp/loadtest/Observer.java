package dev.rudp.loadtest;

import dev.rudp.loadtest.bot.SwarmSample;
import dev.rudp.loadtest.measure.Percentiles;
import dev.rudp.loadtest.measure.Second;
import dev.rudp.loadtest.measure.ServerStats;
import dev.rudp.loadtest.process.Machine;
import dev.rudp.loadtest.process.ProcessSampler;
import dev.rudp.loadtest.process.ProcessSampler.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Looks at everything once a second: the bots' counts, the server's recent figures, and what all
/// processes use of the machine.
final class Observer {
    /// All that was seen at one instant.
    record Glance(SwarmSample bots, Usage server, Usage own, double machineBusySeconds) {}

    private static final double NS_PER_SECOND = 1e9;

    private final Rig rig;
    private final @Nullable ProcessSampler serverSampler;
    private final ProcessSampler ownSampler = new ProcessSampler(ProcessHandle.current());

    Observer(Rig rig) {
        this.rig = rig;
        this.serverSampler = rig.serverSampler();
    }

    Glance glance() {
        SwarmSample bots = rig.bots().call(swarm -> swarm.sample(System.nanoTime())).join();
        Usage server =
                serverSampler == null ? new Usage(Double.NaN, Double.NaN) : serverSampler.sample();
        return new Glance(bots, server, ownSampler.sample(), Machine.busySeconds());
    }

    /// {@return the second between two glances}
    ///
    /// @throws ServerLostException if the server does not answer
    Second second(int index, boolean measured, Glance before, Glance now)
            throws InterruptedException, ServerLostException {
        ServerStats stats = ask(rig.api()::recentStats);
        double seconds = seconds(before, now);
        double server = serverCpuRatio(before, now, stats);
        double bots = botsCpuRatio(before, now);
        return new Second(
                index,
                measured,
                now.bots().playing(),
                (now.bots().datagramsSent() - before.bots().datagramsSent()) / seconds,
                (now.bots().datagramsReceived() - before.bots().datagramsReceived()) / seconds,
                Percentiles.ofNs(now.bots().rttNs()),
                Percentiles.ofNs(now.bots().latenessNs()),
                stats.tickMsP50(),
                stats.tickMsP99(),
                stats.snapshotAgeMsP50(),
                stats.snapshotAgeMsP99(),
                server,
                bots,
                otherCpuRatio(before, now, server),
                Double.isNaN(now.server().rssMb()) ? stats.rssMb() : now.server().rssMb());
    }

    /// {@return the server's share of the machine}: as its process tells from outside where it is
    /// our child, else as the server itself says
    static double serverCpuRatio(Glance from, Glance to, ServerStats stats) {
        double outside = share(to.server().cpuSeconds() - from.server().cpuSeconds(), from, to);
        return Double.isNaN(outside) ? stats.cpuRatio() : outside;
    }

    static double botsCpuRatio(Glance from, Glance to) {
        return share(to.own().cpuSeconds() - from.own().cpuSeconds(), from, to);
    }

    /// {@return the share of everything that is neither server nor bots; NaN when unknown}.
    /// Counters of processes and of the machine move in steps of 10 ms, so this may come out a
    /// little below zero, which means zero.
    static double otherCpuRatio(Glance from, Glance to, double serverCpuRatio) {
        double busy = share(to.machineBusySeconds() - from.machineBusySeconds(), from, to);
        double rest = busy - serverCpuRatio - botsCpuRatio(from, to);
        return rest < 0 ? 0 : rest;
    }

    static double seconds(Glance from, Glance to) {
        return (to.bots().atNs() - from.bots().atNs()) / NS_PER_SECOND;
    }

    private static double share(double cpuSeconds, Glance from, Glance to) {
        return cpuSeconds / (seconds(from, to) * Machine.cores());
    }

    /// {@return the server's figures of the whole window}
    ServerStats window() throws InterruptedException, ServerLostException {
        return ask(rig.api()::stats);
    }

    /// Starts a new window of the server's figures.
    void startWindow() throws InterruptedException, ServerLostException {
        ask(() -> {
            rig.api().resetStats();
            return true;
        });
    }

    private interface Question<T> {
        T answer() throws IOException, InterruptedException;
    }

    private <T> T ask(Question<T> question) throws InterruptedException, ServerLostException {
        try {
            return question.answer();
        } catch (IOException noAnswer) {
            rig.check();
            throw new ServerLostException("the server does not answer: " + noAnswer, noAnswer);
        }
    }
}
