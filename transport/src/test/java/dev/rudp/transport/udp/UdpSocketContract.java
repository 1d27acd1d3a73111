package dev.rudp.transport.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What both drivers do alike, over the loopback of this machine.
@Timeout(30)
abstract class UdpSocketContract {
    static final PeerAddress LOOPBACK = PeerAddress.v4(0x7F000001, 0);
    static final PeerAddress LOOPBACK_V6 = new PeerAddress(0, 1, 0);
    static final PeerAddress ANY = PeerAddress.v4(0, 0);
    static final PeerAddress ANY_V6 = new PeerAddress(0, 0, 0);
    static final long WAIT_NS = 5_000_000_000L;

    private static final int LARGEST_OF_THE_PROTOCOL = 1_225;

    abstract UdpDriver driver();

    UdpSocket open(PeerAddress bind) throws IOException {
        return UdpSockets.open(UdpConfig.of(bind).withDriver(driver()));
    }

    @Test
    void carriesEveryLengthOfTheProtocolAndBack() throws IOException {
        try (UdpSocket server = open(LOOPBACK);
                UdpSocket client = open(LOOPBACK)) {
            DatagramBatch out = new DatagramBatch(1);
            DatagramBatch in = new DatagramBatch(8);
            for (int length = 1; length <= LARGEST_OF_THE_PROTOCOL; length += 9) {
                out.clear();
                put(out, length, length, server.localAddress());
                assertEquals(1, client.send(out));
                assertEquals(1, server.receive(in, WAIT_NS));
                assertDatagram(in, 0, length, length);
                assertPeer(client.localAddress(), in, 0);
                assertEquals(LOOPBACK.hi(), in.localHi(0));
                assertEquals(LOOPBACK.lo(), in.localLo(0));

                out.clear();
                put(out, length, length + 1, client.localAddress());
                assertEquals(1, server.send(out));
                assertEquals(1, client.receive(in, WAIT_NS));
                assertDatagram(in, 0, length, length + 1);
            }
        }
    }

    @Test
    void carriesAnEmptyDatagram() throws IOException {
        try (UdpSocket server = open(LOOPBACK);
                UdpSocket client = open(LOOPBACK)) {
            DatagramBatch out = new DatagramBatch(2);
            put(out, 0, 0, server.localAddress());
            put(out, 3, 1, server.localAddress());
            assertEquals(2, client.send(out));
            DatagramBatch in = new DatagramBatch(8);
            receiveAll(server, in, 2);
            assertEquals(0, in.length(0));
            assertDatagram(in, 1, 3, 1);
        }
    }

    @Test
    void carriesMoreThanOneSystemCallOrOneBatchTakes() throws IOException {
        int count = 200;
        try (UdpSocket server = open(LOOPBACK);
                UdpSocket client = open(LOOPBACK)) {
            DatagramBatch out = new DatagramBatch(count);
            for (int i = 0; i < count; i++) {
                put(out, 20 + i, i, server.localAddress());
            }
            assertEquals(count, client.send(out));
            DatagramBatch in = new DatagramBatch(90);
            int seen = 0;
            while (seen < count) {
                int received = server.receive(in, WAIT_NS);
                assertTrue(received > 0, "lost after " + seen);
                for (int i = 0; i < received; i++, seen++) {
                    assertDatagram(in, i, 20 + seen, seen);
                }
            }
            assertEquals(0, server.receive(in, 0));
        }
    }

