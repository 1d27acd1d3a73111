package dev.rudp.loadtest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSamplerTest {
    private final ProcessHandle self = ProcessHandle.current();

    @Test
    void seesItsOwnProcessWorkAndItsMemory() {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs Linux's /proc");
        ProcessSampler sampler = new ProcessSampler(self);
        ProcessSampler.Usage before = sampler.sample();
        ProcessSampler.Usage after = before;
        long work = 1;
        // Works until the kernel has charged a hundredth of a second; bounded, should it never.
        for (int round = 0; round < 10_000 && after.cpuSeconds() <= before.cpuSeconds(); round++) {
            for (int i = 0; i < 100_000; i++) {
                work = work * 6364136223846793005L + 1442695040888963407L;
            }
            after = sampler.sample();
        }
        assertTrue(after.cpuSeconds() > before.cpuSeconds(), "no CPU seen, work=" + work);
        assertTrue(after.rssMb() > 10 && after.rssMb() < 1 << 16, "rssMb=" + after.rssMb());
    }

    @Test
    void withoutProcFallsBackToTheJdkAndLeavesMemoryUnknown(@TempDir Path notProc) {
        Assumptions.assumeTrue(self.info().totalCpuDuration().isPresent());
        ProcessSampler.Usage usage = new ProcessSampler(self, notProc).sample();
        assertTrue(usage.cpuSeconds() > 0, "cpuSeconds=" + usage.cpuSeconds());
        assertTrue(Double.isNaN(usage.rssMb()), "rssMb=" + usage.rssMb());
    }

    @Test
    void aProcessThatIsGoneIsUnknown() throws Exception {
        Process gone = new ProcessBuilder(java(), "-version").start();
        gone.waitFor();
        ProcessSampler.Usage usage = new ProcessSampler(gone.toHandle()).sample();
        assertEquals(ProcessSampler.Usage.UNKNOWN, usage);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
