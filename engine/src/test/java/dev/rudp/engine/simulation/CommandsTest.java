package dev.rudp.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.message.Messages;
import dev.rudp.testkit.allocation.AllocationMeter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands up and messages down, through a world.
class CommandsTest {
    private final ParrotSimulation game = new ParrotSimulation();
    private final World world = new World(new WorldConfig(64, 64, 2, 60, 64, 1 << 10), game);

    private void join(int shard, int players) {
        for (int i = 0; i < players; i++) {
            assertTrue(world.port(shard).join(i, i));
        }
        world.advance(0);
        while (world.port(shard).pollReply()) {
            assertTrue(world.port(shard).replySlot() >= 0);
        }
    }

    private void give(int shard, int slot, int... bytes) {
        byte[] command = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            command[i] = (byte) bytes[i];
        }
        assertTrue(world.port(shard).command(slot, 1, command, 0, command.length));
    }

    private static List<String> messages(ShardPort port) {
        List<String> got = new ArrayList<>();
        while (port.pollMessage()) {
            got.add(port.messageKind() + ":" + port.messageSlot() + ":" + port.messageLength());
        }
        return got;
    }

    @Test
    void aCommandIsObeyedInTheNextTickAndAnsweredThroughItsOwnShard() {
        join(0, 1);
        join(1, 1);
        give(1, 1, 42, 43);
        world.advance(0);
        assertEquals(List.of("1:42"), game.asked);
        assertEquals(List.of(), messages(world.port(0)));
        assertEquals(
                List.of(ShardPort.RELIABLE + ":1:2", ShardPort.UNRELIABLE + ":1:1"),
                messages(world.port(1)));
    }

    @Test
    void commandsOfATickAreObeyedBySlotWhicheverShardWasFaster() {
        join(0, 2);
        join(1, 2);
        give(1, 3, 1);
        give(1, 2, 1);
        give(0, 1, 1);
        give(1, 3, 2);
        give(0, 0, 1);
        give(0, 1, 2);
        world.advance(0);
        assertEquals(List.of("0:1", "1:1", "1:2", "2:1", "3:1", "3:2"), game.asked);
    }

    @Test
    void whatMakesNoSenseOrComesFromNobodyIsCounted() {
        join(0, 1);
        give(0, 0, 0);
        give(0, 5, 1);
        world.advance(0);
        assertEquals(1, world.senselessCommands());
        assertEquals(1, world.orphanCommands());
        assertEquals(List.of(), game.asked);
        assertEquals(List.of(), messages(world.port(0)));
    }

    @Test
    void moreCommandsThanATickTakesWaitForTheNext() {
        join(0, 1);
        for (int i = 0; i < CommandOrder.MAX + 10; i++) {
            give(0, 0, 1 + i % 100);
        }
        world.advance(0);
        assertEquals(CommandOrder.MAX, game.asked.size());
        world.advance(0);
        assertEquals(CommandOrder.MAX + 10, game.asked.size());
    }

    @Test
    void aPlayerWhoseMessagesFoundNoRoomIsHungUpAndHearsNothingElse() {
        join(0, 2);
        byte[] long1 = new byte[Messages.MAX_BYTES];
        long1[0] = 1;
        int given = 0;
        while (world.droppedMessages() == 0) {
            assertTrue(world.port(0).command(0, 1, long1, 0, long1.length));
            given++;
            if (given % 8 == 0) {
                world.advance(0);
            }
        }
        give(0, 0, 7);
        give(0, 1, 8);
        world.advance(0);
        List<String> got = messages(world.port(0));
        int end = got.indexOf(ShardPort.HANG_UP + ":0:0");
        assertTrue(end > 0, "told as soon as there was room for that");
        assertFalse(
                got.subList(end, got.size()).contains(ShardPort.RELIABLE + ":0:1"),
                "the stream ends at its hole");
        assertTrue(got.contains(ShardPort.RELIABLE + ":1:1"), "others hear what is said");
        give(0, 0, 7);
        world.advance(0);
        assertEquals(List.of(), messages(world.port(0)), "from then on it counts as gone");
        assertTrue(world.misaddressedMessages() > 0);
    }

    @Test
    void aSuccessorInTheSlotHearsNothingOfItsPredecessor() {
        join(0, 1);
        world.port(0).leave(0, 1);
        give(0, 0, 9);
        world.port(0).join(7, 7);
        world.advance(0);
        assertEquals(1, world.orphanCommands());
        assertEquals(List.of(), game.asked);
    }

    @Test
    void commandsAndMessagesAllocateNothing() {
        join(0, 32);
        game.remembers = false;
        byte[] command = {1, 2, 3, 4, 5};
        int[] heard = {0};
        AllocationMeter.assertZero(
                300,
                200,
                () -> {
                    for (int slot = 31; slot >= 0; slot--) {
                        world.port(0).command(slot, 1, command, 0, command.length);
                    }
                    world.advance(0);
                    while (world.port(0).pollMessage()) {
                        heard[0] += world.port(0).messageLength();
                    }
                });
        assertTrue(heard[0] > 0);
    }
}
