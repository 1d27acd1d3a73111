package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.netcode.ConnectionRequest;
import dev.rudp.transport.netcode.DropReason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Handshakes, time-outs and goodbyes between real endpoints, in virtual time.
class ConnectingSimTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final LinkProfile LAN = LinkProfile.perfect().withLatencyMs(5, 1);

    private final VirtualNetwork network = new VirtualNetwork(7, LAN);
    private final VirtualServer server = new VirtualServer(network, 7, 4);
    private final VirtualClient client = new VirtualClient(network, 1);

    @Test
    void connectsWithinTwoRoundTripsAndTellsBothSides() {
        client.connect(server.token(42));
        network.runUntil(25_000_000);
        assertEquals(List.of("connected 0 42 client 42"), server.events);
        assertEquals(List.of("connected 0 of 4"), client.events);
        assertTrue(server.endpoint.isConnected(0));
        assertEquals(42, server.endpoint.clientId(0));
        assertEquals(0, server.endpoint.handshakeCount());
        assertEquals(0, server.endpoint.drops().total(), () -> "" + server.endpoint.drops());
    }

    @Test
    void connectsAndDeliversOverABadNetwork() {
        Seeds.forEach(
                60,
                random -> {
                    LinkProfile bad =
                            LinkProfile.perfect()
                                    .withLatencyMs(30, 30)
                                    .withLoss(0.3)
                                    .withReorder(0.1, 60)
                                    .withDuplicates(0.1);
                    VirtualNetwork net = new VirtualNetwork(random.nextLong(), bad);
                    VirtualServer host = new VirtualServer(net, random.nextLong(), 2);
                    VirtualClient guest = new VirtualClient(net, 1);
                    guest.messagesToSend = 100;
                    guest.connect(host.token(1));
                    net.runUntil(15 * SECOND_NS);
                    assertTrue(guest.isConnected(), () -> "client: " + guest.events);
                    assertEquals(List.of("connected 0 1 client 1"), host.events);
                    assertEquals(
                            IntStream.range(0, 100).boxed().toList(),
                            guest.reliableEchoes,
                            "every reliable message, once and in order");
                    assertTrue(guest.unreliableEchoes > 20, "half of all round trips survive");
                });
    }

    @Test
    void staysConnectedWhileIdleByKeepAlivesAtTenHertz() {
        client.connect(server.token(1));
        network.runUntil(SECOND_NS);
        long before = network.link(VirtualServer.ADDRESS, client.port.address()).sent();
        network.runUntil(61 * SECOND_NS);
        long sent = network.link(VirtualServer.ADDRESS, client.port.address()).sent() - before;
        assertTrue(client.isConnected());
        assertTrue(sent >= 590 && sent <= 602, () -> "keep-alives in a minute: " + sent);
    }

    @Test
    void theNewestSequenceTellsHowManyPacketsTheServerSentAlsoWhenManyAreLost() {
        client.connect(server.token(1));
        network.runUntil(SECOND_NS);
        var down = network.link(VirtualServer.ADDRESS, client.port.address());
        long sentBefore = down.sent();
        long newestBefore = client.endpoint.newestReceivedSequence();
        down.profile(LAN.withLoss(0.5));
        network.runUntil(21 * SECOND_NS);
        down.profile(LAN);
        network.runUntil(22 * SECOND_NS);
        long newest = client.endpoint.newestReceivedSequence() - newestBefore;
        long sent = down.sent() - sentBefore;
        assertTrue(client.isConnected());
        assertTrue(
                sent > 200 && Math.abs(newest - sent) <= 1,
                () -> "sent=" + sent + " newest=" + newest);
        client.disconnect();
        assertEquals(0, client.endpoint.newestReceivedSequence());
    }

    @Test
    void bothSidesGiveUpAfterTheTokensTimeout() {
        client.connect(server.token(1));
        network.runUntil(SECOND_NS);
        cut();
        network.runUntil((1 + VirtualServer.TIMEOUT_SECONDS) * SECOND_NS - 200_000_000);
        assertTrue(client.isConnected(), "not before its time");
        network.runUntil((2 + VirtualServer.TIMEOUT_SECONDS) * SECOND_NS);
        assertEquals(DisconnectReason.TIMED_OUT, client.endpoint.disconnectReason());
        assertEquals("disconnected 0 TIMED_OUT", server.events.getLast());
        assertEquals(0, server.endpoint.sessionCount());
        assertEquals(ClientEndpoint.NO_DEADLINE, client.endpoint.nextDeadlineNs());
    }

    @Test
    void aClientsGoodbyeSurvivesHeavyLoss() {
        Seeds.forEach(
                50,
                random -> {
                    VirtualNetwork net = new VirtualNetwork(random.nextLong(), LAN);
                    VirtualServer host = new VirtualServer(net, random.nextLong(), 2);
                    VirtualClient guest = new VirtualClient(net, 1);
                    guest.connect(host.token(1));
                    net.runUntil(SECOND_NS);
                    net.link(guest.port.address(), VirtualServer.ADDRESS)
                            .profile(LAN.withLoss(0.3));
                    guest.disconnect();
                    net.runUntil(SECOND_NS + 20_000_000);
                    assertEquals("disconnected 0 CLOSED_BY_PEER", host.events.getLast());
                    assertEquals(
                            List.of("connected 0 of 2", "disconnected CLOSED_HERE"), guest.events);
                });
    }

    @Test
    void aServersGoodbyeEndsTheClient() {
        client.connect(server.token(1));
        network.runUntil(SECOND_NS);
        server.disconnect(0);
        assertEquals("disconnected 0 CLOSED_HERE", server.events.getLast());
        network.runUntil(SECOND_NS + 20_000_000);
        assertEquals("disconnected CLOSED_BY_PEER", client.events.getLast());
        long goodbyes = server.endpoint.drops().of(DropReason.UNKNOWN_PEER);
        assertEquals(0, goodbyes, "the client does not answer a goodbye");
    }

    @Test
    void aFullServerSaysSo() {
        for (int i = 0; i < 4; i++) {
            new VirtualClient(network, 10 + i).connect(server.token(100 + i));
        }
        network.runUntil(SECOND_NS);
        assertEquals(4, server.endpoint.sessionCount());
        client.connect(server.token(42));
        network.runUntil(2 * SECOND_NS);
        assertEquals(DisconnectReason.DENIED, client.endpoint.disconnectReason());
        assertEquals(1, server.endpoint.drops().of(DropReason.SERVER_FULL));
    }

    @Test
    void theLastPlaceGoesToOneOfTwoHandshakes() {
        for (int i = 0; i < 3; i++) {
            new VirtualClient(network, 10 + i).connect(server.token(100 + i));
        }
        network.runUntil(SECOND_NS);
        VirtualClient rival = new VirtualClient(network, 20);
        client.connect(server.token(42));
        rival.connect(server.token(43));
        network.runUntil(2 * SECOND_NS);
        assertEquals(4, server.endpoint.sessionCount());
        assertTrue(client.isConnected() ^ rival.isConnected());
        VirtualClient loser = client.isConnected() ? rival : client;
        assertEquals(DisconnectReason.DENIED, loser.endpoint.disconnectReason());
    }

    @Test
    void aTokenAdmitsOneSessionEver() {
        ConnectToken token = server.token(42);
        client.connect(token);
        network.runUntil(SECOND_NS);
        VirtualClient thief = new VirtualClient(network, 2);
        thief.connect(token);
        network.runUntil(2 * SECOND_NS);
        assertFalse(thief.isConnected(), "while the session stands");
        client.disconnect();
        network.runUntil(10 * SECOND_NS);
        assertEquals(DisconnectReason.REQUEST_TIMED_OUT, thief.endpoint.disconnectReason());
        client.connect(token);
        network.runUntil(12 * SECOND_NS);
        assertFalse(client.isConnected(), "after the session's end");
        assertTrue(server.endpoint.drops().of(DropReason.TOKEN_CONSUMED) > 0);
        assertEquals(2, server.events.size(), () -> "" + server.events);
    }

    /// Thieves in many networks show the request before its owner does, and go on showing it.
    @Test
    void aCopiedRequestDoesNotLockItsOwnerOut() {
        ConnectToken token = server.token(42);
        byte[] copied = new byte[ConnectionRequest.BYTES];
        token.putRequest(copied, 0);
        VirtualPort[] thieves = new VirtualPort[40];
        for (int i = 0; i < thieves.length; i++) {
            thieves[i] = network.open(VirtualAddress.v4(0x0B00_0000 + (i << 8), 1));
            thieves[i].send(copied, 0, copied.length, VirtualServer.ADDRESS);
        }
        network.runUntil(20_000_000);
        assertEquals(thieves.length, server.endpoint.handshakeCount());
        client.connect(token);
        for (VirtualPort thief : thieves) {
            thief.send(copied, 0, copied.length, VirtualServer.ADDRESS);
        }
        network.runUntil(50_000_000);
        assertTrue(client.isConnected(), "at once");
        assertEquals(thieves.length, server.endpoint.handshakeCount());
        client.disconnect();
        for (VirtualPort thief : thieves) {
            thief.send(copied, 0, copied.length, VirtualServer.ADDRESS);
        }
        network.runUntil(SECOND_NS);
        assertEquals(thieves.length, server.endpoint.drops().of(DropReason.TOKEN_CONSUMED), "late");
        network.runUntil(8 * SECOND_NS);
        assertEquals(0, server.endpoint.handshakeCount(), "the others have timed out");
        assertEquals(
                List.of("connected 0 42 client 42", "disconnected 0 CLOSED_BY_PEER"),
                server.events);
    }

    /// One thief has the only place; when it goes for the owner, their token must stay whole.
    @Test
    void theOwnerMayTakeThePlaceOfItsOwnThief() {
        server.restart(server.config(new AdmissionLimits(1, 64, 30, 60, 2, 20_000, 500)));
        ConnectToken token = server.token(42);
        byte[] copied = new byte[ConnectionRequest.BYTES];
        token.putRequest(copied, 0);
        VirtualPort thief = network.open(VirtualAddress.v4(0x0B00_0000, 1));
        for (int round = 0; round < 3; round++) {
            thief.send(copied, 0, copied.length, VirtualServer.ADDRESS);
            network.runUntil((round + 1) * 600_000_000L);
            assertEquals(1, server.endpoint.handshakeCount());
            thief = network.open(VirtualAddress.v4(0x0B00_0001 + round, 1));
        }
        client.connect(token);
        network.runUntil(3 * SECOND_NS);
        assertTrue(client.isConnected());
        assertEquals(0, server.endpoint.handshakeCount());
    }

    @Test
    void whenAllPlacesAreTakenTheOldestGoesForANewOneButNotWithinItsGrace() {
        server.restart(server.config(new AdmissionLimits(8, 64, 30, 60, 2, 20_000, 500)));
        for (int i = 0; i < 8; i++) {
            byte[] request = new byte[ConnectionRequest.BYTES];
            server.token(100 + i).putRequest(request, 0);
            VirtualPort silent = network.open(VirtualAddress.v4(0x0B00_0000 + i, 1));
            silent.send(request, 0, request.length, VirtualServer.ADDRESS);
        }
        network.runUntil(100_000_000);
        assertEquals(8, server.endpoint.handshakeCount());
        client.connect(server.token(42));
        network.runUntil(400_000_000);
        assertFalse(client.isConnected(), "others are being challenged");
        assertTrue(server.endpoint.drops().of(DropReason.HANDSHAKES_FULL) > 0);
        network.runUntil(700_000_000);
        assertTrue(client.isConnected());
        assertEquals(7, server.endpoint.handshakeCount());
    }

    /// A tag names a pending token without a decryption, so what it seals must not be taken from
    /// the datagram.
    @Test
    void aPendingTokensLifeCannotBeProlongedByAForgedExpiry() {
        ConnectToken token = server.token(42);
        byte[] request = new byte[ConnectionRequest.BYTES];
        token.putRequest(request, 0);
        network.open(VirtualAddress.v4(0x0B00_0000, 1))
                .send(request, 0, request.length, VirtualServer.ADDRESS);
        network.runUntil(10_000_000);
        request[22]++;
        network.open(VirtualAddress.v4(0x0B00_0001, 1))
                .send(request, 0, request.length, VirtualServer.ADDRESS);
        network.runUntil(20_000_000);
        assertEquals(1, server.endpoint.handshakeCount());
        assertEquals(1, server.endpoint.drops().of(DropReason.TOKEN_NOT_AUTHENTIC));
    }

    @Test
    void aRepeatedRequestIsAnsweredAtTheRateOfAClient() {
        byte[] request = new byte[ConnectionRequest.BYTES];
        server.token(42).putRequest(request, 0);
        int[] answers = {0};
        VirtualPort hasty = network.open(VirtualAddress.v4(0x0B00_0000, 1));
        hasty.attach((bytes, offset, length, hi, lo, port, nowNs) -> answers[0]++);
        for (int i = 0; i < 1_000; i++) {
            network.runUntil(i * 1_000_000L);
            hasty.send(request, 0, request.length, VirtualServer.ADDRESS);
        }
        network.runUntil(2 * SECOND_NS);
        assertTrue(answers[0] >= 20 && answers[0] <= 41, () -> "answers: " + answers[0]);
        assertEquals(1_000 - answers[0], server.endpoint.drops().of(DropReason.REQUEST_REPEATED));
    }

    @Test
    void aClientIdHasOneSessionAtATime() {
        client.connect(server.token(42));
        network.runUntil(SECOND_NS);
        VirtualClient second = new VirtualClient(network, 2);
        second.connect(server.token(42));
        network.runUntil(2 * SECOND_NS);
        assertFalse(second.isConnected());
        assertTrue(server.endpoint.drops().of(DropReason.CLIENT_CONNECTED) > 0);
        client.disconnect();
        network.runUntil(3 * SECOND_NS);
        assertTrue(second.isConnected(), "its turn comes when the first has left");
    }

    @Test
    void aTokenOfAnotherProtocolKeyOrServerIsIgnored() {
        byte[] otherKey = server.privateKey.clone();
        otherKey[31] ^= 1;
        long protocol = VirtualServer.PROTOCOL_ID;
        connectAs(2, server.token(protocol + 1, 2, 30, server.privateKey, publicAddress()));
        connectAs(3, server.token(protocol, 3, 30, otherKey, publicAddress()));
        // Another server's token, shown here: redirect its datagrams.
        PeerAddress other = PeerAddress.v4(0x0A00_0002, 40_000);
        byte[] request = new byte[ConnectionRequest.BYTES];
        server.token(protocol, 4, 30, server.privateKey, other).putRequest(request, 0);
        client.port.send(request, 0, request.length, VirtualServer.ADDRESS);
        network.runUntil(SECOND_NS);
        assertEquals(0, server.endpoint.sessionCount());
        assertEquals(0, server.endpoint.handshakeCount());
        assertTrue(server.endpoint.drops().of(DropReason.REQUEST_PROTOCOL) > 0);
        assertTrue(server.endpoint.drops().of(DropReason.TOKEN_NOT_AUTHENTIC) > 0);
        assertEquals(1, server.endpoint.drops().of(DropReason.TOKEN_FOR_OTHER_SERVER));
    }

    @Test
    void anExpiredTokenIsIgnoredAndItsClientGivesUp() {
        network.runUntil(60 * SECOND_NS);
        ConnectToken token = server.token(42);
        network.runUntil(93 * SECOND_NS);
        client.connect(token);
        network.runUntil(94 * SECOND_NS);
        assertFalse(client.isConnected());
        assertTrue(server.endpoint.drops().of(DropReason.TOKEN_EXPIRED) > 0);
    }

    @Test
    void toleratesAnIssuerWhoseClockIsALittleBehind() {
        network.runUntil(60 * SECOND_NS);
        ConnectToken token = server.token(42);
        network.runUntil(91 * SECOND_NS + 500_000_000);
        client.connect(token);
        network.runUntil(93 * SECOND_NS);
        assertTrue(client.isConnected());
        assertEquals(1, server.endpoint.tokensPastExpiry());
    }

    @Test
    void aClientWhoseTokenRunsOutWhileItTriesSaysSo() {
        cut();
        client.connect(
                server.token(VirtualServer.PROTOCOL_ID, 42, 3, server.privateKey, publicAddress()));
        network.runUntil(4 * SECOND_NS);
        assertEquals(DisconnectReason.TOKEN_EXPIRED, client.endpoint.disconnectReason());
    }

    @Test
    void aTokenThatLivesTooLongIsRefused() {
        connectAs(
                2,
                server.token(
                        VirtualServer.PROTOCOL_ID, 42, 33, server.privateKey, publicAddress()));
        network.runUntil(SECOND_NS);
        assertTrue(server.endpoint.drops().of(DropReason.TOKEN_LIFE_TOO_LONG) > 0);
        assertEquals(0, server.endpoint.sessionCount());
    }

    @Test
    void afterARestartTokensFromBeforeAreRefusedAndNewOnesTaken() {
        network.runUntil(10 * SECOND_NS);
        ConnectToken used = server.token(42);
        client.connect(used);
        network.runUntil(11 * SECOND_NS);
        assertTrue(client.isConnected());
        network.runUntil(12 * SECOND_NS);
        server.restart();
        VirtualClient again = new VirtualClient(network, 2);
        again.connect(used);
        VirtualClient fresh = new VirtualClient(network, 3);
        fresh.connect(server.token(43));
        network.runUntil(14 * SECOND_NS);
        assertFalse(again.isConnected(), "its nonces were used before the restart");
        assertTrue(server.endpoint.drops().of(DropReason.TOKEN_FROM_BEFORE_START) > 0);
        assertTrue(fresh.isConnected());
    }

    @Test
    void triesTheNextServerOfItsToken() {
        PeerAddress nobody = PeerAddress.v4(0x0A00_0009, 9);
        client.connect(
                server.token(
                        VirtualServer.PROTOCOL_ID,
                        42,
                        30,
                        server.privateKey,
                        nobody,
                        publicAddress()));
        network.runUntil((VirtualServer.TIMEOUT_SECONDS + 1) * SECOND_NS);
        assertTrue(client.isConnected());
    }

    @Test
    void theRequestIsTheLongestPacketOfAHandshake() {
        byte[] request = new byte[ConnectionRequest.BYTES];
        server.token(1).putRequest(request, 0);
        int[] longest = {0};
        network.open(VirtualAddress.v4(0x0B00_0001, 1))
                .attach((bytes, offset, length, hi, lo, port, nowNs) ->
                        longest[0] = Math.max(longest[0], length))
                .send(request, 0, request.length, VirtualServer.ADDRESS);
        network.runUntil(10 * SECOND_NS);
        assertEquals(333, longest[0], "a challenge, once: nobody is flooded with our answers");
    }

    @Test
    void plainPayloadsGoBothWaysWithoutChannels() {
        server.restart(server.rawConfig());
        VirtualClient plain = new VirtualClient(network, 2, new ClientEndpointConfig(0, 0, null));
        plain.connect(server.token(42));
        network.runUntil(SECOND_NS);
        for (int length : new int[] {1, 600, 1_200}) {
            plain.sendRaw(length);
        }
        network.runUntil(2 * SECOND_NS);
        assertEquals(3, plain.rawEchoes);
    }

    private void connectAs(int number, ConnectToken token) {
        new VirtualClient(network, number).connect(token);
    }

    private static PeerAddress publicAddress() {
        return VirtualServer.PUBLIC_ADDRESS;
    }

    private void cut() {
        LinkProfile cut = LAN.withLoss(1);
        network.link(client.port.address(), VirtualServer.ADDRESS, cut, cut);
    }
}
