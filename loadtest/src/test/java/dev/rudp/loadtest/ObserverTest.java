package dev.rudp.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.loadtest.Observer.Glance;
import dev.rudp.loadtest.bot.SwarmSample;
import dev.rudp.loadtest.measure.FiguresOf;
import dev.rudp.loadtest.measure.ServerStats;
import dev.rudp.loadtest.process.Machine;
import dev.rudp.loadtest.process.ProcessSampler.Usage;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private static final ServerStats SAYS_52_PERCENT = FiguresOf.server(3, 0, 14);
    private final int cores = Machine.cores();

    @Test
    void sharesAreOfTheWholeMachine() {
        Glance from = glance(0, 10, 20, 100);
        Glance to = glance(2, 10 + cores, 20 + 0.5 * cores, 100 + 1.8 * cores);
        double server = Observer.serverCpuRatio(from, to, SAYS_52_PERCENT);
        assertEquals(0.5, server, 1e-9);
        assertEquals(0.25, Observer.botsCpuRatio(from, to), 1e-9);
        assertEquals(0.15, Observer.otherCpuRatio(from, to, server), 1e-9);
    }

    @Test
    void aServerThatIsNotOurChildIsTakenAtItsWord() {
        Glance from = glance(0, Double.NaN, 20, 100);
        Glance to = glance(1, Double.NaN, 20, 100 + 0.6 * cores);
        double server = Observer.serverCpuRatio(from, to, SAYS_52_PERCENT);
        assertEquals(0.52, server, 1e-9);
        assertEquals(0.08, Observer.otherCpuRatio(from, to, server), 1e-9);
    }

    @Test
    void theRestIsNeverBelowZeroAndUnknownStaysUnknown() {
        Glance from = glance(0, 10, 20, 100);
        assertEquals(0, Observer.otherCpuRatio(from, glance(1, 11, 21, 100.5), 0.9), 1e-9);
        Glance blind = glance(1, 11, 21, Double.NaN);
        assertTrue(Double.isNaN(Observer.otherCpuRatio(from, blind, 0.5)));
    }

    private static Glance glance(long second, double server, double own, double machineBusy) {
        SwarmSample bots =
                new SwarmSample(
                        second * 1_000_000_000L,
                        0,
                        List.of(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        new Histogram(3),
                        new Histogram(3));
        return new Glance(bots, new Usage(server, 300), new Usage(own, 200), machineBusy);
    }
}
