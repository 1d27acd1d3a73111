package dev.rudp.game.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import dev.rudp.transport.wire.ByteWriter;
import org.junit.jupiter.api.Test;

class CommandCodecTest {
    private final byte[] bytes = new byte[CommandCodec.MAX_BYTES];
    private final CommandCodec codec = new CommandCodec();

    @Test
    void everyCommandComesBackAsItWas() {
        Seeds.forEach(
                500,
                random -> {
                    PlayerCommand command = any(random);
                    CommandQueue queue = new CommandQueue(16, 16);
                    assertTrue(codec.decode(bytes, 0, encode(command), 3, 77, queue));
                    queue.sort();
                    int row = queue.row(0);
                    assertEquals(3, queue.slot(row));
                    assertEquals(77, queue.number(row));
                    assertEquals(command, CommandCodec.record(queue, row));
                    assertArrayEquals(command.fields(), CommandCodec.record(queue, row).fields());
                });
    }

    @Test
    void cutOrPaddedCommandsAreRefused() {
        Seeds.forEach(
                300,
                random -> {
                    int length = encode(any(random));
                    CommandQueue queue = new CommandQueue(16, 16);
                    if (length > 1) {
                        int cut = random.nextInt(length);
                        assertFalse(codec.decode(bytes, 0, cut, 0, 0, queue));
                    }
                    assertFalse(codec.decode(bytes, 0, length + 1, 0, 0, queue));
                    assertEquals(0, queue.count());
                });
    }

    @Test
    void noBytesEverPutNumbersOutOfBoundsIntoAQueue() {
        Seeds.forEach(
                3_000,
                random -> {
                    int length = 1 + random.nextInt(40);
                    random.fill(bytes, 0, length);
                    bytes[0] = (byte) random.nextInt(30);
                    CommandQueue queue = new CommandQueue(16, 16);
                    if (codec.decode(bytes, 0, length, 1, 1, queue)) {
                        CommandKind kind = queue.kind(0);
                        for (int i = 0; i < kind.fieldCount(); i++) {
                            assertTrue(kind.field(i).allows(queue.field(0, i)));
                        }
                    }
                });
    }

    @Test
    void ordersByPlayerThenArrivalAndBoundsEachPlayer() {
        CommandQueue queue = new CommandQueue(64, 16);
        for (int i = 0; i < 12; i++) {
            boolean taken = queue.offer(9, i, new PlayerCommand.Respawn());
            assertEquals(i < CommandQueue.PER_PLAYER, taken);
        }
        assertTrue(queue.offer(2, 50, new PlayerCommand.TradeLock()));
        assertFalse(queue.offer(16, 0, new PlayerCommand.TradeLock()));
        queue.sort();

        assertEquals(2, queue.slot(queue.row(0)));
        for (int i = 1; i < queue.count(); i++) {
            assertEquals(9, queue.slot(queue.row(i)));
            assertEquals(i - 1, queue.number(queue.row(i)));
        }
        assertEquals(5, queue.refused());
    }

    @Test
    void refusesToEncodeWhatCannotBeDecoded() {
        ByteWriter out = new ByteWriter().wrap(bytes, 0, bytes.length);
        PlayerCommand negative = new PlayerCommand.TradeGold(-1);
        assertThrows(IllegalArgumentException.class, () -> CommandCodec.encode(negative, out));
    }

    private int encode(PlayerCommand command) {
        ByteWriter out = new ByteWriter().wrap(bytes, 0, bytes.length);
        CommandCodec.encode(command, out);
        assertFalse(out.overflowed());
        return out.length();
    }

    private static PlayerCommand any(SeededRandom random) {
        CommandKind[] kinds = CommandKind.values();
        CommandKind kind = kinds[random.nextInt(kinds.length)];
        long[] fields = new long[kind.fieldCount()];
        for (int i = 0; i < fields.length; i++) {
            long span = kind.field(i).most() - kind.field(i).least();
            long at = random.chance(0.2) ? span : Math.floorMod(random.nextLong(), span);
            fields[i] = kind.field(i).least() + at;
        }
        return PlayerCommand.of(
                kind, fields, kind.hasText() ? "Grüße, 안녕 " + random.nextInt() : "");
    }
}
