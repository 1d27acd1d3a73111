package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.DropCounters;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.wire.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// 200,000 hostile datagrams a second, while honest clients connect and play.
class HandshakeFloodSimTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS_NS = 1_000_000L;
    private static final int PER_MS = 200;
    private static final int SECONDS = 3;
    private static final int CLIENTS = 24;
    private static final LinkProfile HOME =
            LinkProfile.perfect().withLatencyMs(15, 5).withLoss(0.01);

    @Test
    void everyHonestClientConnectsAndStaysWhileTheFloodIsBounded() {
        Seeds.forEach(
                2,
                random -> {
                    VirtualNetwork network = new VirtualNetwork(random.nextLong(), HOME);
                    VirtualServer server = new VirtualServer(network, random.nextLong(), 64);
                    Flood flood = new Flood(server, random);
                    server.port.attach(flood);
                    List<VirtualClient> clients = new ArrayList<>();
                    for (int i = 0; i < CLIENTS; i++) {
                        VirtualClient client = new VirtualClient(network, 256 * (i / 4) + i);
                        client.messagesToSend = 60;
                        clients.add(client);
                        network.runUntil(i * 60 * MS_NS);
                        client.connect(server.token(i));
                    }
                    network.runUntil(SECONDS * SECOND_NS);
                    flood.isOver = true;
                    network.runUntil((SECONDS + 2) * SECOND_NS);
                    for (VirtualClient client : clients) {
                        assertEquals(1, client.events.size(), () -> "" + client.events);
                        assertTrue(client.isConnected());
                        assertEquals(60, client.reliableEchoes.size());
                    }
                    assertEquals(CLIENTS, server.events.size(), () -> "" + server.events);
                    assertBounded(server, flood);
                });
    }

    private static void assertBounded(VirtualServer server, Flood flood) {
        AdmissionLimits limits = AdmissionLimits.defaults(64);
        DropCounters drops = server.endpoint.drops();
        assertTrue(flood.sent >= 200_000L * SECONDS - PER_MS, () -> "sent " + flood.sent);
        long opened = drops.of(DropReason.TOKEN_NOT_AUTHENTIC) + CLIENTS;
        long most = limits.requestsPerSecond() * (SECONDS * 10L + 1) / 10;
        assertTrue(opened <= most, () -> opened + " tokens decrypted, " + drops);
        long ofFewNetworks = flood.openedOfFewNetworks;
        long mostOfFew = 4L * limits.requestsPerSecondPerNetwork() * (SECONDS + 2);
        assertTrue(ofFewNetworks <= mostOfFew, () -> ofFewNetworks + " from four networks");
        for (DropReason reason :
                List.of(
                        DropReason.TOO_SHORT,
                        DropReason.REQUEST_LENGTH,
                        DropReason.REQUEST_VERSION,
                        DropReason.REQUEST_PROTOCOL,
                        DropReason.TOKEN_EXPIRED,
                        DropReason.NETWORK_BUDGET,
                        DropReason.TOKEN_CONSUMED,
                        DropReason.UNKNOWN_PEER)) {
            assertTrue(drops.of(reason) > 0, () -> reason + " is not counted: " + drops);
        }
        assertTrue(server.endpoint.handshakeCount() <= limits.maxHandshakes());
    }

    /// Sits in front of the server: sees every datagram, shows each request that it sees from
    /// somewhere else before its owner does, and adds its own.
    private static final class Flood implements VirtualNode {
        private final VirtualServer server;
        private final SeededRandom random;
        private final byte[] template = new byte[ConnectionRequest.BYTES];
        private final byte[] datagram = new byte[1_300];
        private final List<byte[]> requests = new ArrayList<>();
        private long nextNs;
        long sent;
        long openedOfFewNetworks;
        boolean isOver;

        Flood(VirtualServer server, SeededRandom random) {
            this.server = server;
            this.random = random;
            server.token(1).putRequest(template, 0);
        }

        @Override
        public void onDatagram(
                byte[] bytes, int offset, int length, long hi, long lo, int port, long nowNs) {
            if (length == ConnectionRequest.BYTES) {
                byte[] request = Arrays.copyOfRange(bytes, offset, offset + length);
                requests.add(request);
                for (int i = 0; i < 8; i++) {
                    VirtualAddress thief = VirtualAddress.v4(0x0E00_0000 + (i << 7), 99);
                    inject(request, length, thief, nowNs);
                }
            }
            server.onDatagram(bytes, offset, length, hi, lo, port, nowNs);
        }

        @Override
        public void onDeadline(long nowNs) {
            if (nowNs >= nextNs && !isOver) {
                nextNs = nowNs + MS_NS;
                for (int i = 0; i < PER_MS; i++) {
                    attack(nowNs);
                }
            }
            if (nowNs >= server.nextDeadlineNs()) {
                server.onDeadline(nowNs);
            }
        }

        @Override
        public long nextDeadlineNs() {
            return isOver ? server.nextDeadlineNs() : Math.min(nextNs, server.nextDeadlineNs());
        }

        private void attack(long nowNs) {
            VirtualAddress anywhere = VirtualAddress.v4(random.nextInt(), random.nextInt(65_536));
            // Four networks that can also receive, with as many addresses as they like.
            VirtualAddress own =
                    VirtualAddress.v4(0x0D00_0000 + random.nextInt(1_024), random.nextInt(65_536));
            int kind = random.nextInt(10);
            if (kind < 4) {
                int length = random.nextInt(200);
                random.fill(datagram, 0, length);
                inject(datagram, length, anywhere, nowNs);
            } else if (kind == 4) {
                byte[] wrong = template.clone();
                int field = random.nextInt(3);
                wrong[field == 0 ? 3 : field == 1 ? 15 : 25] ^= (byte) 0x80;
                if (field == 2) {
                    LittleEndian.putI64(wrong, 22, random.nextInt());
                }
                inject(wrong, wrong.length, anywhere, nowNs);
            } else if (kind < 8) {
                inject(forged(), template.length, kind < 7 ? own : anywhere, nowNs);
            } else if (!requests.isEmpty()) {
                byte[] copied = requests.get(random.nextInt(requests.size()));
                inject(copied, copied.length, kind == 8 ? own : anywhere, nowNs);
            } else {
                inject(template, 100, anywhere, nowNs);
            }
        }

        /// Everything that is public is right; only the token is not.
        private byte[] forged() {
            byte[] forged = template.clone();
            LittleEndian.putI64(
                    forged, 22, (server.network.nowNs() + VirtualServer.EPOCH_NS) / SECOND_NS + 30);
            random.fill(forged, ConnectionRequest.tokenAt(0) + 1_000, 24);
            return forged;
        }

        private void inject(byte[] bytes, int length, VirtualAddress from, long nowNs) {
            sent++;
            byte[] copy = Arrays.copyOf(bytes, length);
            long before = server.endpoint.drops().of(DropReason.TOKEN_NOT_AUTHENTIC);
            server.endpoint.onDatagram(copy, 0, length, from.hi(), from.lo(), from.port(), nowNs);
            if (from.lo() >>> 10 == VirtualAddress.v4(0x0D00_0000, 0).lo() >>> 10) {
                openedOfFewNetworks +=
                        server.endpoint.drops().of(DropReason.TOKEN_NOT_AUTHENTIC) - before;
            }
        }
    }
}
