package dev.rudp.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class LinuxUdpSocketIT extends UdpSocketContract {
    @Override
    UdpDriver driver() {
        return UdpDriver.LINUX;
    }

    @Test
    void isTheOneChosenHere() throws IOException {
        try (UdpSocket socket = UdpSockets.open(UdpConfig.of(LOOPBACK))) {
            assertInstanceOf(LinuxUdpSocket.class, socket);
            assertTrue(socket.choosesLocalAddress());
        }
    }

    @Test
    void oneSocketStandsForManyLocalAddresses() throws IOException {
        int clients = 300;
        try (UdpSocket server = open(LOOPBACK);
                UdpSocket bots = open(ANY)) {
            DatagramBatch batch = new DatagramBatch(1_024);
            for (int i = 0; i < clients; i++) {
                put(batch, 30, i, server.localAddress(), 0, botAddress(i));
            }
            assertEquals(clients, bots.send(batch));
            assertEquals(clients, server.receive(batch, WAIT_NS));
            for (int i = 0; i < clients; i++) {
                assertEquals(botAddress(i), batch.peerLo(i));
                assertEquals(bots.localAddress().port(), batch.peerPort(i));
            }
            answer(server, batch);
            assertEquals(clients, bots.receive(batch, WAIT_NS));
            for (int i = 0; i < clients; i++) {
                assertEquals(0, batch.localHi(i));
                assertEquals(botAddress(i), batch.localLo(i));
                assertPeer(server.localAddress(), batch, i);
                assertDatagram(batch, i, 30, i);
            }
        }
    }

    @Test
    void answersFromTheAddressThatWasAsked() throws IOException {
        try (UdpSocket server = open(ANY);
                UdpSocket client = open(LOOPBACK)) {
            DatagramBatch batch = new DatagramBatch(2);
            PeerAddress asked = PeerAddress.v4(0x7F050607, server.localAddress().port());
            put(batch, 12, 9, asked);
            assertEquals(1, client.send(batch));
            assertEquals(1, server.receive(batch, WAIT_NS));
            assertEquals(asked.lo(), batch.localLo(0));
            answer(server, batch);
            assertEquals(1, client.receive(batch, WAIT_NS));
            assertPeer(asked, batch, 0);
        }
    }

    @Test
    void losesWhatTheReceiveBufferCannotHoldAndNothingElse() throws IOException {
        UdpConfig small = new UdpConfig(LOOPBACK, 4 << 10, 4 << 10, false, UdpDriver.LINUX);
        try (UdpSocket server = UdpSockets.open(small);
                UdpSocket client = UdpSockets.open(UdpConfig.of(LOOPBACK))) {
            DatagramBatch out = new DatagramBatch(500);
            for (int i = 0; i < 500; i++) {
                put(out, 1_000, i, server.localAddress());
            }
            client.send(out);
            DatagramBatch in = new DatagramBatch(500);
            int received = server.receive(in, WAIT_NS);
            assertTrue(received > 0 && received < 500, "received " + received);
            for (int i = 0; i < received; i++) {
                assertDatagram(in, i, 1_000, i);
            }
        }
    }

    @Test
    void allocatesNothingInSteadyState() throws IOException {
        try (UdpSocket server = open(ANY);
                UdpSocket client = open(ANY)) {
            int port = server.localAddress().port();
            DatagramBatch out = new DatagramBatch(8);
            for (int i = 0; i < 8; i++) {
                put(out, 100, i, PeerAddress.v4(0x7F000001, port), 0, botAddress(i));
            }
            DatagramBatch in = new DatagramBatch(64);
            AllocationMeter.assertZero(
                    5_000,
                    500,
                    () -> {
                        client.send(out);
                        server.receive(in, WAIT_NS);
                        server.send(in);
                        client.receive(in, WAIT_NS);
                        client.receive(in, 1);
                    });
            assertEquals(0, in.size());
        }
    }

    private static long botAddress(int i) {
        return PeerAddress.v4Lo(0x7F010000 + 2 + i);
    }
}
