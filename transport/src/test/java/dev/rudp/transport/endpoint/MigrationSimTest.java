package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.DropReason;
import dev.rudp.transport.netcode.Extensions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Clients whose address changes in mid-game, and others who would have it changed.
class MigrationSimTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS_NS = 1_000_000L;
    private static final LinkProfile LAN = LinkProfile.perfect().withLatencyMs(5, 1);
    private static final LinkProfile HOME =
            LinkProfile.perfect().withLatencyMs(30, 20).withLoss(0.02).withReorder(0.02, 30);

    private final VirtualNetwork network = new VirtualNetwork(7, LAN);
    private final VirtualServer server = migratingServer(network, 7);
    private final VirtualClient client = migratingClient(network, 1);

    @Test
    void aClientWhoseAddressChangesInMidGameLosesNoMessage() {
        Seeds.forEach(
                30,
                random -> {
                    VirtualNetwork net = new VirtualNetwork(random.nextLong(), HOME);
                    VirtualServer host = migratingServer(net, random.nextLong());
                    VirtualClient guest = migratingClient(net, 1);
                    guest.messagesToSend = 240;
                    guest.connect(host.token(42, Extensions.MIGRATION));
                    for (int move = 1; move <= 5; move++) {
                        net.runUntil(move * 700 * MS_NS + random.nextInt(100) * MS_NS);
                        boolean onlyPort = random.chance(0.5);
                        guest.moveTo(
                                net.open(
                                        VirtualAddress.v4(
                                                0x0A01_0001 + (onlyPort ? 0 : move << 16),
                                                50_000 + move)));
                    }
                    net.runUntil(12 * SECOND_NS);
                    assertEquals(
                            IntStream.range(0, 240).boxed().toList(),
                            guest.reliableEchoes,
                            "every reliable message, once and in order");
                    assertTrue(guest.unreliableEchoes > 160, () -> "" + guest.unreliableEchoes);
                    assertTrue(guest.isConnected(), () -> "" + guest.events);
                    assertEquals(List.of("connected 0 42 client 42"), host.events);
                    assertEquals(5, host.endpoint.migrations());
                    assertEquals(5, host.migrations);
                    assertEquals(address(guest.port.address()), host.endpoint.peer(0));
                    int route =
                            host.endpoint.sessionAt(
                                    guest.port.address().hi(),
                                    guest.port.address().lo(),
                                    guest.port.address().port());
                    assertEquals(0, route);
                    assertEquals(0, host.endpoint.drops().of(DropReason.UNKNOWN_PEER));
                });
    }

    @Test
    void theServerFollowsWithinARoundTripAndSendsNothingButChallengesBefore() {
        connect();
        VirtualPort there = network.open(VirtualAddress.v4(0x0A02_0001, 9));
        List<Integer> lengths = new ArrayList<>();
        client.moveTo(there);
        there.attach(watch(client, (bytes, length) -> lengths.add(length)));
        long movedNs = network.nowNs();
        assertTrue(client.endpoint.rebind(0, 0, movedNs));
        client.onDeadline(movedNs);
        network.runUntil(movedNs + 20 * MS_NS);
        assertEquals(address(there.address()), server.endpoint.peer(0));
        assertEquals(1, server.endpoint.pathProbes());
        assertEquals(1, lengths.size(), "the challenge");
        assertTrue(lengths.getFirst() <= PathProbe.CHALLENGE_BYTES);
    }

    @Test
    void withoutAGrantTheSessionStaysWhereItIs() {
        client.connect(server.token(42));
        network.runUntil(SECOND_NS);
        assertEquals(Extensions.NONE, client.endpoint.extensions());
        client.moveTo(network.open(VirtualAddress.v4(0x0A02_0001, 9)));
        assertFalse(client.endpoint.rebind(0, 0, network.nowNs()));
        network.runUntil(8 * SECOND_NS);
        assertEquals("disconnected 0 TIMED_OUT", server.events.getLast());
        assertEquals(0, server.endpoint.pathProbes());
        assertTrue(server.endpoint.drops().of(DropReason.UNKNOWN_PEER) > 0);
    }

    /// Every datagram of the client arrives first from somebody else.
    @Test
    void whoIsFasterThanTheClientCannotTakeItsSession() {
        Seeds.forEach(
                10,
                random -> {
                    VirtualNetwork net = new VirtualNetwork(random.nextLong(), LAN);
                    VirtualServer host = migratingServer(net, random.nextLong());
                    VirtualClient guest = migratingClient(net, 1);
                    Thief thief = new Thief(net, host);
                    guest.messagesToSend = 120;
                    guest.connect(host.token(42, Extensions.MIGRATION));
                    net.runUntil(200 * MS_NS);
                    thief.isRacing = true;
                    net.runUntil(5 * SECOND_NS);
                    assertEquals(120, guest.reliableEchoes.size());
                    assertTrue(guest.isConnected());
                    assertEquals(0, host.endpoint.migrations());
                    assertEquals(address(guest.port.address()), host.endpoint.peer(0));
                    assertTrue(thief.bytesSent > 10_000);
                    assertTrue(thief.bytesReceived > 0, "it was asked to prove itself");
                    assertTrue(thief.bytesReceived <= 3 * thief.bytesSent);
                    assertTrue(thief.datagramsReceived <= 21 * 5, "a few challenges a second");
                });
    }

    /// It can also show the challenge to the client, and the client's answer to the server. So it
    /// carries all that passes; when it stops, or merely lets the client be heard, that is over.
    @Test
    void whoRelaysAChallengeHoldsTheSessionOnlyWhileTheClientIsNotHeard() {
        Thief thief = new Thief(network, server);
        client.messagesToSend = 120;
        client.connect(server.token(42, Extensions.MIGRATION));
        network.runUntil(200 * MS_NS);
        thief.isRacing = true;
        thief.relayTo = client;
        network.runUntil(SECOND_NS);
        assertEquals(1, server.endpoint.migrations(), "it answered from its address");
        thief.isRacing = false;
        network.runUntil(5 * SECOND_NS);
        assertEquals(address(client.port.address()), server.endpoint.peer(0));
        assertEquals(120, client.reliableEchoes.size());
        assertTrue(client.isConnected());
    }

    @Test
    void aForgerWhoKnowsTheIdCostsABoundedNumberOfDecryptions() {
        Thief thief = new Thief(network, server);
        client.messagesToSend = 100;
        client.connect(server.token(42, Extensions.MIGRATION));
        network.runUntil(SECOND_NS);
        SeededRandom random = new SeededRandom(5);
        byte[] forged = new byte[60];
        for (int i = 0; i < 100_000; i++) {
            random.fill(forged, 0, forged.length);
            System.arraycopy(thief.newestRouted, 0, forged, 0, Extensions.ROUTE_BYTES);
            forged[Extensions.ROUTE_BYTES] = 0x45;
            forged[Extensions.ROUTE_BYTES + 4] |= 0x10;
            inject(forged, VirtualAddress.v4(random.nextInt(), 7));
        }
        long opened = server.endpoint.drops().of(DropReason.NOT_AUTHENTIC);
        assertTrue(opened > 50 && opened <= 120, () -> "opened: " + opened);
        assertEquals(100_000 - opened, server.endpoint.drops().of(DropReason.MIGRATION_BUDGET));
        for (int i = 0; i < 1_000; i++) {
            random.fill(forged, 1, 8);
            forged[3] &= (byte) (i % 2 == 0 ? 0xC0 : 0xFF);
            inject(forged, VirtualAddress.v4(random.nextInt(), 7));
        }
        assertEquals(1_000, server.endpoint.drops().of(DropReason.UNKNOWN_CONNECTION));
        network.runUntil(5 * SECOND_NS);
        assertEquals(100, client.reliableEchoes.size());
        assertEquals(0, server.endpoint.pathProbes());
    }

    @Test
    void anyBytesBehindARightIdAreCountedAndHarmless() {
        Thief thief = new Thief(network, server);
        connect();
        network.runUntil(2 * SECOND_NS);
        SeededRandom random = new SeededRandom(11);
        long before = server.endpoint.drops().total();
        for (int length = 1; length < 1_400; length++) {
            byte[] bad = new byte[length];
            random.fill(bad, 0, length);
            int known = Math.min(length, Extensions.ROUTE_BYTES);
            System.arraycopy(thief.newestRouted, 0, bad, 0, known);
            VirtualAddress from =
                    random.chance(0.5)
                            ? client.port.address()
                            : VirtualAddress.v4(random.nextInt(), 7);
            inject(bad, from);
        }
        assertEquals(1_399, server.endpoint.drops().total() - before);
        assertTrue(client.isConnected());
        assertEquals(0, server.endpoint.pathProbes());
    }

    /// The id that sessions without one have leads to none of them.
    @Test
    void theIdZeroLeadsToNobody() {
        List<byte[]> seen = new ArrayList<>();
        server.port.attach(watch(server, (bytes, length) -> seen.add(bytes)));
        client.connect(server.token(42));
        network.runUntil(SECOND_NS);
        assertTrue(server.endpoint.isConnected(0));
        byte[] plain = seen.getLast();
        byte[] routed = new byte[Extensions.ROUTE_BYTES + plain.length];
        routed[0] = Extensions.ROUTED;
        System.arraycopy(plain, 0, routed, Extensions.ROUTE_BYTES, plain.length);
        inject(routed, VirtualAddress.v4(0x0F00_0001, 7));
        inject(routed, client.port.address());
        assertEquals(2, server.endpoint.drops().of(DropReason.UNKNOWN_CONNECTION));
    }

    /// A NAT that starts anew may give each client's address to the other.
    @Test
    void twoClientsMayExchangeTheirAddresses() {
        VirtualClient other = migratingClient(network, 2);
        client.messagesToSend = 200;
        other.messagesToSend = 200;
        client.connect(server.token(1, Extensions.MIGRATION));
        other.connect(server.token(2, Extensions.MIGRATION));
        network.runUntil(SECOND_NS);
        VirtualPort first = client.port;
        VirtualPort second = other.port;
        client.port = second;
        other.port = first;
        second.attach(client);
        first.attach(other);
        network.runUntil(6 * SECOND_NS);
        assertEquals(2, server.endpoint.migrations());
        assertEquals(200, client.reliableEchoes.size());
        assertEquals(200, other.reliableEchoes.size());
        assertEquals(1, clientAt(second));
        assertEquals(2, clientAt(first));
        client.disconnect();
        network.runUntil(7 * SECOND_NS);
        assertEquals(2, clientAt(first));
        assertTrue(other.isConnected());
    }

    @Test
    void aPlainSessionThatIsHeardKeepsItsAddress() {
        VirtualClient plain = new VirtualClient(network, 2);
        plain.connect(server.token(2, Extensions.MIGRATION));
        connect();
        VirtualPort its = plain.port;
        client.port = its;
        List<Integer> challenges = new ArrayList<>();
        its.attach(
                watch(
                        plain,
                        (bytes, length) -> {
                            challenges.add(length);
                            client.onDatagram(bytes.clone(), 0, length, 0, 0, 0, network.nowNs());
                        }));
        network.runUntil(network.nowNs() + SECOND_NS);
        assertEquals(0, server.endpoint.migrations());
        assertTrue(plain.isConnected() && !challenges.isEmpty());
    }

    @Test
    void aPlainClientIgnoresTheOfferAndStaysConnected() {
        VirtualClient plain = new VirtualClient(network, 2);
        plain.messagesToSend = 60;
        plain.connect(server.token(2, Extensions.ALL));
        network.runUntil(10 * SECOND_NS);
        assertTrue(plain.isConnected());
        assertEquals(60, plain.reliableEchoes.size());
        assertEquals(20, plain.endpoint.drops().of(DropReason.UNKNOWN_TYPE), "offers, then none");
        assertEquals(Extensions.NONE, server.endpoint.extensions(0));
    }

    @Test
    void agreesOverABadNetwork() {
        Seeds.forEach(
                20,
                random -> {
                    LinkProfile bad = HOME.withLoss(0.3).withDuplicates(0.2);
                    VirtualNetwork net = new VirtualNetwork(random.nextLong(), bad);
                    VirtualServer host = migratingServer(net, random.nextLong());
                    VirtualClient guest = migratingClient(net, 1);
                    guest.connect(host.token(1, Extensions.ALL));
                    net.runUntil(6 * SECOND_NS);
                    assertEquals(Extensions.MIGRATION, guest.endpoint.extensions());
                    assertEquals(Extensions.MIGRATION, host.endpoint.extensions(0));
                });
    }

    @Test
    void aProbeNeverSendsMoreThanThreeTimesWhatItReceived() {
        Seeds.forEach(
                500,
                random -> {
                    PathProbe probe = new PathProbe();
                    probe.start(0, 1, 2, 3, 0);
                    long nowNs = 0;
                    long received = 0;
                    long sent = 0;
                    for (int i = 0; i < 200; i++) {
                        nowNs += random.nextInt(200) * MS_NS;
                        int bytes = random.nextInt(4) == 0 ? 27 : random.nextInt(30);
                        received += bytes;
                        sent += probe.onReceived(bytes, nowNs) ? PathProbe.CHALLENGE_BYTES : 0;
                        assertTrue(sent <= 3 * received);
                    }
                    assertTrue(sent > 0);
                });
    }

    private long clientAt(VirtualPort port) {
        VirtualAddress at = port.address();
        return server.endpoint.clientId(server.endpoint.sessionAt(at.hi(), at.lo(), at.port()));
    }

    private void connect() {
        client.connect(server.token(42, Extensions.MIGRATION));
        network.runUntil(SECOND_NS);
        assertEquals(Extensions.MIGRATION, client.endpoint.extensions());
    }

    private void inject(byte[] bytes, VirtualAddress from) {
        byte[] copy = bytes.clone();
        server.endpoint.onDatagram(
                copy, 0, copy.length, from.hi(), from.lo(), from.port(), network.nowNs());
    }

    private static VirtualServer migratingServer(VirtualNetwork network, long seed) {
        VirtualServer server = new VirtualServer(network, seed, 4);
        server.restartWith(Extensions.MIGRATION);
        return server;
    }

    private static VirtualClient migratingClient(VirtualNetwork network, int number) {
        return new VirtualClient(
                network,
                number,
                new ClientEndpointConfig(0, 0, VirtualServer.CHANNELS).with(Extensions.MIGRATION));
    }

    private static PeerAddress address(VirtualAddress of) {
        return new PeerAddress(of.hi(), of.lo(), of.port());
    }

    private interface Watcher {
        void onDatagram(byte[] bytes, int length);
    }

    private static VirtualNode watch(VirtualNode of, Watcher watcher) {
        return new VirtualNode() {
            @Override
            public void onDatagram(
                    byte[] bytes, int offset, int length, long hi, long lo, int port, long nowNs) {
                watcher.onDatagram(Arrays.copyOfRange(bytes, offset, offset + length), length);
                of.onDatagram(bytes, offset, length, hi, lo, port, nowNs);
            }

            @Override
            public void onDeadline(long nowNs) {
                of.onDeadline(nowNs);
            }

            @Override
            public long nextDeadlineNs() {
                return of.nextDeadlineNs();
            }
        };
    }

    /// Stands on the path to the server. While racing, what a client sends arrives as the thief's
    /// first, and as the client's after that.
    private static final class Thief implements VirtualNode {
        private static final VirtualAddress ITS = VirtualAddress.v4(0x0F00_0001, 666);

        private final VirtualNetwork network;
        private final VirtualServer server;
        byte[] newestRouted = new byte[0];
        boolean isRacing;
        @Nullable VirtualClient relayTo;
        long bytesSent;
        long bytesReceived;
        int datagramsReceived;

        Thief(VirtualNetwork network, VirtualServer server) {
            this.network = network;
            this.server = server;
            server.port.attach(this);
            network.open(ITS)
                    .attach((bytes, offset, length, hi, lo, port, nowNs) -> {
                        bytesReceived += length;
                        datagramsReceived++;
                        if (relayTo != null) {
                            relayTo.onDatagram(bytes, offset, length, hi, lo, port, nowNs);
                        }
                    });
        }

        @Override
        public void onDatagram(
                byte[] bytes, int offset, int length, long hi, long lo, int port, long nowNs) {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            if (bytes[offset] == Extensions.ROUTED) {
                newestRouted = copy.clone();
                if (isRacing) {
                    bytesSent += length;
                    server.onDatagram(
                            copy, 0, length, ITS.hi(), ITS.lo(), ITS.port(), network.nowNs());
                }
            }
            server.onDatagram(bytes, offset, length, hi, lo, port, nowNs);
        }

        @Override
        public void onDeadline(long nowNs) {
            server.onDeadline(nowNs);
        }

        @Override
        public long nextDeadlineNs() {
            return server.nextDeadlineNs();
        }
    }
}
