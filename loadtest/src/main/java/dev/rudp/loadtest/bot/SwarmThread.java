package dev.rudp.loadtest.bot;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.udp.UdpSocket;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The thread of a swarm, and its socket. Works in slices: sleep, read all that has come, let the
/// bots send whose slots have come. Reading and sending by the batch is what makes 240,000
/// datagrams a second cheap enough to leave the machine to the server.
public final class SwarmThread implements AutoCloseable {
    /// How long a slice is. A send is late by half of it on average, and a datagram waits as long
    /// to be read; both are part of what is measured. Shorter slices cost more system calls.
    private static final long SLICE_NS = 500_000;

    private static final int RECEIVE_BATCH = 256;

    /// Batches that one slice reads at most, so that sending gets its turn.
    private static final int BATCHES_PER_SLICE = 8;

    private record Task<T>(Function<Swarm, T> work, CompletableFuture<T> result) {
        void run(Swarm swarm) {
            try {
                result.complete(work.apply(swarm));
            } catch (RuntimeException failed) {
                result.completeExceptionally(failed);
            }
        }
    }

    private final Swarm swarm;
    private final UdpSocket socket;
    private final Thread thread;
    private final Queue<Task<?>> tasks = new ConcurrentLinkedQueue<>();
    private final DatagramBatch batch = new DatagramBatch(RECEIVE_BATCH);
    private volatile boolean stopping;
    private volatile @Nullable Throwable death;

    /// Starts the thread.
    ///
    /// @param socket closed at the end
    public SwarmThread(Swarm swarm, UdpSocket socket) {
        this.swarm = swarm;
        this.socket = socket;
        this.thread = Thread.ofPlatform().name("bots").daemon().unstarted(this::run);
        thread.start();
    }

    /// Has `work` done between two slices.
    public <T> CompletableFuture<T> call(Function<Swarm, T> work) {
        Task<T> task = new Task<>(work, new CompletableFuture<>());
        tasks.add(task);
        if (!thread.isAlive()) {
            refuseTasks();
        }
        return task.result();
    }

    /// {@return whether the thread runs; it ends early only by a bug}
    public boolean isAlive() {
        return thread.isAlive();
    }

    /// Ends the thread after its slice and closes the socket.
    @Override
    public void close() {
        stopping = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        socket.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                slice();
            }
        } catch (RuntimeException | Error bug) {
            death = bug;
        } finally {
            refuseTasks();
        }
    }

    private void slice() {
        long startNs = System.nanoTime();
        receive();
        for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run(swarm);
        }
        swarm.sendDue(System.nanoTime());
        swarm.handedOver(System.nanoTime());
        long wakeNs = Math.max(startNs + SLICE_NS, swarm.nextDueNs());
        long sleepNs = wakeNs - System.nanoTime();
        if (sleepNs > 0) {
            LockSupport.parkNanos(sleepNs);
        }
    }

    private void receive() {
        for (int i = 0; i < BATCHES_PER_SLICE; i++) {
            int count = socket.receive(batch, 0);
            if (count > 0) {
                swarm.onDatagrams(batch, System.nanoTime());
            }
            if (count < RECEIVE_BATCH) {
                return;
            }
        }
    }

    private void refuseTasks() {
        Throwable why = death;
        for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.result()
                    .completeExceptionally(
                            new IllegalStateException("the bots' thread has ended", why));
        }
    }
}
