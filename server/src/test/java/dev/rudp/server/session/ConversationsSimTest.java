package dev.rudp.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.client.session.EndReason;
import dev.rudp.client.session.SessionState;
import dev.rudp.testkit.network.LinkProfile;
import dev.rudp.testkit.network.VirtualNetwork;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Players and a game talk through the real endpoint, shard and world, over a network that loses.
class ConversationsSimTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private final TalkingGame game = new TalkingGame();
    private final VirtualNetwork network = new VirtualNetwork(11, LinkProfile.wifi());

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).map(i -> i & 0xFF).boxed().toList();
    }

    private TalkingPlayer join(VirtualShard server, int number) {
        TalkingPlayer player = new TalkingPlayer(network, number);
        player.connect(server, network.nowNs());
        network.runUntil(network.nowNs() + SECOND_NS);
        assertEquals(SessionState.PLAYING, player.session.state());
        return player;
    }

    @Test
    void everyCommandArrivesOnceAndInOrderAndSoDoesItsAnswer() {
        VirtualShard server = new VirtualShard(network, game, 1_000, 1_000);
        TalkingPlayer ann = join(server, 1);
        ann.perTick = 2;
        ann.wanted = 300;
        network.runUntil(network.nowNs() + 5 * SECOND_NS);
        assertEquals(numbers(300), game.asked);
        assertEquals(numbers(300), ann.heard);
        assertTrue(ann.news.size() > 200, "heard " + ann.news.size());
        assertEquals(0, server.shard.conversations().pauses());
    }

    @Test
    void whoGivesCommandsTooFastIsReadSlowerAndLosesNone() {
        VirtualShard server = new VirtualShard(network, game, 20, 40);
        TalkingPlayer ann = join(server, 1);
        ann.wanted = 200;
        network.runUntil(network.nowNs() + 4 * SECOND_NS);
        int obeyed = game.asked.size();
        assertTrue(obeyed >= 40 + 70 && obeyed <= 40 + 82, "obeyed " + obeyed);
        network.runUntil(network.nowNs() + 6 * SECOND_NS);
        assertEquals(numbers(200), game.asked);
        assertEquals(numbers(200), ann.heard);
        assertTrue(server.shard.conversations().pauses() > 0);
        assertEquals(SessionState.PLAYING, ann.session.state());
    }

    @Test
    void aWorldThatStandsStillLosesNoCommand() {
        VirtualShard server = new VirtualShard(network, game, 100, 100);
        TalkingPlayer ann = join(server, 1);
        server.turns = false;
        ann.wanted = 100;
        network.runUntil(network.nowNs() + 2 * SECOND_NS);
        assertEquals(List.of(), game.asked);
        server.turns = true;
        network.runUntil(network.nowNs() + 2 * SECOND_NS);
        assertEquals(numbers(100), game.asked);
    }

    @Test
    void whoDoesNotReadIsHungUpOnAndTheOthersPlayOn() {
        VirtualShard server = new VirtualShard(network, game, 20, 40);
        TalkingPlayer ann = join(server, 1);
        TalkingPlayer bob = join(server, 2);
        game.chatterBytes = 300;
        ann.stopReading();
        network.runUntil(network.nowNs() + 15 * SECOND_NS);
        assertEquals(List.of(EndReason.CLOSED_BY_SERVER), ann.ends);
        assertEquals(1, server.shard.conversations().slowReaders());
        assertEquals(1, game.left);
        assertEquals(SessionState.PLAYING, bob.session.state());
        assertTrue(bob.heard.size() > 14 * VirtualShard.HZ, "heard " + bob.heard.size());
    }
}
