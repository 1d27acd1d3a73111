package dev.rudp.loadtest;

import dev.rudp.loadtest.bot.SwarmSample;
import dev.rudp.loadtest.hostile.AttackProcess;
import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.loadtest.process.Machine;
import dev.rudp.loadtest.report.Banner;
import dev.rudp.transport.netcode.ConnectToken;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Honest players under attack: as long as the load test's measured part without, then as long with
/// a flood of hostile datagrams on the loopback, whose first seconds are shown but not judged.
/// Passed when every player stays and the round trips' 99th percentile grows by less than ten
/// milliseconds.
public final class HostileTest {
    /// What an attack may add to the 99th percentile of the round trip.
    static final double ADDED_RTT_MS_MAX = 10;

    /// Below this share of the rate that was asked for, the attack was not the one to judge by.
    private static final double HELD_RATIO = 0.95;

    /// Then the server's compilers know the code that an attack is met with. Shown, not judged.
    private static final int ONSET_SECONDS = 5;

    /// Half a tick; later bots are no players any more.
    private static final double LATENESS_MS_MAX = 8;

    private static final double NS_PER_MS = 1e6;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final LoadTestOptions options;
    private final Rig rig;
    private final PrintStream out;

    private HostileTest(LoadTestOptions options, Rig rig, PrintStream out) {
        this.options = options;
        this.rig = rig;
        this.out = out;
    }

    /// @param rate hostile datagrams per second, 1..[AttackProcess#MAX_RATE]
    /// @return the exit code, see [LoadTest]
    public static int run(LoadTestOptions options, int rate, PrintStream out) {
        if (rate < 1 || rate > AttackProcess.MAX_RATE) {
            throw new IllegalArgumentException(
                    "hostile=" + rate + " not in [1, " + AttackProcess.MAX_RATE + "]");
        }
        try (Rig rig = Rig.start(options)) {
            return new HostileTest(options, rig, out).run(rate);
        } catch (ServerLostException lost) {
            out.println("verdict: failed");
            out.println("  - " + lost.getMessage());
            return LoadTest.FAILED;
        } catch (IOException notStarted) {
            out.println("loadtest: " + notStarted.getMessage());
            return LoadTest.NOT_RUN;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            out.println("verdict: invalid");
            out.println("  - the test was interrupted");
            out.print(Banner.INVALID);
            return LoadTest.INVALID;
        }
    }

    private int run(int rate) throws IOException, InterruptedException, ServerLostException {
        out.printf(
                "hostile test: %s players, %d s in peace, then %d s under %s hostile datagrams a"
                        + " second%n",
                Numbers.plain((long) options.players()),
                options.seconds(),
                options.seconds(),
                Numbers.plain((long) rate));
        new Admission(rig, out).admit(options.players());
        byte[] token = rig.api().connect("attacker");
        int port = ConnectToken.parse(token).servers().getFirst().port();
        watch("warm-up", options.warmupSeconds(), port);
        HostilePhase peace = watch("peace", options.seconds(), port);
        token = rig.api().connect("attacker");
        int attackSeconds = ONSET_SECONDS + options.seconds();
        HostilePhase onset;
        HostilePhase war;
        AttackProcess.Done done;
        try (AttackProcess attack = AttackProcess.start(token, rate, attackSeconds + 1)) {
            onset = watch("onset", ONSET_SECONDS, port);
            war = watch("attack", options.seconds(), port);
            done = attack.join();
        }
        // Whoever lost touch in the attack would time out within ten seconds after it.
        watch("after", 10, port);
        return judge(rate, peace, onset, war, done.cpuSeconds() / (attackSeconds + 1));
    }

    private int judge(
            int rate,
            HostilePhase peace,
            HostilePhase onset,
            HostilePhase war,
            double attackerCores) {
        int playing = sample().playing();
        double arrived = war.arrivedPerSecond() - war.sentPerSecond();
        double added = war.rttMs(99) - peace.rttMs(99);
        print("", "in peace", "under attack");
        print("hostile datagrams per second", "", Numbers.plain(Math.rint(arrived)));
        print("  of them dropped by the kernel", "", war.dropsPerSecond());
        print("  of them for a full buffer", peace.fullBuffer(), war.fullBuffer());
        print("attacker, of one core", "", percent(attackerCores));
        print("server, of one core", percent(peace.serverCores()), percent(war.serverCores()));
        print("bots, of one core", percent(peace.botsCores()), percent(war.botsCores()));
        print("players that stayed", "", playing + " of " + options.players());
        print("snapshot age p99", ms(peace.snapshotAgeMs()), ms(war.snapshotAgeMs()));
        print("datagrams lost by bots", peace.botsLost(), war.botsLost());
        print("bots' lateness p99", ms(peace.latenessMs(99)), ms(war.latenessMs(99)));
        print("round trip mean", ms(peace.meanRttMs()), ms(war.meanRttMs()));
        print("round trip p99", ms(peace.rttMs(99)), ms(war.rttMs(99)));
        print("  in the first " + ONSET_SECONDS + " s", "", ms(onset.rttMs(99)));
        print("round trip p99, added", "", ms(added) + " (< 10 ms)");
        if (arrived < HELD_RATIO * rate) {
            return invalid("the attack was weaker than asked for");
        }
        if (war.latenessMs(99) > LATENESS_MS_MAX) {
            return invalid(
                    "the bots fell behind their schedule: their round trips are not the server's");
        }
        boolean passed = playing == options.players() && added < ADDED_RTT_MS_MAX;
        out.println("verdict: " + (passed ? "passed" : "failed"));
        return passed ? LoadTest.PASSED : LoadTest.FAILED;
    }

    private int invalid(String why) {
        out.println("verdict: invalid");
        out.println("  - " + why);
        out.print(Banner.INVALID);
        return LoadTest.INVALID;
    }

    private void print(String what, String peace, String war) {
        out.printf("%-34s %12s %16s%n", what, peace, war);
    }

    private HostilePhase watch(String phase, int seconds, int port)
            throws InterruptedException, ServerLostException {
        Histogram rttNs = new Histogram(3);
        Histogram latenessNs = new Histogram(3);
        Observer observer = new Observer(rig);
        observer.startWindow();
        HostilePhase.Counts before = counts(port, observer);
        long startNs = System.nanoTime();
        for (int i = 1; i <= seconds; i++) {
            TimeUnit.NANOSECONDS.sleep(startNs + i * NS_PER_SECOND - System.nanoTime());
            rig.check();
            SwarmSample now = sample();
            rttNs.add(now.rttNs());
            latenessNs.add(now.latenessNs());
            out.printf(
                    "%3d s %-8s %6s players  RTT p99 %6s ms%n",
                    i,
                    phase,
                    Numbers.plain((long) now.playing()),
                    Numbers.plain(now.rttNs().getValueAtPercentile(99) / NS_PER_MS));
        }
        return new HostilePhase(
                before, counts(port, observer), observer.window(), rttNs, latenessNs);
    }

    private HostilePhase.Counts counts(int port, Observer observer) {
        return new HostilePhase.Counts(
                observer.glance(),
                Machine.socketDrops(port),
                Machine.socketDrops(rig.botsPort()),
                Machine.fullBufferDrops());
    }

    private SwarmSample sample() {
        return rig.bots().call(swarm -> swarm.sample(System.nanoTime())).join();
    }

    private static String ms(double ms) {
        return Numbers.plain(ms) + " ms";
    }

    private static String percent(double ratio) {
        return Numbers.plain(ratio * 100) + " %";
    }
}
