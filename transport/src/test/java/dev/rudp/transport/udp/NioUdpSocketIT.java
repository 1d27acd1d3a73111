package dev.rudp.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class NioUdpSocketIT extends UdpSocketContract {
    @Override
    UdpDriver driver() {
        return UdpDriver.NIO;
    }

    @Test
    void saysThatItCannotChooseALocalAddressAndIgnoresOne() throws IOException {
        try (UdpSocket server = open(LOOPBACK);
                UdpSocket client = open(LOOPBACK)) {
            assertFalse(client.choosesLocalAddress());
            DatagramBatch out = new DatagramBatch(1);
            put(out, 10, 1, server.localAddress(), 0, PeerAddress.v4Lo(0x7F010203));
            assertEquals(1, client.send(out));
            DatagramBatch in = new DatagramBatch(2);
            assertEquals(1, server.receive(in, WAIT_NS));
            assertPeer(client.localAddress(), in, 0);
        }
    }
}
