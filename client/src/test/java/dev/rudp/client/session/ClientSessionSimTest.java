package dev.rudp.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.snapshot.SnapshotView;
import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientSessionSimTest {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    /// Everybody sees everybody.
    private static final InterestConfig FAR = new InterestConfig(2_000, 32, 4);

    @Test
    void aPlayerGetsIntoTheWorldAndSeesItself() {
        VirtualNetwork network = new VirtualNetwork(1, LinkProfile.perfect().withLatencyMs(5, 0));
        VirtualWorld server = new VirtualWorld(network, 1, FAR);
        VirtualPlayer player = new VirtualPlayer(network, 1, VirtualPlayer.config(), null);
        player.connect(server, network.nowNs());
        network.runUntil(SECOND_NS);

        assertEquals(SessionState.PLAYING, player.session.state());
        assertEquals("meadow", player.session.welcome().mapName());
        SnapshotView view = player.session.snapshots().newest();
        assertTrue(view.indexOf(player.session.welcome().slot()) >= 0);
        assertTrue(player.session.counters().snapshots() > 50);
    }

    @Test
    void whatIsDecodedEqualsTheServersFrameUnderLoss() {
        Seeds.forEach(
                4,
                random -> {
                    VirtualNetwork network =
                            new VirtualNetwork(
                                    random.nextLong(),
                                    LinkProfile.perfect()
                                            .withLatencyMs(20, 10)
                                            .withLoss(0.05)
                                            .withReorder(0.02, 30)
                                            .withDuplicates(0.01));
                    VirtualWorld server = new VirtualWorld(network, random.nextLong(), FAR);
                    List<VirtualPlayer> players = new ArrayList<>();
                    long[] compared = {0};
                    for (int i = 0; i < 6; i++) {
                        int number = i;
                        players.add(
                                new VirtualPlayer(
                                        network,
                                        number,
                                        VirtualPlayer.config(),
                                        () -> {
                                            ClientSession session = players.get(number).session;
                                            compare(session.snapshots().newest(), server);
                                            compared[0]++;
                                        }));
                        players.get(i).connect(server, network.nowNs());
                    }
                    network.runUntil(12 * SECOND_NS);
                    assertTrue(compared[0] > 3_000, "compared=" + compared[0]);
                    for (VirtualPlayer player : players) {
                        SessionCounters counters = player.session.counters();
                        assertEquals(0, counters.mismatchedSnapshots());
                        assertEquals(0, counters.refusedSnapshots());
                        assertTrue(counters.checkedSnapshots() > 500, "checked");
                        assertEquals(6, player.session.snapshots().newest().count());
                    }
                });
    }

    @Test
    void roundTripsAreMeasuredFromInputToEffect() {
        VirtualNetwork network = new VirtualNetwork(3, LinkProfile.perfect().withLatencyMs(30, 0));
        VirtualWorld server = new VirtualWorld(network, 3, FAR);
        VirtualPlayer player = new VirtualPlayer(network, 1, VirtualPlayer.config(), null);
        player.connect(server, network.nowNs());
        network.runUntil(10 * SECOND_NS);

        List<Long> rtts = player.rttsNs.subList(120, player.rttsNs.size());
        double mean = rtts.stream().mapToLong(Long::longValue).average().orElseThrow() / 1e6;
        // Both ways, half a tick of waiting for the tick, and the one input that waits.
        assertTrue(mean >= 60 && mean <= 60 + 2.5 * 16.7, "mean=" + mean);
        assertTrue(rtts.stream().allMatch(rtt -> rtt >= 60_000_000L));
        assertEquals(60e6, (double) player.session.connection().rttNs(), 30e6);
    }

    @Test
    void aPlayerWhoseAddressChangesPlaysOn() {
        VirtualNetwork network = new VirtualNetwork(9, LinkProfile.perfect().withLatencyMs(15, 4));
        VirtualWorld server = new VirtualWorld(network, 9, FAR);
        VirtualPlayer player = new VirtualPlayer(network, 1, VirtualPlayer.config(), null);
        player.connect(server, network.nowNs());
        network.runUntil(2 * SECOND_NS);
        int tick = player.session.newestTick();
        for (int move = 0; move < 5; move++) {
            player.moveTo(VirtualAddress.v4(0x0B00_0000 + (move << 8), 40_000 + move));
            network.runUntil((3 + move) * SECOND_NS);
        }
        assertEquals(SessionState.PLAYING, player.session.state());
        assertTrue(player.session.newestTick() >= tick + 5 * 60 - 5, "sees the world as it is");
        long unheard = player.session.counters().inputsSent() - player.lastEffect;
        assertTrue(unheard <= 8, () -> "every input had its effect, but for " + unheard);
        assertEquals(0, player.session.counters().mismatchedSnapshots());
    }

    @Test
    void inputsAreNeitherLostNorLateUnderLoss() {
        VirtualNetwork network =
                new VirtualNetwork(4, LinkProfile.perfect().withLatencyMs(15, 4).withLoss(0.05));
        VirtualWorld server = new VirtualWorld(network, 4, FAR);
        VirtualPlayer player = new VirtualPlayer(network, 1, VirtualPlayer.config(), null);
        player.connect(server, network.nowNs());
        network.runUntil(60 * SECOND_NS);

        long sent = player.session.counters().inputsSent();
        assertTrue(sent > 3_500, "sent=" + sent);
        assertTrue(player.lastEffect > sent - 20, "effect=" + player.lastEffect);
        assertTrue(
                server.world.inputQueues().starved() < 60 * 60 * 0.05,
                "starved=" + server.world.inputQueues().starved());
    }

    @Test
    void aPlayerWithoutEyesKeepsUpTheConversation() {
        VirtualNetwork network =
                new VirtualNetwork(5, LinkProfile.perfect().withLatencyMs(15, 4).withLoss(0.05));
        VirtualWorld server = new VirtualWorld(network, 5, FAR);
        VirtualPlayer light = new VirtualPlayer(network, 1, VirtualPlayer.config().light(), null);
        VirtualPlayer seeing = new VirtualPlayer(network, 2, VirtualPlayer.config(), null);
        light.connect(server, network.nowNs());
        seeing.connect(server, network.nowNs());
        network.runUntil(20 * SECOND_NS);

        assertTrue(light.session.counters().snapshots() > 1_000);
        assertTrue(light.rttsNs.size() > 1_000);
        assertThrows(IllegalStateException.class, light.session::snapshots);
        // Had it not acknowledged, every snapshot would be a full one: far more bytes.
        double lightBytes = light.receivedBytes;
        double seeingBytes = seeing.receivedBytes;
        assertEquals(1, lightBytes / seeingBytes, 0.15);
    }

    @Test
    void goodbyeIsHeardAndTheEntityEnds() {
        VirtualNetwork network = new VirtualNetwork(6, LinkProfile.perfect().withLatencyMs(5, 0));
        VirtualWorld server = new VirtualWorld(network, 6, FAR);
        VirtualPlayer player = new VirtualPlayer(network, 1, VirtualPlayer.config(), null);
        player.connect(server, network.nowNs());
        network.runUntil(SECOND_NS);
        assertEquals(1, server.world.playerCount());

        player.close(network.nowNs());
        network.runUntil(2 * SECOND_NS);
        assertEquals(List.of(EndReason.CLOSED_HERE), player.ends);
        assertEquals(0, server.world.playerCount());
        assertEquals(0, server.endpoint.sessionCount());

        player.connect(server, network.nowNs());
        network.runUntil(3 * SECOND_NS);
        assertEquals(SessionState.PLAYING, player.session.state());
    }

    @Test
    void whyItEndedIsTold() {
        LinkProfile link = LinkProfile.perfect().withLatencyMs(5, 0);

        VirtualNetwork silent = new VirtualNetwork(7, link);
        VirtualPlayer lost = new VirtualPlayer(silent, 1, VirtualPlayer.config(), null);
        VirtualNetwork elsewhere = new VirtualNetwork(7, link);
        lost.connect(new VirtualWorld(elsewhere, 7, FAR), silent.nowNs());
        silent.runUntil(40 * SECOND_NS);
        assertEquals(List.of(EndReason.NO_ANSWER), lost.ends);

        VirtualNetwork other = new VirtualNetwork(8, link);
        VirtualWorld otherGame = new VirtualWorld(other, 8, FAR);
        otherGame.schemaHash++;
        VirtualPlayer stranger = new VirtualPlayer(other, 1, VirtualPlayer.config(), null);
        stranger.connect(otherGame, other.nowNs());
        other.runUntil(SECOND_NS);
        assertEquals(List.of(EndReason.OTHER_SCHEMA), stranger.ends);
        assertEquals(0, otherGame.endpoint.sessionCount());

        VirtualNetwork rude = new VirtualNetwork(9, link);
        VirtualWorld unwelcoming = new VirtualWorld(rude, 9, FAR);
        unwelcoming.welcomes = false;
        VirtualPlayer guest = new VirtualPlayer(rude, 1, VirtualPlayer.config(), null);
        guest.connect(unwelcoming, rude.nowNs());
        rude.runUntil(15 * SECOND_NS);
        assertEquals(List.of(EndReason.NO_WELCOME), guest.ends);
    }

    @Test
    void aServerThatFallsSilentIsNoticed() {
        VirtualNetwork network = new VirtualNetwork(10, LinkProfile.perfect().withLatencyMs(5, 0));
        VirtualWorld server = new VirtualWorld(network, 10, FAR);
        VirtualPlayer player = new VirtualPlayer(network, 1, VirtualPlayer.config(), null);
        player.connect(server, network.nowNs());
        network.runUntil(SECOND_NS);
        LinkProfile cut = LinkProfile.perfect().withLoss(1);
        network.link(VirtualWorld.ADDRESS, player.address, cut, cut);
        network.runUntil(10 * SECOND_NS);

        assertEquals(List.of(EndReason.TIMED_OUT), player.ends);
        assertEquals(0, player.session.input(1, 0, network.nowNs()));
    }

    @Test
    void playingAllocatesNothing() {
        PacketCipher cipher = PacketCiphers.best();
        assumeFalse(cipher.name().equals("jdk"), "the JDK's cipher allocates per packet");
        VirtualNetwork network =
                new VirtualNetwork(12, LinkProfile.perfect().withLatencyMs(15, 4).withLoss(0.02));
        VirtualWorld server = new VirtualWorld(network, 12, FAR);
        for (SessionConfig config :
                List.of(VirtualPlayer.config(), VirtualPlayer.config().light())) {
            int number = config.decodes() ? 1 : 2;
            VirtualPlayer player = new VirtualPlayer(network, number, config, null, cipher);
            player.forgetRtts();
            player.connect(server, network.nowNs());
            network.runUntil(network.nowNs() + 30 * SECOND_NS);
            // A class may still be loaded late: the least of three windows counts.
            long least = Long.MAX_VALUE;
            for (int window = 0; window < 3; window++) {
                long before = player.allocatedBytes;
                network.runUntil(network.nowNs() + 5 * SECOND_NS);
                least = Math.min(least, player.allocatedBytes - before);
            }
            assertEquals(0, least, "decodes=" + config.decodes());
            assertEquals(SessionState.PLAYING, player.session.state());
        }
    }

    @Test
    void aSessionIsConnectedOnceAtATime() {
        VirtualNetwork network = new VirtualNetwork(11, LinkProfile.perfect());
        VirtualWorld server = new VirtualWorld(network, 11, FAR);
        VirtualPlayer player = new VirtualPlayer(network, 1, VirtualPlayer.config(), null);
        player.connect(server, 0);

        assertThrows(IllegalStateException.class, () -> player.connect(server, 0));
    }

    private static void compare(SnapshotView view, VirtualWorld server) {
        Frame frame = server.world.frames().at(view.tick());
        assertEquals(view.tick(), frame.tick(), "the server still has the frame");
        for (int i = 0; i < view.count(); i++) {
            assertEquals(frame.generation(view.slot(i)), view.generation(i));
            for (int field = 0; field < ArenaSchema.SCHEMA.fieldCount(); field++) {
                assertEquals(
                        frame.value(field, view.slot(i)),
                        view.value(field, i),
                        "tick=" + view.tick() + " slot=" + view.slot(i) + " field=" + field);
            }
        }
    }
}
