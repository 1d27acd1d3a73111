package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.transport.channel.SendResult;
import dev.rudp.transport.connection.Connection;
import dev.rudp.transport.netcode.Extensions;
import org.junit.jupiter.api.Test;

/// What a server knows of a path is forgotten when its client comes by another (RFC 9000 §9.4).
class MigratedPathSimTest {
    private static final long MS_NS = 1_000_000L;
    private static final long INITIAL_WINDOW_BYTES = 12_000;
    private static final LinkProfile FAST =
            LinkProfile.perfect().withLatencyMs(10, 1).withRate(2_000_000, 100_000);
    private static final LinkProfile SLOW =
            LinkProfile.perfect().withLatencyMs(150, 1).withRate(60_000, 30_000);
    private static final VirtualAddress THERE = VirtualAddress.v4(0x0A02_0001, 9);

    private final VirtualNetwork network = new VirtualNetwork(7, FAST);
    private final VirtualServer server = new VirtualServer(network, 7, 4);
    private final VirtualClient client =
            new VirtualClient(
                    network,
                    1,
                    new ClientEndpointConfig(0, 0, VirtualServer.CHANNELS)
                            .with(Extensions.MIGRATION));

    @Test
    void aSlowAndNarrowPathAfterAFastOneIsMeasuredAnew() {
        connect(FAST, SLOW);
        bulkUntil(4_000);
        assertTrue(connection().rttNs() < 80 * MS_NS);
        assertTrue(connection().congestionWindowBytes() > 1.5 * INITIAL_WINDOW_BYTES);
        move();
        assertNothingIsKnown();
        long overflowed = network.link(VirtualServer.ADDRESS, THERE).overflowed();
        bulkUntil(network.nowNs() / MS_NS + 5_000);
        assertTrue(connection().rttNs() > 300 * MS_NS, "rtt " + connection().rttNs());
        long lost = network.link(VirtualServer.ADDRESS, THERE).overflowed() - overflowed;
        assertTrue(lost < 40, lost + " datagrams too many for the narrow path");
        assertTrue(client.isConnected());
    }

    @Test
    void aFastPathAfterASlowOneIsNotTakenForSlow() {
        connect(SLOW, FAST);
        bulkUntil(6_000);
        assertTrue(connection().rttNs() > 300 * MS_NS);
        move();
        assertNothingIsKnown();
        bulkUntil(network.nowNs() / MS_NS + 150);
        assertTrue(connection().isRttKnown());
        assertTrue(connection().rttNs() < 80 * MS_NS, "rtt " + connection().rttNs());
        bulkUntil(network.nowNs() / MS_NS + 2_000);
        assertTrue(connection().lossRatio() < 0.05, "loss " + connection().lossRatio());
    }

    /// What was sent before the move is acknowledged by way of the new path: that is no round trip.
    @Test
    void packetsOfTheOldPathGiveNoRoundTripOfTheNewOne() {
        connect(SLOW, FAST);
        client.messagesToSend = 100_000;
        network.runUntil(3_000 * MS_NS);
        move();
        network.runUntil(network.nowNs() + 250 * MS_NS);
        assertTrue(connection().isRttKnown());
        assertTrue(connection().rttNs() < 80 * MS_NS, "rtt " + connection().rttNs());
        assertTrue(connection().jitterNs() < 40 * MS_NS);
    }

    @Test
    void anotherPortOfTheSameHostIsTheSamePath() {
        connect(FAST, FAST);
        bulkUntil(4_000);
        VirtualAddress old = client.port.address();
        client.moveTo(network.open(new VirtualAddress(old.hi(), old.lo(), old.port() + 1)));
        long window = connection().congestionWindowBytes();
        untilMigrated();
        assertTrue(connection().isRttKnown());
        assertTrue(connection().congestionWindowBytes() > window / 2);
    }

    @Test
    void allThatWasOnItsWayArrivesOnceAndInOrder() {
        connect(FAST, SLOW);
        client.messagesToSend = 120;
        network.runUntil(1_000 * MS_NS);
        move();
        network.runUntil(10_000 * MS_NS);
        assertEquals(120, client.reliableEchoes.size());
        for (int i = 0; i < 120; i++) {
            assertEquals(i, client.reliableEchoes.get(i));
        }
    }

    private void connect(LinkProfile here, LinkProfile there) {
        server.restartWith(Extensions.MIGRATION);
        network.link(VirtualServer.ADDRESS, client.port.address(), here, here);
        network.link(VirtualServer.ADDRESS, THERE, there, there);
        client.connect(server.token(42, Extensions.MIGRATION));
        network.runUntil(1_000 * MS_NS);
        assertTrue(server.endpoint.isConnected(0));
    }

    /// The server has always more to send than the path takes.
    private void bulkUntil(long ms) {
        byte[] message = new byte[4_000];
        while (network.nowNs() < ms * MS_NS) {
            SendResult result = SendResult.QUEUED;
            for (int i = 0; i < 20 && result == SendResult.QUEUED; i++) {
                result = server.endpoint.send(0, 1, message, 0, message.length);
            }
            network.runUntil(network.nowNs() + 5 * MS_NS);
        }
    }

    private void move() {
        client.moveTo(network.open(THERE));
        untilMigrated();
    }

    private void untilMigrated() {
        long limitNs = network.nowNs() + 5_000 * MS_NS;
        while (server.migrations == 0 && network.nowNs() < limitNs && network.step()) {
            // Stops at the very datagram.
        }
        assertEquals(1, server.migrations);
    }

    private void assertNothingIsKnown() {
        assertFalse(connection().isRttKnown());
        assertEquals(INITIAL_WINDOW_BYTES, connection().congestionWindowBytes());
        assertEquals(0, connection().lossRatio());
    }

    private Connection connection() {
        return server.endpoint.connection(0);
    }
}
