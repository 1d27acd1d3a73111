package dev.rudp.benchmarks.reliable;

import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualPort;
import io.jpower.kcp.netty.Kcp;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// KCP in its fastest setting: no delay, an update every 10 ms, resend after two acks that
/// overtook, no congestion window. It encrypts and authenticates nothing.
final class KcpFlow implements Flow {
    private static final int CONVERSATION = 1;
    private static final int INTERVAL_MS = 10;
    private static final int FAST_RESEND = 2;
    private static final int WINDOW = 4_096;
    private static final long MS = 1_000_000L;

    static {
        // Netty's short cuts through the JDK's internals make the JVM print warnings.
        System.setProperty("io.netty.noUnsafe", "true");
    }

    private final Kcp kcp;
    private final VirtualPort port;
    private final VirtualAddress other;
    private final Arrival arrival;
    private final byte[] array = new byte[2_048];
    private long nextUpdateNs;
    private long datagrams;
    private long wireBytes;

    KcpFlow(VirtualPort port, VirtualAddress other, Arrival arrival) {
        this.port = port;
        this.other = other;
        this.arrival = arrival;
        kcp = new Kcp(CONVERSATION, (data, self) -> carry(data));
        kcp.nodelay(true, INTERVAL_MS, FAST_RESEND, true);
        kcp.wndsize(WINDOW, WINDOW);
        port.attach(this);
    }

    @Override
    public void send(byte[] message, long nowNs) {
        kcp.send(Unpooled.copiedBuffer(message));
        nextUpdateNs = dueNs(nowNs);
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
        // A copy, for KCP keeps slices of it.
        ByteBuf in = Unpooled.copiedBuffer(bytes, offset, length);
        kcp.input(in);
        in.release();
        while (kcp.canRecv()) {
            ByteBuf message = Unpooled.wrappedBuffer(array).clear();
            kcp.recv(message);
            arrival.onMessage(nowNs, array, 0, message.readableBytes());
        }
        nextUpdateNs = dueNs(nowNs);
    }

    @Override
    public void onDeadline(long nowNs) {
        kcp.update((int) (nowNs / MS));
        nextUpdateNs = Math.max(nowNs + MS, dueNs(nowNs));
    }

    @Override
    public long nextDeadlineNs() {
        return nextUpdateNs;
    }

    @Override
    public long datagrams() {
        return datagrams;
    }

    @Override
    public long wireBytes() {
        return wireBytes;
    }

    private long dueNs(long nowNs) {
        return Math.max(nowNs, kcp.check((int) (nowNs / MS)) * MS);
    }

    private void carry(ByteBuf data) {
        int length = data.readableBytes();
        byte[] bytes = new byte[length];
        data.readBytes(bytes);
        data.release();
        datagrams++;
        wireBytes += length + IP_UDP_BYTES;
        port.send(bytes, 0, length, other);
    }
}
