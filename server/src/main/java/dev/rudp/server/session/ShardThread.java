package dev.rudp.server.session;

import dev.rudp.server.monitor.ShardMeters;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.udp.UdpSocket;
import java.util.concurrent.locks.LockSupport;

/// Gives a [Shard] its socket and its time. Run it on a thread of its own, which owns both.
///
/// With few players it waits in the kernel for the next datagram, and so answers at once. With many
/// there is always a datagram, and a wake-up for each would cost more than the work it brings; then
/// it sleeps from slice to slice and takes what has gathered in one system call.
final class ShardThread implements Runnable {
    /// Datagrams in one wake-up from which on waiting for single ones does not pay.
    private static final int CROWD = 8;

    private static final int BATCH = 256;
    private static final int BATCHES_PER_TURN = 8;
    private static final long KERNEL_DROPS_INTERVAL_NS = 250_000_000L;

    private final UdpSocket socket;
    private final Shard shard;
    private final ShardMeters meters;
    private final DatagramOutbox outbox;
    private final DatagramBatch inbound = new DatagramBatch(BATCH);
    private final StrayDatagrams strays;
    private volatile boolean running = true;
    private boolean isMoreWaiting;
    private long sendDrops;
    private long kernelDrops;
    private long kernelDropsAtNs;

    /// @param strays what other shards received for this one
    ShardThread(UdpSocket socket, ShardMeters meters, StrayDatagrams strays, ShardFactory factory) {
        this.strays = strays;
        this.socket = socket;
        this.meters = meters;
        this.outbox = new DatagramOutbox(128, this::handOver);
        this.shard = factory.create(outbox);
    }

    /// Makes the shard that fills the outbox.
    @FunctionalInterface
    interface ShardFactory {
        Shard create(DatagramOutbox outbox);
    }

    /// Asks the thread to say goodbye to all players and end. Any thread.
    void stop() {
        running = false;
    }

    Shard shard() {
        return shard;
    }

    /// {@return datagrams that the kernel would not take}
    long sendDrops() {
        return sendDrops;
    }

    /// {@return datagrams that the kernel dropped on the way in, a quarter of a second ago at most
    /// while the shard runs}
    long kernelDrops() {
        return kernelDrops;
    }

    /// {@return datagrams that other shards received for this one and could not hand over}
    long strayDrops() {
        return strays.lost();
    }

    @Override
    public void run() {
        meters.started();
        int received = 0;
        while (running) {
            long nowNs = System.nanoTime();
            shard.work(nowNs);
            outbox.flush();
            countKernelDrops(nowNs);
            long waitNs = isMoreWaiting ? 0 : shard.nextWorkNs(nowNs) - System.nanoTime();
            if (waitNs > 0 && received >= CROWD) {
                LockSupport.parkNanos(waitNs);
                waitNs = 0;
            }
            received = receive(Math.max(0, waitNs));
            if (strays.isWaiting()) {
                shard.onStrays(strays.take(), System.nanoTime());
            }
        }
        shard.closeAll(System.nanoTime());
        outbox.flush();
    }

    /// Takes what has arrived, but no more than one batch beyond the time of the next turn: what a
    /// flood has put into the buffer must not hold up the snapshots. {@return how many datagrams}
    private int receive(long waitNs) {
        int total = 0;
        int last = BATCH;
        for (int i = 0; i < BATCHES_PER_TURN && last == BATCH; i++) {
            last = socket.receive(inbound, i == 0 ? waitNs : 0);
            if (last == 0) {
                break;
            }
            total += last;
            long nowNs = System.nanoTime();
            shard.onDatagrams(inbound, nowNs);
            if (shard.isWorkDue(nowNs)) {
                break;
            }
        }
        isMoreWaiting = last == BATCH;
        return total;
    }

    private void countKernelDrops(long nowNs) {
        if (nowNs - kernelDropsAtNs > KERNEL_DROPS_INTERVAL_NS) {
            kernelDropsAtNs = nowNs;
            kernelDrops = socket.kernelDrops();
        }
    }

    private void handOver(DatagramBatch batch) {
        int sent = socket.send(batch);
        sendDrops += batch.size() - sent;
        long bytes = 0;
        for (int i = 0; i < batch.size(); i++) {
            bytes += batch.length(i);
        }
        meters.sent(sent, bytes);
        shard.onHandedOver(System.nanoTime());
    }
}