    @Test
    void flagsADatagramThatIsTooLongByItsLength() throws IOException {
        try (UdpSocket server = open(LOOPBACK);
                java.net.DatagramSocket client =
                        new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] large = new byte[DatagramBatch.SLOT_BYTES + 500];
            client.send(
                    new java.net.DatagramPacket(
                            large, large.length, server.localAddress().toInetSocketAddress()));
            client.send(
                    new java.net.DatagramPacket(
                            large, 100, server.localAddress().toInetSocketAddress()));
            DatagramBatch in = new DatagramBatch(4);
            receiveAll(server, in, 2);
            assertEquals(DatagramBatch.SLOT_BYTES, in.length(0));
            assertEquals(100, in.length(1));
        }
    }

    @Test
    void returnsNothingWhenTheWaitIsOver() throws IOException {
        try (UdpSocket server = open(LOOPBACK)) {
            DatagramBatch in = new DatagramBatch(4);
            put(in, 5, 5, LOOPBACK);
            long startNs = System.nanoTime();
            assertEquals(0, server.receive(in, 3_000_000));
            assertTrue(System.nanoTime() - startNs >= 3_000_000, "came back early");
            assertEquals(0, in.size());
            assertEquals(0, server.receive(in, 0));
            assertEquals(0, server.receive(in, 1));
        }
    }

    @Test
    void wakesForADatagramThatComesWhileItWaits() throws Exception {
        try (UdpSocket server = open(LOOPBACK);
                UdpSocket client = open(LOOPBACK)) {
            DatagramBatch out = new DatagramBatch(1);
            put(out, 10, 1, server.localAddress());
            Thread sender = Thread.ofPlatform().start(() -> client.send(out));
            DatagramBatch in = new DatagramBatch(4);
            assertEquals(1, server.receive(in, Long.MAX_VALUE));
            assertDatagram(in, 0, 10, 1);
            sender.join();
        }
    }

    @Test
    void survivesAPeerThatIsNotThere() throws IOException {
        PeerAddress gone;
        try (UdpSocket closed = open(LOOPBACK)) {
            gone = closed.localAddress();
        }
        try (UdpSocket client = open(LOOPBACK);
                UdpSocket server = open(LOOPBACK)) {
            DatagramBatch out = new DatagramBatch(3);
            put(out, 10, 1, gone);
            put(out, 10, 2, gone);
            put(out, 10, 3, server.localAddress());
            client.send(out);
            DatagramBatch in = new DatagramBatch(4);
            assertEquals(1, server.receive(in, WAIT_NS));
            assertDatagram(in, 0, 10, 3);
            assertEquals(0, client.receive(in, 1_000_000));
        }
    }

    @Test
    void passesOverADatagramThatTheKernelRefuses() throws IOException {
        try (UdpSocket client = open(LOOPBACK);
                UdpSocket server = open(LOOPBACK)) {
            DatagramBatch out = new DatagramBatch(5);
            put(out, 10, 1, server.localAddress());
            // Port 0, and a peer of the other family.
            put(out, 10, 2, LOOPBACK);
            put(out, 10, 3, new PeerAddress(0x2001_0DB8_0000_0000L, 1, 4_000));
            put(out, 10, 4, server.localAddress());
            assertEquals(2, client.send(out));
            DatagramBatch in = new DatagramBatch(8);
            receiveAll(server, in, 2);
            assertDatagram(in, 0, 10, 1);
            assertDatagram(in, 1, 10, 4);
        }
    }

    @Test
    void carriesIpv6() throws IOException {
        assumeTrue(hasIpv6(), "no IPv6 loopback here");
        try (UdpSocket server = open(LOOPBACK_V6);
                UdpSocket client = open(LOOPBACK_V6)) {
            DatagramBatch out = new DatagramBatch(2);
            put(out, 40, 1, server.localAddress());
            put(out, 41, 2, server.localAddress());
            assertEquals(2, client.send(out));
            DatagramBatch in = new DatagramBatch(8);
            receiveAll(server, in, 2);
            assertDatagram(in, 0, 40, 1);
            assertDatagram(in, 1, 41, 2);
            assertPeer(client.localAddress(), in, 0);
            assertEquals(0, in.localHi(0));
            assertEquals(1, in.localLo(0));
        }
    }

    @Test
    void oneSocketServesBothFamilies() throws IOException {
        assumeTrue(hasIpv6(), "no IPv6 loopback here");
        try (UdpSocket server = open(ANY_V6);
                UdpSocket v4 = open(LOOPBACK);
                UdpSocket v6 = open(LOOPBACK_V6)) {
            int port = server.localAddress().port();
            for (UdpSocket client : new UdpSocket[] {v4, v6}) {
                PeerAddress at = client.localAddress();
                DatagramBatch out = new DatagramBatch(1);
                put(out, 30, 7, new PeerAddress(at.hi(), at.lo(), port));
                assertEquals(1, client.send(out));
                DatagramBatch in = new DatagramBatch(4);
                assertEquals(1, server.receive(in, WAIT_NS));
                assertPeer(at, in, 0);
                answer(server, in);
                assertEquals(1, client.receive(in, WAIT_NS));
                assertDatagram(in, 0, 30, 7);
            }
        }
    }

    @Test
    void shardsShareOnePortAndEachPeerKeepsItsShard() throws IOException {
        UdpConfig config = UdpConfig.of(LOOPBACK).withReusePort().withDriver(driver());
        try (UdpSocket first = UdpSockets.open(config)) {
            PeerAddress shared = first.localAddress();
            UdpConfig same =
                    new UdpConfig(
                            shared,
                            config.receiveBufferBytes(),
                            config.sendBufferBytes(),
                            true,
                            driver());
            try (UdpSocket second = UdpSockets.open(same)) {
                assertEquals(shared, second.localAddress());
                int peers = 64;
                List<UdpSocket> clients = new ArrayList<>();
                try {
                    for (int i = 0; i < peers; i++) {
                        // All stay open: a port that is given back may be given out again.
                        clients.add(open(LOOPBACK));
                        sendFour(clients.get(i), shared);
                    }
                    Set<Integer> ofFirst = ports(first);
                    Set<Integer> ofSecond = ports(second);
                    assertEquals(peers, ofFirst.size() + ofSecond.size());
                    assertTrue(!ofFirst.isEmpty() && !ofSecond.isEmpty(), "one shard got nothing");
                } finally {
                    clients.forEach(UdpSocket::close);
                }
            }
        }
    }

    @Test
    void namesTheAddressThatItCannotBind() throws IOException {
        try (UdpSocket taken = open(LOOPBACK)) {
            BindException refused =
                    assertThrows(BindException.class, () -> open(taken.localAddress()).close());
            String message = refused.getMessage();
            assertNotNull(message);
            assertTrue(message.startsWith("bind " + taken.localAddress() + ": "), message);
        }
        assertThrows(IOException.class, () -> open(PeerAddress.v4(0x08080808, 0)).close());
    }

    @Test
    void givesThePortBackWhenClosedAndRefusesFurtherUse() throws IOException {
        UdpSocket socket = open(LOOPBACK);
        PeerAddress address = socket.localAddress();
        socket.close();
        socket.close();
        DatagramBatch batch = new DatagramBatch(1);
        assertThrows(AssertionError.class, () -> socket.receive(batch, 0));
        assertThrows(AssertionError.class, () -> socket.send(batch));
        try (UdpSocket again = open(address)) {
            assertEquals(address, again.localAddress());
        }
    }

    static void put(DatagramBatch batch, int length, int mark, PeerAddress to) {
        put(batch, length, mark, to, 0, 0);
    }

    static void put(
            DatagramBatch batch, int length, int mark, PeerAddress to, long localHi, long localLo) {
        int offset = batch.nextOffset();
        Arrays.fill(batch.bytes(), offset, offset + length, (byte) mark);
        batch.commit(length, to.hi(), to.lo(), to.port(), localHi, localLo);
    }

    static void assertDatagram(DatagramBatch batch, int slot, int length, int mark) {
        byte[] expected = new byte[length];
        Arrays.fill(expected, (byte) mark);
        int from = batch.offset(slot);
        assertArrayEquals(
                expected, Arrays.copyOfRange(batch.bytes(), from, from + batch.length(slot)));
    }

    static void assertPeer(PeerAddress expected, DatagramBatch batch, int slot) {
        assertEquals(
                expected,
                new PeerAddress(batch.peerHi(slot), batch.peerLo(slot), batch.peerPort(slot)));
    }

    /// Sends every datagram of `batch` back, from where it arrived.
    static void answer(UdpSocket socket, DatagramBatch batch) {
        assertEquals(batch.size(), socket.send(batch));
    }

    /// Receives until `count` datagrams stand in `into`, whose capacity is larger.
    static void receiveAll(UdpSocket socket, DatagramBatch into, int count) {
        assertTrue(socket.receive(into, WAIT_NS) > 0, "nothing came");
        // What is sent over the loopback before the call is there at once.
        assertEquals(count, into.size());
    }

    private static void sendFour(UdpSocket client, PeerAddress to) {
        DatagramBatch out = new DatagramBatch(4);
        for (int n = 0; n < 4; n++) {
            put(out, 20, n, to);
        }
        assertEquals(4, client.send(out));
    }

    private static Set<Integer> ports(UdpSocket shard) {
        DatagramBatch in = new DatagramBatch(1_024);
        shard.receive(in, 0);
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < in.size(); i++) {
            ports.add(in.peerPort(i));
        }
        assertEquals(4 * ports.size(), in.size(), "a peer is split over the shards");
        return ports;
    }

    private static boolean hasIpv6() throws IOException {
        InetAddress loopback = LOOPBACK_V6.toInetSocketAddress().getAddress();
        return NetworkInterface.getByInetAddress(loopback) != null;
    }
}
