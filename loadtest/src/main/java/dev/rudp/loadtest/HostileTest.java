package dev.rudp.loadtest;

import dev.rudp.loadtest.bot.SwarmSample;
import dev.rudp.loadtest.hostile.AttackProcess;
import dev.rudp.loadtest.measure.Numbers;
import dev.rudp.loadtest.report.Banner;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Honest players under attack: as long as the load test's measured part without, then as long with
/// a flood of hostile datagrams on the loopback. Passed when every player stays and the round
/// trips' 99th percentile grows by less than ten milliseconds.
public final class HostileTest {
    /// What an attack may add to the 99th percentile of the round trip.
    static final double ADDED_RTT_MS_MAX = 10;

    /// Below this share of the rate that was asked for, the attack was not the one to judge by.
    private static final double HELD_RATIO = 0.95;

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
        watch("warm-up", options.warmupSeconds());
        Histogram peace = watch("peace", options.seconds());
        byte[] token = rig.api().connect("attacker");
        Histogram war;
        long sent;
        try (AttackProcess attack = AttackProcess.start(token, rate, options.seconds())) {
            war = watch("attack", options.seconds());
            sent = attack.sent();
        }
        // Whoever lost touch in the attack would time out within ten seconds after it.
        watch("after", 10);
        return judge(rate, (double) sent / options.seconds(), peace, war);
    }

    private int judge(int rate, double attacked, Histogram peace, Histogram war) {
        int playing = sample().playing();
        double before = peace.getValueAtPercentile(99) / NS_PER_MS;
        double under = war.getValueAtPercentile(99) / NS_PER_MS;
        out.printf("hostile datagrams per second  %s%n", Numbers.plain(Math.rint(attacked)));
        out.printf(
                "players that stayed           %s of %s%n",
                Numbers.plain((long) playing), Numbers.plain((long) options.players()));
        out.printf("RTT mean in peace             %s ms%n", ms(peace.getMean()));
        out.printf("RTT mean under attack         %s ms%n", ms(war.getMean()));
        out.printf("RTT p99 in peace              %s ms%n", Numbers.plain(before));
        out.printf("RTT p99 under attack          %s ms%n", Numbers.plain(under));
        out.printf("added                         %s ms (< 10)%n", Numbers.plain(under - before));
        if (attacked < HELD_RATIO * rate) {
            out.println("verdict: invalid");
            out.println("  - the attack was weaker than asked for");
            out.print(Banner.INVALID);
            return LoadTest.INVALID;
        }
        boolean passed = playing == options.players() && under - before < ADDED_RTT_MS_MAX;
        out.println("verdict: " + (passed ? "passed" : "failed"));
        return passed ? LoadTest.PASSED : LoadTest.FAILED;
    }

    private Histogram watch(String phase, int seconds)
            throws InterruptedException, ServerLostException {
        Histogram rttNs = new Histogram(3);
        sample();
        long startNs = System.nanoTime();
        for (int i = 1; i <= seconds; i++) {
            TimeUnit.NANOSECONDS.sleep(startNs + i * NS_PER_SECOND - System.nanoTime());
            rig.check();
            SwarmSample now = sample();
            rttNs.add(now.rttNs());
            out.printf(
                    "%3d s %-8s %6s players  RTT p99 %6s ms%n",
                    i,
                    phase,
                    Numbers.plain((long) now.playing()),
                    ms((double) now.rttNs().getValueAtPercentile(99)));
        }
        return rttNs;
    }

    private SwarmSample sample() {
        return rig.bots().call(swarm -> swarm.sample(System.nanoTime())).join();
    }

    private static String ms(double ns) {
        return Numbers.plain(ns / NS_PER_MS);
    }
}
