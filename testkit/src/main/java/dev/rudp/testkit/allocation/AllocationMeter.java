package dev.rudp.testkit.allocation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Counts the heap bytes that the current thread allocates. Exact on HotSpot: the counter includes
/// what lies in the thread's current allocation buffer.
public final class AllocationMeter {
    private static final int WINDOWS = 3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationMeter() {}

    /// {@return the bytes that `rounds` executions of `code` allocate together}, after `warmUp`
    /// executions that are not counted
    ///
    /// The least of three measured windows is returned: the one-off cost of a class loaded or a
    /// call site linked late is not an allocation of the code's steady state, while what is
    /// allocated steadily shows in every window.
    public static long allocatedBytes(int warmUp, int rounds, Runnable code) {
        for (int i = 0; i < warmUp; i++) {
            code.run();
        }
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS && least > 0; window++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                code.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    /// Fails when `rounds` executions of the warmed `code` allocate anything.
    public static void assertZero(int warmUp, int rounds, Runnable code) {
        long bytes = allocatedBytes(warmUp, rounds, code);
        if (bytes != 0) {
            throw new AssertionError(
                    "allocated-bytes=" + bytes + " in rounds=" + rounds + ", expected 0");
        }
    }
}
