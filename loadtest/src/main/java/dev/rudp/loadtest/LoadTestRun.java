package dev.rudp.loadtest;

import dev.rudp.loadtest.Observer.Glance;
import dev.rudp.loadtest.bot.SwarmConfig;
import dev.rudp.loadtest.bot.SwarmSample;
import dev.rudp.loadtest.measure.Figures;
import dev.rudp.loadtest.measure.Figures.Load;
import dev.rudp.loadtest.measure.Figures.Loss;
import dev.rudp.loadtest.measure.Figures.Pauses;
import dev.rudp.loadtest.measure.Figures.ResourceUse;
import dev.rudp.loadtest.measure.Figures.StateCheck;
import dev.rudp.loadtest.measure.Judge;
import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.loadtest.measure.Percentiles;
import dev.rudp.loadtest.measure.Second;
import dev.rudp.loadtest.measure.ServerStats;
import dev.rudp.loadtest.process.Machine;
import dev.rudp.loadtest.process.PauseLog;
import dev.rudp.loadtest.process.Sources;
import dev.rudp.loadtest.report.Report;
import dev.rudp.loadtest.scenario.Scenario;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// One load test on a rig that stands: connect, warm up, measure, conclude. Owner: the calling
/// thread.
final class LoadTestRun {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final LoadTestOptions options;
    private final Rig rig;
    private final PrintStream out;
    private final Observer observer;
    private final Scenario scenario;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Second> seconds = new ArrayList<>();
    private final Histogram rttNs = new Histogram(3);
    private final Histogram latenessNs = new Histogram(3);

    LoadTestRun(LoadTestOptions options, Rig rig, PrintStream out) {
        this.options = options;
        this.rig = rig;
        this.out = out;
        this.observer = new Observer(rig);
        this.scenario = options.plan().scenarioFor(options.players());
    }

    /// @throws ServerLostException when it ended or fell silent
    Report run() throws InterruptedException, ServerLostException {
        out.printf(
                "load test: %s, %s players at %d Hz, %d s after %d s of warm-up, %d bots decode"
                        + " everything%n",
                scenario.name(),
                Numbers.plain((long) options.players()),
                options.plan().tickHz(),
                options.seconds(),
                options.warmupSeconds(),
                SwarmConfig.decodingOf(options.players()));
        new Admission(rig, out).admit(options.players());
        rig.bots()
                .call(swarm -> {
                    swarm.everybodyIsHere();
                    return swarm;
                })
                .join();
        observe(options.warmupSeconds(), false);
        observer.startWindow();
        long dropsBefore = Machine.socketDrops(rig.botsPort());
        int pausesBefore = pausesNs().length;
        Glance from = observer.glance();
        Glance to = observe(options.seconds(), true);
        Pauses pauses = pauses(pausesBefore);
        ServerStats stats = observer.window();
        long dropsAfter = Machine.socketDrops(rig.botsPort());
        long drops = dropsBefore < 0 || dropsAfter < 0 ? -1 : dropsAfter - dropsBefore;
        Figures figures = figures(from, to, stats, drops, pauses);
        return new Report(
                setting(), figures, Judge.judge(figures, scenario.targets()), seconds, rttNs);
    }

    /// Watches for `count` seconds and {@return the last glance}
    private Glance observe(int count, boolean measured)
            throws InterruptedException, ServerLostException {
        Glance before = observer.glance();
        long startNs = System.nanoTime();
        for (int i = 1; i <= count; i++) {
            TimeUnit.NANOSECONDS.sleep(startNs + i * NS_PER_SECOND - System.nanoTime());
            rig.check();
            Glance now = observer.glance();
            Second second = observer.second(seconds.size(), measured, before, now);
            if (measured) {
                rttNs.add(now.bots().rttNs());
                latenessNs.add(now.bots().latenessNs());
            }
            seconds.add(second);
            tell(second);
            before = now;
        }
        return before;
    }

    private long[] pausesNs() {
        OwnServer own = rig.ownServer();
        return own == null ? new long[0] : own.pauses().pausesNs();
    }

