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

    private final UdpSocket socket;
    private final Shard shard;
    private final ShardMeters meters;
    private final DatagramOutbox outbox;
    private final DatagramBatch inbound = new DatagramBatch(BATCH);
    private final StrayDatagrams strays;
    private volatile boolean running = true;
    private long sendDrops;

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
            long waitNs = shard.nextWorkNs(nowNs) - System.nanoTime();
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

    /// Takes what has arrived; {@return how many datagrams}
    private int receive(long waitNs) {
        int total = socket.receive(inbound, waitNs);
        int last = total;
        long nowNs = System.nanoTime();
        if (last > 0) {
            shard.onDatagrams(inbound, nowNs);
        }
        for (int i = 1; i < BATCHES_PER_TURN && last == BATCH; i++) {
            last = socket.receive(inbound, 0);
            total += last;
            shard.onDatagrams(inbound, nowNs);
        }
        return total;
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
