package dev.rudp.benchmarks.reliable;

import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.transport.channel.ChannelMode;
import dev.rudp.transport.channel.ChannelSpec;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.connection.ConnectionConfig;
import java.util.List;

/// Our reliable-ordered channel. What sealing a payload adds to it is counted, though nothing is
/// sealed here.
final class RudpFlow implements Flow {
    private static final int CHANNEL = 0;

    /// Room for two repairs in a packet, while the path loses some.
    private static final int REPAIR_BYTES = 100;

    /// Repairs make good most losses, so acks may take their time.
    private static final long ACK_DELAY_NS = 75_000_000L;

    private static final long PROBE_MAX_NS = 500_000_000L;

    /// Prefix and tag; between them stands the sequence, without its leading zeros.
    private static final int SEALING_BYTES = 1 + 16;

    private final Connection connection;
    private final VirtualPort port;
    private final VirtualAddress other;
    private final Arrival arrival;
    private final byte[] out = new byte[Connection.PAYLOAD_BYTES_MAX];
    private long datagrams;
    private long wireBytes;

    RudpFlow(VirtualPort port, VirtualAddress other, Arrival arrival) {
        this.port = port;
        this.other = other;
        this.arrival = arrival;
        ChannelSpec channel =
                new ChannelSpec(CHANNEL, ChannelMode.RELIABLE_ORDERED, 1_024, 4_096)
                        .withRepairBytes(REPAIR_BYTES);
        connection =
                new Connection(new ConnectionConfig(List.of(channel), ACK_DELAY_NS, PROBE_MAX_NS));
        connection.reset(0);
        port.attach(this);
    }

    @Override
    public void send(byte[] message, long nowNs) {
        if (connection.send(CHANNEL, message, 0, message.length) != SendResult.QUEUED) {
            throw new IllegalStateException("the channel is full");
        }
        flush(nowNs);
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
        connection.onPayload(
                bytes,
                offset,
                length,
                nowNs,
                (channel, array, at, size) -> arrival.onMessage(nowNs, array, at, size));
    }

    @Override
    public void onDeadline(long nowNs) {
        flush(nowNs);
    }

    @Override
    public long nextDeadlineNs() {
        return connection.nextDeadlineNs();
    }

    @Override
    public long datagrams() {
        return datagrams;
    }

    @Override
    public long wireBytes() {
        return wireBytes;
    }

    private void flush(long nowNs) {
        int length = connection.pollPayload(out, 0, nowNs);
        while (length > 0) {
            int sequenceBytes = (Long.SIZE + 7 - Long.numberOfLeadingZeros(datagrams | 1)) / 8;
            datagrams++;
            wireBytes += length + SEALING_BYTES + sequenceBytes + IP_UDP_BYTES;
            port.send(out, 0, length, other);
            length = connection.pollPayload(out, 0, nowNs);
        }
    }
}
