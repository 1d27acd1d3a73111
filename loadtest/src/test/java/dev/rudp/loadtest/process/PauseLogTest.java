package dev.rudp.loadtest.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PauseLogTest {
    @Test
    void findsThePausesOfEveryCollectorAndNothingElse() {
        String log =
                line("SerialCollectForAllocation", 1_500_000)
                        + line("CleanClassLoaderDataMetaspaces", 9_000_000)
                        + line("G1CollectForAllocation", 2_000_000)
                        + line("ZMarkStartYoung", 50_000)
                        + "something else\n"
                        + line("RendezvousGCThreads", 7)
                        + line("ParallelGCCollect", 3);
        assertArrayEquals(new long[] {1_500_000, 2_000_000, 50_000, 3}, PauseLog.parse(log));
    }

    @Test
    void percentilesAreOfTheWindowAlone() {
        long[] pausesNs = {9_000_000, 1_000_000, 3_000_000, 2_000_000};
        assertEquals(2, PauseLog.percentileMs(pausesNs, 1, 0.5));
        assertEquals(3, PauseLog.percentileMs(pausesNs, 1, 0.999));
        assertEquals(9, PauseLog.percentileMs(pausesNs, 0, 1));
        assertTrue(Double.isNaN(PauseLog.percentileMs(pausesNs, 4, 0.5)));
    }

    @Test
    void noFileIsNoPause() {
        assertEquals(0, new PauseLog(Path.of("there", "is", "none")).pausesNs().length);
    }

    private static String line(String operation, long totalNs) {
        return "Safepoint \"%s\", Time since last: 1 ns, At safepoint: 2 ns, Total: %d ns, Threads: 0%n"
                .formatted(operation, totalNs);
    }
}
