package dev.rudp.transport.udp;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// The portable driver: one system call per datagram, through [DatagramChannel]. What it cannot do,
/// for the JDK does not: choose or tell a local address per datagram ([#choosesLocalAddress()]),
/// wait less than a millisecond (it rounds up), or receive without allocating an address for each
/// peer that is not the last one. Its thread must not be interrupted: that closes a channel.
final class NioUdpSocket implements UdpSocket {
    /// Remembered peers, so that sending to them allocates nothing; a power of two.
    private static final int PEERS = 4_096;

    private static final long NS_PER_MS = 1_000_000;

    /// What became of a datagram to send.
    private enum Handover {
        SENT,

        /// Too long, no route, forbidden, or of the other family.
        REFUSED,

        /// The kernel takes no more now.
        FULL
    }

    private final DatagramChannel channel;
    private final Selector selector;
    private final PeerAddress bound;
    private final long ownHi;
    private final long ownLo;
    private final InetSocketAddress[] peers = new InetSocketAddress[PEERS];
    private final long[] peersHi = new long[PEERS];
    private final long[] peersLo = new long[PEERS];
    private ByteBuffer incoming = ByteBuffer.allocate(0);
    private ByteBuffer outgoing = ByteBuffer.allocate(0);

    private NioUdpSocket(DatagramChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.bound = PeerAddress.of((InetSocketAddress) channel.getLocalAddress());
        boolean wildcard = bound.toInetSocketAddress().getAddress().isAnyLocalAddress();
        this.ownHi = wildcard ? 0 : bound.hi();
        this.ownLo = wildcard ? 0 : bound.lo();
    }

    static NioUdpSocket open(UdpConfig config) throws IOException {
        StandardProtocolFamily family =
                config.bind().isV4() ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        DatagramChannel channel = DatagramChannel.open(family);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, config.receiveBufferBytes());
            channel.setOption(StandardSocketOptions.SO_SNDBUF, config.sendBufferBytes());
            if (config.reusePort()) {
                sharePort(channel);
            }
            bind(channel, config.bind());
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new NioUdpSocket(channel, selector);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public int receive(DatagramBatch into, long waitNs) {
        assert channel.isOpen() && waitNs >= 0;
        into.clear();
        if (receiveNow(into) == 0 && waitNs > 0) {
            try {
                long waitMs = waitNs / NS_PER_MS + (waitNs % NS_PER_MS == 0 ? 0 : 1);
                if (selector.select(waitMs) > 0) {
                    selector.selectedKeys().clear();
                    receiveNow(into);
                }
            } catch (IOException failed) {
                throw new IllegalStateException("select on " + bound, failed);
            }
        }
        return into.size();
    }

    @Override
    public int send(DatagramBatch batch) {
        assert channel.isOpen();
        outgoing = over(batch.bytes(), outgoing);
        int sent = 0;
        for (int slot = 0; slot < batch.size(); slot++) {
            switch (sendOne(batch, slot)) {
                case SENT -> sent++;
                case REFUSED -> {}
                case FULL -> {
                    return sent;
                }
            }
        }
        return sent;
    }

    private Handover sendOne(DatagramBatch batch, int slot) {
        int from = batch.offset(slot);
        int length = batch.length(slot);
        outgoing.clear().position(from).limit(from + length);
        try {
            var to = peer(batch.peerHi(slot), batch.peerLo(slot), batch.peerPort(slot));
            return channel.send(outgoing, to) == length ? Handover.SENT : Handover.FULL;
        } catch (ClosedChannelException closed) {
            throw new IllegalStateException("send on " + bound, closed);
        } catch (IOException | IllegalArgumentException thatOneAlone) {
            return Handover.REFUSED;
        }
    }

    @Override
    public UdpDriver driver() {
        return UdpDriver.NIO;
    }

    @Override
    public long kernelDrops() {
        return 0;
    }

    @Override
    public PeerAddress localAddress() {
        return bound;
    }

    @Override
    public boolean choosesLocalAddress() {
        return false;
    }

    @Override
    public void close() {
        try (channel;
                selector) {
            // Both, whatever the other one says.
        } catch (IOException failed) {
            throw new IllegalStateException("close of " + bound, failed);
        }
    }

    private int receiveNow(DatagramBatch into) {
        incoming = over(into.bytes(), incoming);
        while (!into.isFull()) {
            int from = into.nextOffset();
            incoming.clear().position(from).limit(from + DatagramBatch.SLOT_BYTES);
            SocketAddress peer;
            try {
                peer = channel.receive(incoming);
            } catch (ClosedChannelException closed) {
                throw new IllegalStateException("receive on " + bound, closed);
            } catch (IOException leftByAPeer) {
                // Such as an ICMP answer to something sent before: no datagram.
                continue;
            }
            if (peer == null) {
                break;
            }
            PeerAddress address = PeerAddress.of((InetSocketAddress) peer);
            int length = incoming.position() - from;
            into.commit(length, address.hi(), address.lo(), address.port(), ownHi, ownLo);
        }
        return into.size();
    }

    private InetSocketAddress peer(long hi, long lo, int port) {
        long mixed = (hi ^ Long.rotateLeft(lo, 32) ^ port) * 0x9E37_79B9_7F4A_7C15L;
        int at = (int) (mixed >>> 52) & (PEERS - 1);
        InetSocketAddress known = peers[at];
        if (known != null && peersHi[at] == hi && peersLo[at] == lo && known.getPort() == port) {
            return known;
        }
        InetSocketAddress made = new PeerAddress(hi, lo, port).toInetSocketAddress();
        peers[at] = made;
        peersHi[at] = hi;
        peersLo[at] = lo;
        return made;
    }

    // The very same array is meant, and both buffers are ours, made by wrap.
    @SuppressWarnings({"ReferenceEquality", "ByteBufferBackingArray"})
    private static ByteBuffer over(byte[] bytes, ByteBuffer known) {
        return known.array() == bytes ? known : ByteBuffer.wrap(bytes);
    }

    private static void sharePort(DatagramChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            throw new IOException("reuse-port=true: this system cannot share a UDP port");
        }
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }

    private static void bind(DatagramChannel channel, PeerAddress address) throws IOException {
        try {
            channel.bind(address.toInetSocketAddress());
        } catch (BindException failed) {
            BindException named = new BindException("bind " + address + ": " + failed.getMessage());
            named.initCause(failed);
            throw named;
        }
    }
}
