package dev.rudp.loadtest.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.ConnectionRequest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class AttackTest {
    private static final ConnectToken TOKEN =
            ConnectToken.create(
                    7,
                    1,
                    new byte[0],
                    List.of(PeerAddress.v4(0x7F00_0001, 40_000)),
                    Duration.ofSeconds(30),
                    5,
                    new byte[32],
                    1_000,
                    new SplittableRandom(1));

    @Test
    void everyKindComesInItsShareFromManyLoopbackAddresses() {
        byte[] request = new byte[ConnectionRequest.BYTES];
        TOKEN.putRequest(request, 0);
        Attack attack = new Attack(TOKEN, new SplittableRandom(2));
        Burst burst = new Burst();
        Set<Integer> sources = new HashSet<>();
        int requests = 0;
        int copies = 0;
        int impossible = 0;
        for (int i = 0; i < 1_000; i++) {
            attack.next(burst);
            assertEquals(0x7F, burst.source >>> 24 & 0xFF, "a loopback address");
            sources.add(burst.source);
            int bytes = burst.datagramBytes;
            requests += bytes == request.length ? burst.count : 0;
            impossible += bytes < 18 || bytes > 1_225 ? burst.count : 0;
            for (int at = 0; at < burst.count * bytes; at += bytes) {
                copies +=
                        Arrays.equals(request, 0, request.length, burst.bytes, at, at + bytes)
                                ? 1
                                : 0;
            }
        }
        assertEquals(40_000, attack.sent());
        assertEquals(12_000, requests);
        assertEquals(4_000, copies);
        assertEquals(4_000, impossible);
        assertTrue(sources.size() > 900, sources.size() + " sources");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneBurstArrivesAsDatagramsFromItsAddress() throws IOException {
        byte[] loopback = {127, 0, 0, 1};
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByAddress(loopback));
                BurstSocket socket = new BurstSocket(0x7F00_0001, server.getLocalPort())) {
            server.setReceiveBufferSize(1 << 20);
            server.setSoTimeout(5_000);
            Burst burst = new Burst();
            burst.datagramBytes = 700;
            burst.count = 30;
            burst.source = 0x7FC8_0102;
            for (int i = 0; i < burst.count; i++) {
                burst.bytes[i * burst.datagramBytes] = (byte) i;
            }
            assertTrue(socket.send(burst));
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            for (int i = 0; i < burst.count; i++) {
                packet.setLength(2_000);
                server.receive(packet);
                assertEquals(700, packet.getLength());
                assertEquals(i, packet.getData()[0]);
                assertEquals("127.200.1.2", packet.getAddress().getHostAddress());
            }
        }
    }
}
