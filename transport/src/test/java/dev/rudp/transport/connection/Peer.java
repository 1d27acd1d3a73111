package dev.rudp.transport.connection;

import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.transport.channel.MessageSink;

/// One end of a connection in the virtual network: flushes once per tick and at every deadline.
final class Peer implements VirtualNode {
    static final long TICK_NS = 16_666_667L;

    final Connection connection;
    private final VirtualPort port;
    private final VirtualAddress other;
    private final MessageSink sink;
    private final byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
    private Runnable beforeTick = () -> {};
    private long nextTickNs;
    boolean ticking = true;
    long longestPayload;

    Peer(Connection connection, VirtualPort port, VirtualAddress other, MessageSink sink) {
        this.connection = connection;
        this.port = port.attach(this);
        this.other = other;
        this.sink = sink;
    }

    /// Runs before each tick's flush.
    void beforeTick(Runnable action) {
        beforeTick = action;
    }

    VirtualAddress address() {
        return port.address();
    }

    @Override
    public void onDatagram(
            byte[] bytes,
            int offset,
            int length,
            long peerHi,
            long peerLo,
            int peerPort,
            long nowNs) {
        if (!connection.onPayload(bytes, offset, length, nowNs, sink)) {
            throw new AssertionError("an honest peer's payload was called malformed");
        }
    }

    @Override
    public void onDeadline(long nowNs) {
        if (ticking && nowNs >= nextTickNs) {
            nextTickNs = nowNs + TICK_NS;
            beforeTick.run();
        }
        flush(nowNs);
    }

    @Override
    public long nextDeadlineNs() {
        return Math.min(ticking ? nextTickNs : NO_DEADLINE, connection.nextDeadlineNs());
    }

    void flush(long nowNs) {
        for (int n = connection.pollPayload(out, 0, nowNs);
                n > 0;
                n = connection.pollPayload(out, 0, nowNs)) {
            longestPayload = Math.max(longestPayload, n);
            port.send(out, 0, n, other);
        }
    }
}
