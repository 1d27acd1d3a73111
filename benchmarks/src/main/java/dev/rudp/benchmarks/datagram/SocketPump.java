package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.udp.UdpSocket;

/// Our own socket driver.
final class SocketPump implements Pump {
    private final UdpSocket socket;
    private final DatagramOutbox outbox;
    private final LoadWork players;
    private final DatagramBatch incoming = new DatagramBatch(256);

    SocketPump(UdpSocket socket, DatagramOutbox outbox, LoadWork players) {
        this.socket = socket;
        this.outbox = outbox;
        this.players = players;
    }

    @Override
    public void pump(long waitNs) {
        outbox.flush();
        int count = socket.receive(incoming, waitNs);
        while (count > 0) {
            players.onBatch(incoming, System.nanoTime());
            count = count == incoming.capacity() ? socket.receive(incoming, 0) : 0;
        }
        players.onDeadline(System.nanoTime());
    }
}
