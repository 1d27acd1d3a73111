package dev.rudp.testkit.allocation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Counts the heap bytes that the current thread allocates. Exact on HotSpot: the counter includes
/// what lies in the thread's current allocation buffer.
public final class AllocationMeter {
    private static final int WINDOWS = 3;
    private static final long PATIENCE_NS = 15_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationMeter() {}

    /// {@return the bytes that `rounds` executions of `code` allocate together}, after `warmUp`
    /// executions that are not counted
    ///
    /// The least of three measured windows is returned: the one-off cost of a class loaded or a
    /// call site linked late is not an allocation of the code's steady state, while what is
    /// allocated steadily shows in every window.
    public static long allocatedBytes(int warmUp, int rounds, Runnable code) {
        return least(warmUp, rounds, code, 0);
    }

    /// Fails when `rounds` executions of the warmed `code` allocate anything.
    ///
    /// Until the optimising compiler has had its turn, short-lived objects that it will remove are
    /// really allocated. So windows are measured until one is free of allocation, or until that is
    /// not to be expected any more: the patience is this thread's CPU time, for on a busy machine
    /// the compiler gets no more of it than we.
    public static void assertZero(int warmUp, int rounds, Runnable code) {
        assertZero(warmUp, rounds, code, PATIENCE_NS);
    }

    static void assertZero(int warmUp, int rounds, Runnable code, long patienceNs) {
        long bytes = least(warmUp, rounds, code, patienceNs);
        if (bytes != 0) {
            throw new AssertionError(
                    "allocated-bytes=" + bytes + " in rounds=" + rounds + ", expected 0");
        }
    }

    private static long least(int warmUp, int rounds, Runnable code, long patienceNs) {
        for (int i = 0; i < warmUp; i++) {
            code.run();
        }
        long startNs = THREADS.getCurrentThreadCpuTime();
        long least = Long.MAX_VALUE;
        for (int window = 0; least > 0; window++) {
            if (window >= WINDOWS && THREADS.getCurrentThreadCpuTime() - startNs >= patienceNs) {
                break;
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                code.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
