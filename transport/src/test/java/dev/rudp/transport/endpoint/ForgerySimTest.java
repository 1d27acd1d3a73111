package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.netcode.DropCounters;
import dev.rudp.transport.netcode.DropReason;
import org.junit.jupiter.api.Test;

/// Packets in a client's name, from its very address, 200,000 a second.
class ForgerySimTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS_NS = 1_000_000L;
    private static final int PER_MS = 200;
    private static final LinkProfile LAN = LinkProfile.perfect().withLatencyMs(5, 1);

    /// The forger cannot see where the client's sequence is.
    @Test
    void whoDoesNotSeeTheSequenceTakesNothingFromTheClient() {
        Seeds.forEach(
                2,
                random -> {
                    Scene scene = new Scene(random.nextLong());
                    scene.client.messagesToSend = 120;
                    scene.client.connect(scene.server.token(42));
                    scene.network.runUntil(500 * MS_NS);
                    scene.forge(2_000, () -> scene.payload(random.nextInt(1 << 20)));
                    scene.network.runUntil(4 * SECOND_NS);
                    assertEquals(120, scene.client.reliableEchoes.size());
                    assertEquals(120, scene.client.unreliableEchoes, "not one packet lost");
                    scene.assertBounded(400_000, 2_000);
                });
    }

    /// It guesses well, or sees every packet: some of the client's are not opened then, but the
    /// session outlives the flood.
    @Test
    void whoSeesTheSequenceCostsNoMoreThanTheBudget() {
        Scene scene = new Scene(3);
        scene.client.messagesToSend = 240;
        scene.client.connect(scene.server.token(42));
        scene.network.runUntil(SECOND_NS);
        scene.forge(2_000, () -> scene.payload(200 + scene.random.nextInt(100)));
        scene.network.runUntil(30 * SECOND_NS);
        assertTrue(scene.client.isConnected());
        assertEquals(240, scene.client.reliableEchoes.size());
        scene.assertBounded(400_000, 2 * Session.FORGERIES_PER_SECOND + 500);
        assertTrue(scene.drops().of(DropReason.NOT_AUTHENTIC) > Session.FORGERIES_PER_SECOND);
    }

    @Test
    void aHandshakeIsNotOpenedForEveryForgedResponse() {
        Scene scene = new Scene(4);
        scene.client.connect(scene.server.token(42));
        scene.network.runUntil(8 * MS_NS);
        assertEquals(1, scene.server.endpoint.handshakeCount());
        int[] sent = new int[1];
        scene.forge(
                1_000,
                () -> {
                    byte[] response = scene.sealed(0x13, 325 + 1);
                    sent[0] += scene.server.endpoint.handshakeCount();
                    return response;
                });
        scene.network.runUntil(4 * SECOND_NS);
        assertTrue(scene.client.isConnected(), () -> "" + scene.client.events);
        long opened = scene.drops().of(DropReason.NOT_AUTHENTIC);
        assertTrue(opened > 0 && opened <= Handshakes.FORGERIES_PER_SECOND * 1.1 + 1, "" + opened);
        long unopened = scene.drops().of(DropReason.FORGERY_BUDGET);
        // The client's own are among them while the flood lasts; one of the next gets through.
        assertTrue(unopened >= sent[0] - opened && unopened <= sent[0] + 10, "" + unopened);
    }

    /// A client that was cut off for long comes back with a sequence far ahead.
    @Test
    void aSequenceFarAheadIsStillOpened() {
        Scene scene = new Scene(5);
        scene.client.messagesToSend = 60;
        scene.client.connect(scene.server.token(42));
        scene.network.runUntil(500 * MS_NS);
        scene.cut = true;
        for (int i = 0; i < 3_000; i++) {
            byte[] message = new byte[8];
            scene.client.endpoint.send(0, message, 0, message.length);
            scene.client.endpoint.flush(scene.network.nowNs());
            scene.network.runUntil(scene.network.nowNs() + MS_NS);
        }
        scene.cut = false;
        scene.network.runUntil(scene.network.nowNs() + 10 * SECOND_NS);
        assertEquals(60, scene.client.reliableEchoes.size());
        assertEquals(0, scene.drops().of(DropReason.FORGERY_BUDGET));
    }

    private interface Forgery {
        byte[] next();
    }

    private static final class Scene implements VirtualNode {
        final VirtualNetwork network;
        final VirtualServer server;
        final VirtualClient client;
        final SeededRandom random;
        boolean cut;

        Scene(long seed) {
            network = new VirtualNetwork(seed, LAN);
            server = new VirtualServer(network, seed, 8);
            client = new VirtualClient(network, 1);
            random = new SeededRandom(seed);
            server.port.attach(this);
        }

        DropCounters drops() {
            return server.endpoint.drops();
        }

        /// Sends what the forgery gives for so many milliseconds.
        void forge(int ms, Forgery forgery) {
            VirtualAddress from = client.port.address();
            for (int i = 0; i < ms; i++) {
                for (int j = 0; j < PER_MS; j++) {
                    byte[] forged = forgery.next();
                    server.endpoint.onDatagram(
                            forged,
                            0,
                            forged.length,
                            from.hi(),
                            from.lo(),
                            from.port(),
                            network.nowNs());
                }
                network.runUntil(network.nowNs() + MS_NS);
            }
        }

        /// A payload with this sequence.
        byte[] payload(long sequence) {
            byte[] forged = sealed(0x85, 60);
            for (int i = 0; i < 8; i++) {
                forged[1 + i] = (byte) (sequence >>> (8 * i));
            }
            return forged;
        }

        byte[] sealed(int prefix, int bytes) {
            byte[] forged = new byte[bytes];
            random.fill(forged, 0, bytes);
            forged[0] = (byte) prefix;
            return forged;
        }

        void assertBounded(long sent, long mostOpened) {
            long opened = drops().of(DropReason.NOT_AUTHENTIC);
            assertTrue(opened <= mostOpened, () -> opened + " opened, " + drops());
            long unopened = drops().of(DropReason.FORGERY_BUDGET) + drops().of(DropReason.REPLAYED);
            assertTrue(opened + unopened >= sent, () -> "" + drops());
        }

        @Override
        public void onDatagram(
                byte[] bytes, int offset, int length, long hi, long lo, int port, long nowNs) {
            if (!cut) {
                server.onDatagram(bytes, offset, length, hi, lo, port, nowNs);
            }
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
