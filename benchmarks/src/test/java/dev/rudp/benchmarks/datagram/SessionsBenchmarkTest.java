package dev.rudp.benchmarks.datagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.benchmarks.bench.BenchOptions;
import dev.rudp.benchmarks.bench.BenchReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsBenchmarkTest {
    @Test
    void everyDatagramOfEverySessionIsAnswered() throws Exception {
        List<String> progress = new ArrayList<>();
        BenchReport report =
                new SessionsBenchmark(3, 40).run(new BenchOptions(1, 1, 1), progress::add);
        assertEquals(2, report.rows().size());
        assertEquals(true, report.figures().get("valid"));
        assertTrue(assertInstanceOf(Double.class, report.figures().get("nsPerPair40")) > 0);
        assertTrue(assertInstanceOf(Double.class, report.figures().get("mostToLeast")) >= 1);
        assertEquals(3, progress.size());
    }

    @Test
    void aSceneCountsWhatItDrives() throws Exception {
        SessionScene scene = new SessionScene(20);
        SessionScene.Drive drive = scene.drive();
        assertEquals(160, drive.pairs());
        assertEquals(160, drive.answered());
    }
}
