package dev.rudp.server.monitor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// CPU time and memory of this process.
final class ProcessFigures {
    /// What `rssBytes` answers where the system does not tell.
    static final long UNKNOWN = -1;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessFigures() {}

    /// {@return CPU time of all threads, user and system, since the process began}
    static long cpuNs() {
        return SYSTEM.getProcessCpuTime();
    }

    static long heapUsedBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// {@return the resident set of the process, or [#UNKNOWN] where there is no `/proc`}
    static long rssBytes() {
        try {
            return rssBytes(Files.readString(STATUS, StandardCharsets.UTF_8));
        } catch (IOException notLinux) {
            return UNKNOWN;
        }
    }

    /// `VmRSS: 123456 kB`, as in proc(5).
    static long rssBytes(String status) {
        for (String line : status.lines().toList()) {
            if (line.startsWith("VmRSS:")) {
                String kilobytes = line.substring("VmRSS:".length()).replace("kB", "").strip();
                return Long.parseLong(kilobytes) * 1024;
            }
        }
        return UNKNOWN;
    }
}