    private Pauses pauses(int before) {
        if (rig.ownServer() == null) {
            return Pauses.UNKNOWN;
        }
        long[] pausesNs = pausesNs();
        // No pause at all is the shortest pause.
        boolean none = pausesNs.length == before;
        return new Pauses(
                none ? 0 : PauseLog.percentileMs(pausesNs, before, 0.999),
                none ? 0 : PauseLog.percentileMs(pausesNs, before, 1),
                pausesNs.length - before);
    }

    private Figures figures(
            Glance from, Glance to, ServerStats stats, long botSocketDrops, Pauses pauses) {
        SwarmSample first = from.bots();
        SwarmSample last = to.bots();
        double span = Observer.seconds(from, to);
        long asked = last.slotsDue() - first.slotsDue() - (last.clockSkips() - first.clockSkips());
        long inputs = last.inputsSent() - first.inputsSent();
        long sentDown = last.newestReceived() - first.newestReceived();
        long received = last.datagramsReceived() - first.datagramsReceived();
        Load load =
                new Load(
                        options.players(),
                        last.playing(),
                        options.seconds(),
                        span,
                        options.plan().tickHz(),
                        (last.datagramsSent() - first.datagramsSent()) / span,
                        received / span,
                        (last.bytesSent() - first.bytesSent()) / span,
                        (last.bytesReceived() - first.bytesReceived()) / span,
                        asked == 0 ? 0 : (double) inputs / asked,
                        Percentiles.ofNs(latenessNs));
        long thrownUp = last.discardedUp() - first.discardedUp();
        long lostUp = last.packetsLost() - first.packetsLost();
        Loss loss =
                new Loss(
                        last.datagramsSent() - first.datagramsSent(),
                        Math.max(0, lostUp - thrownUp),
                        sentDown,
                        Math.max(0, sentDown - received),
                        botSocketDrops,
                        thrownUp + last.discardedDown() - first.discardedDown());
        StateCheck states =
                new StateCheck(
                        SwarmConfig.decodingOf(options.players()),
                        last.statesChecked() - first.statesChecked(),
                        last.stateMismatches() - first.stateMismatches());
        return new Figures(
                load,
                Percentiles.ofNs(rttNs),
                loss,
                stats,
                resources(from, to, stats),
                pauses,
                states);
    }

    private ResourceUse resources(Glance from, Glance to, ServerStats stats) {
        double server = Observer.serverCpuRatio(from, to, stats);
        double rssMb =
                seconds.stream()
                        .filter(Second::measured)
                        .mapToDouble(Second::serverRssMb)
                        .max()
                        .orElse(Double.NaN);
        return new ResourceUse(
                server,
                Observer.botsCpuRatio(from, to),
                Observer.otherCpuRatio(from, to, server),
                rssMb,
                memoryPerPlayerKb(rssMb),
                to.own().rssMb());
    }

    private double memoryPerPlayerKb(double rssMb) {
        OwnServer own = rig.ownServer();
        return own == null ? Double.NaN : (rssMb - own.idleRssMb()) * 1024 / options.players();
    }

    private Report.Setting setting() {
        String attached = options.attach();
        return new Report.Setting(
                startedAt.toString(),
                options.plan().scenario(),
                attached == null ? "own process" : attached,
                options.warmupSeconds(),
                Sources.commit(),
                Runtime.version().toString(),
                Machine.cores(),
                Machine.kernel(),
                rig.cipher());
    }

    private void tell(Second second) {
        out.printf(
                "%4d s %-8s %6s players  %8s/s in  %8s/s out  RTT p99 %6s ms  tick p99 %6s ms  CPU"
                        + " server %5s %%, bots %5s %%%n",
                second.index() + 1,
                second.measured() ? "" : "warm-up",
                Numbers.plain((long) second.connected()),
                Numbers.plain(Math.rint(second.sentPerSecond())),
                Numbers.plain(Math.rint(second.receivedPerSecond())),
                Numbers.plain(second.rttMs().p99()),
                Numbers.plain(second.tickMsP99()),
                Numbers.plain(second.serverCpuRatio() * 100),
                Numbers.plain(second.botsCpuRatio() * 100));
    }
}
