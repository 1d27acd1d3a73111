package dev.rudp.loadtest.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// CPU time and memory of one process on this machine.
public final class ProcessSampler {
    /// What a process has used so far; NaN where the system does not tell.
    ///
    /// @param cpuSeconds user and system time since it started, all threads
    /// @param rssMb resident set in MiB, now
    public record Usage(double cpuSeconds, double rssMb) {
        static final Usage UNKNOWN = new Usage(Double.NaN, Double.NaN);
    }

    private final ProcessHandle process;
    private final Path proc;

    public ProcessSampler(ProcessHandle process) {
        this(process, Path.of("/proc"));
    }

    /// @param proc where `/proc` is mounted; a folder that is not there means: use the JDK alone
    ProcessSampler(ProcessHandle process, Path proc) {
        this.process = process;
        this.proc = proc.resolve(Long.toString(process.pid()));
    }

    public Usage sample() {
        double cpuSeconds = ProcFs.cpuSeconds(ProcFs.lines(proc.resolve("stat")));
        if (Double.isNaN(cpuSeconds)) {
            return fromJdk();
        }
        return new Usage(cpuSeconds, ProcFs.rssMb(ProcFs.lines(proc.resolve("status"))));
    }

    private Usage fromJdk() {
        Optional<Duration> cpu = process.info().totalCpuDuration();
        return cpu.map(used -> new Usage(used.toNanos() / 1e9, Double.NaN)).orElse(Usage.UNKNOWN);
    }
}
