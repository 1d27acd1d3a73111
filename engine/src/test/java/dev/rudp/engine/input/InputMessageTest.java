package dev.rudp.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InputMessageTest {
    private final InputMessage message = new InputMessage();
    private final InputMessage read = new InputMessage();
    private final byte[] bytes = new byte[InputMessage.MAX_BYTES];

    @Test
    void hasTheDocumentedLayout() {
        message.decoded(0x01020304, 0x81);
        message.checksumWanted(true);
        message.add(0x1FFFE, 5);
        message.add(0x1FFFF, 5);
        message.add(0x20000, 0x85);
        int length = message.encode(bytes, 0, bytes.length);
        byte[] expected = {0x23, 4, 3, 2, 1, (byte) 0x81, 1, 0, 0, 5, 0, (byte) 0x80, 1};
        assertArrayEquals(expected, Arrays.copyOf(bytes, length));
    }

    @Test
    void comesBackAsItWas() {
        Seeds.forEach(
                2000,
                random -> {
                    message.clear();
                    int count = random.nextInt(InputMessage.MAX_INPUTS + 1);
                    int sequence = random.nextInt(100_000);
                    long word = 0;
                    long[] words = new long[count];
                    for (int i = 0; i < count; i++) {
                        word =
                                random.nextBoolean()
                                        ? word
                                        : random.nextLong() >>> random.nextInt(64);
                        words[i] = word;
                        message.add(++sequence, word);
                    }
                    int tick = random.nextInt(Integer.MAX_VALUE);
                    int missing = random.nextInt() >>> random.nextInt(32);
                    message.decoded(tick, missing);
                    message.checksumWanted(random.nextBoolean());
                    int length = message.encode(bytes, 0, bytes.length);
                    assertTrue(length > 0);
                    assertEquals(0, message.encode(bytes, 0, length - 1));

                    assertTrue(read.decode(bytes, 0, length));
                    assertEquals(count, read.count());
                    assertEquals(tick, read.decodedTick());
                    assertEquals(tick == 0 ? 0 : missing, read.missing());
                    assertEquals(message.checksumWanted(), read.checksumWanted());
                    for (int i = 0; i < count; i++) {
                        assertEquals(words[i], read.word(i));
                    }
                    if (count > 0) {
                        assertEquals(sequence & 0xFFFF, read.newestSequence());
                    }
                    for (int cut = 0; cut < length; cut++) {
                        assertFalse(read.decode(bytes, 0, cut), "cut=" + cut);
                        assertEquals(0, read.count());
                    }
                });
    }

    @Test
    void randomBytesAreRefusedOrReadWithinBounds() {
        Seeds.forEach(
                20_000,
                random -> {
                    byte[] noise = new byte[random.nextInt(InputMessage.MAX_BYTES + 10)];
                    random.fill(noise, 0, noise.length);
                    if (read.decode(noise, 0, noise.length)) {
                        assertTrue(read.count() <= InputMessage.MAX_INPUTS);
                        assertTrue(read.decodedTick() >= 0);
                    } else {
                        assertEquals(0, read.count());
                        assertEquals(0, read.decodedTick());
                    }
                });
    }

    @Test
    void sequencesAreExtendedToTheNearest() {
        assertEquals(65_536, InputMessage.extend(0, 65_535));
        assertEquals(65_535, InputMessage.extend(65_535, 65_536));
        assertEquals(5, InputMessage.extend(5, 0));
        assertEquals(200_005, InputMessage.extend(200_005 & 0xFFFF, 200_000));
    }
}
