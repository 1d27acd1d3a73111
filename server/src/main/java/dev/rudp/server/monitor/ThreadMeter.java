package dev.rudp.server.monitor;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/// What the JVM counts of one thread: bytes allocated and CPU time, since the thread began. Read
/// from outside, so it costs the thread nothing. A thread that has ended keeps its last figures.
final class ThreadMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private volatile @Nullable Thread thread;
    private long allocatedBytes;
    private long cpuNs;

    ThreadMeter(String name) {
        this.name = name;
    }

    void bind(Thread owner) {
        thread = owner;
    }

    String name() {
        return name;
    }

    synchronized long allocatedBytes() {
        Thread bound = thread;
        if (bound != null) {
            allocatedBytes =
                    Math.max(allocatedBytes, THREADS.getThreadAllocatedBytes(bound.threadId()));
        }
        return allocatedBytes;
    }

    synchronized long cpuNs() {
        Thread bound = thread;
        if (bound != null) {
            cpuNs = Math.max(cpuNs, THREADS.getThreadCpuTime(bound.threadId()));
        }
        return cpuNs;
    }
}
