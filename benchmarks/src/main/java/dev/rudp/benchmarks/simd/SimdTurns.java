package dev.rudp.benchmarks.simd;

import dev.rudp.benchmarks.bench.Medians;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Measures plain and vector kernels in turns. Prints one line per work: name, ns per point plain,
/// ns per point by vectors. Public, like what it uses, for a class that is compiled elsewhere.
public final class SimdTurns {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PASSES = 400;
    private static final int WARM_UP_TURNS = 15;

    private SimdTurns() {}

    /// @throws IllegalStateException when they give different answers
    public static void compare(Kernels plain, Kernels vector, int turns) {
        Kernels[] kernels = {plain, vector};
        for (Work work : Work.all()) {
            if (work.answer(kernels[0]) != work.answer(kernels[1])) {
                throw new IllegalStateException(work.name() + ": vectors give another answer");
            }
            double[][] ns = new double[kernels.length][turns];
            for (int turn = -WARM_UP_TURNS; turn < turns; turn++) {
                for (int i = 0; i < kernels.length; i++) {
                    double cost = measure(work, kernels[i]);
                    if (turn >= 0) {
                        ns[i][turn] = cost;
                    }
                }
            }
            System.out.println(work.name() + " " + Medians.of(ns[0]) + " " + Medians.of(ns[1]));
        }
    }

    private static double measure(Work work, Kernels kernels) {
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        int found = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            found += work.pass(kernels);
        }
        cpuNs = THREADS.getCurrentThreadCpuTime() - cpuNs;
        if (found < 0) {
            throw new IllegalStateException("found=" + found);
        }
        return (double) cpuNs / PASSES / work.points();
    }
}
