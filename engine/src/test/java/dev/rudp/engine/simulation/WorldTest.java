package dev.rudp.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.frame.Frame;
import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final int CAPACITY = 700;

    private record Player(int shard, int slot, int generation) {}

    private static World world(int maxPlayers, int maxNpcs, long seed) {
        WorldConfig config = new WorldConfig(CAPACITY, maxPlayers, 2, 60, 64, 1 << 12);
        return new World(config, new DriftSimulation(CAPACITY, maxNpcs, seed));
    }

    @Test
    void joinIsAnsweredWithTheEntityOfTheNextFrame() {
        World world = world(10, 0, 1);
        ShardPort port = world.port(1);
        assertTrue(port.join(42, 777));
        assertFalse(port.pollReply());
        Frame frame = world.advance(123);
        assertTrue(port.pollReply());
        assertEquals(42, port.replyRequest());
        assertEquals(0, port.replySlot());
        assertEquals(1, port.replyGeneration());
        assertEquals(1, port.replyTick());
        assertEquals(123, frame.scheduledNs());
        assertEquals(777, frame.x(0));
        assertEquals(1, frame.generation(0));
        assertEquals(1, world.playerCount());
        assertFalse(world.port(0).pollReply());
    }

    @Test
    void fullWorldRefusesJoins() {
        World world = world(2, 0, 1);
        for (int request = 0; request < 3; request++) {
            world.port(0).join(request, request);
        }
        world.advance(0);
        int refused = 0;
        while (world.port(0).pollReply()) {
            refused += world.port(0).replySlot() < 0 ? 1 : 0;
        }
        assertEquals(1, refused);
        assertEquals(1, world.refusedJoins());
        assertEquals(2, world.playerCount());
    }

    @Test
    void shardThatTakesNoAnswersStopsBeingServedButLosesNone() {
        World world = world(CAPACITY, 0, 1);
        ShardPort port = world.port(0);
        int asked = 0;
        for (int round = 0; round < 3; round++) {
            while (port.join(asked, asked)) {
                asked++;
            }
            world.advance(0);
        }
        int answered = 0;
        for (int round = 0; round < 3; round++) {
            while (port.pollReply()) {
                assertEquals(answered, port.replyRequest());
                answered++;
            }
            world.advance(0);
        }
        assertEquals(asked, answered);
    }

    @Test
    void inputMovesThePlayerInTheTickThatTakesIt() {
        World world = world(10, 0, 1);
        ShardPort port = world.port(0);
        port.join(0, 100);
        Frame frame = world.advance(0);
        int y = frame.y(0);
        port.input(0, 1, 1, 0x0503);
        port.input(0, 1, 2, 0x0001);
        frame = world.advance(0);
        assertEquals(103, frame.x(0));
        assertEquals(y + 5, frame.y(0));
        assertEquals(1, frame.lastInputSequence(0));
        assertEquals(1, frame.inputQueueDepth(0));
        frame = world.advance(0);
        assertEquals(104, frame.x(0));
        assertEquals(2, frame.lastInputSequence(0));
    }

    @Test
    void inputForAnEntityThatEndedIsIgnored() {
        World world = world(10, 0, 1);
        ShardPort port = world.port(0);
        port.join(0, 100);
        world.advance(0);
        port.leave(0, 1);
        port.join(1, 200);
        port.input(0, 1, 1, 0x7F);
        Frame frame = world.advance(0);
        assertEquals(2, frame.generation(0));
        assertEquals(200, frame.x(0));
        assertEquals(1, world.orphanInputs());
        port.leave(0, 1);
        world.advance(0);
        assertEquals(1, world.playerCount());
    }

    @Test
    void sameInputsMakeTheSameWorld() {
        assertEquals(play(1000, 5, 0), play(1000, 5, 0));
        assertNotEquals(play(1000, 5, 0), play(1000, 6, 0));
    }

    @Test
    void orderOfArrivalWithinATickDoesNotMatter() {
        assertEquals(play(300, 5, 0), play(300, 5, 99));
    }

    /// Plays a scripted thousand ticks; `shuffleSeed` changes only the order in which the inputs of
    /// one tick reach the ring.
    private static long play(int ticks, long seed, long shuffleSeed) {
        World world = world(200, 300, seed);
        SeededRandom script = new SeededRandom(11);
        SeededRandom shuffle = new SeededRandom(shuffleSeed);
        List<Player> players = new ArrayList<>();
        long hash = 0;
        for (int tick = 1; tick <= ticks; tick++) {
            if (script.chance(0.3)) {
                world.port(0).join(tick, tick);
            }
            if (!players.isEmpty() && script.chance(0.1)) {
                Player leaver = players.remove(script.nextInt(players.size()));
                world.port(leaver.shard).leave(leaver.slot, leaver.generation);
            }
            List<Runnable> inputs = new ArrayList<>();
            for (Player player : players) {
                for (int i = script.nextInt(3); i > 0; i--) {
                    long word = script.nextLong();
                    int sequence = tick * 2 + i;
                    inputs.add(() ->
                            world.port(player.shard)
                                    .input(player.slot, player.generation, sequence, word));
                }
            }
            if (shuffleSeed != 0) {
                Collections.shuffle(inputs, Random.from(shuffle));
            }
            inputs.forEach(Runnable::run);
            world.advance(tick);
            while (world.port(0).pollReply()) {
                if (world.port(0).replySlot() >= 0) {
                    players.add(
                            new Player(
                                    0, world.port(0).replySlot(), world.port(0).replyGeneration()));
                }
            }
            hash = hash * 31 + world.stateHash();
        }
        return hash;
    }

    @Test
    void tickAllocatesNothing() {
        World world = world(500, 50, 3);
        ShardPort port = world.port(0);
        for (int i = 0; i < 500; i++) {
            port.join(i, i);
        }
        world.advance(0);
        int[] sequence = {0};
        AllocationMeter.assertZero(
                300,
                200,
                () -> {
                    sequence[0]++;
                    for (int slot = 0; slot < 500; slot++) {
                        port.input(slot, 1, sequence[0], 0x0101);
                    }
                    if (port.pollReply()) {
                        port.leave(port.replySlot(), port.replyGeneration());
                        port.join(1, 5);
                    }
                    world.advance(0);
                });
        assertTrue(world.tick() > 300);
    }

    @Test
    void refusesSizesThatCannotBe() {
        assertThrows(
                IllegalArgumentException.class, () -> new WorldConfig(10, 11, 1, 60, 64, 1024));
        assertThrows(
                IllegalArgumentException.class, () -> new WorldConfig(10, 10, 1, 60, 60, 1024));
        assertThrows(
                IllegalArgumentException.class, () -> new WorldConfig(10, 10, 0, 60, 64, 1024));
    }
}
