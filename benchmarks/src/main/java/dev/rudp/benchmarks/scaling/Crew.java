package dev.rudp.benchmarks.scaling;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Threads that each do their part of one task, again and again; the caller does the first part and
/// waits for the others. The cheapest meeting there is: a worker spins for a few microseconds and
/// then parks.
final class Crew implements AutoCloseable {
    /// One part of a task.
    @FunctionalInterface
    interface Part {
        /// @param worker 0..workers - 1
        void run(int worker);
    }

    private static final int SPINS = 200;

    private final Thread[] threads;
    private final AtomicInteger running = new AtomicInteger();
    private volatile int round;
    private volatile boolean over;
    private Part part = worker -> {};

    Crew(int workers) {
        threads = new Thread[workers - 1];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] = Thread.ofPlatform().daemon().start(() -> work(worker));
        }
    }

    /// Has every worker do its part and returns when all have.
    void run(Part task) {
        part = task;
        running.set(threads.length);
        // Written by the caller alone: no update is lost.
        int next = round + 1;
        round = next;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        task.run(0);
        while (running.get() > 0) {
            Thread.onSpinWait();
        }
    }

    int workers() {
        return threads.length + 1;
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    private void work(int worker) {
        int seen = 0;
        while (!over) {
            for (int spin = 0; spin < SPINS && round == seen; spin++) {
                Thread.onSpinWait();
            }
            if (round == seen) {
                LockSupport.park(this);
            } else {
                seen = round;
                part.run(worker);
                running.decrementAndGet();
            }
        }
    }
}
