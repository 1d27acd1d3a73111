package dev.rudp.transport.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.junit.jupiter.api.Test;

/// Our LZ4 against the library's: each reads what the other writes.
class Lz4BlockTest {
    private static final LZ4Factory LIBRARY = LZ4Factory.safeInstance();

    private final Lz4Block block = new Lz4Block();
    private final byte[] packed = new byte[70_000];
    private final byte[] unpacked = new byte[65_536];

    @Test
    void theLibraryReadsWhatWePackAndWeReadWhatItPacks() {
        LZ4Compressor compressor = LIBRARY.fastCompressor();
        LZ4SafeDecompressor decompressor = LIBRARY.safeDecompressor();
        Seeds.forEach(
                300,
                random -> {
                    byte[] message = anyMessage(random);
                    int bytes = block.pack(message, 0, message.length, packed, 0, packed.length);
                    assertTrue(bytes > 0);
                    assertArrayEquals(
                            message, decompressor.decompress(packed, 0, bytes, message.length));
                    byte[] theirs = compressor.compress(message);
                    int length =
                            Lz4Block.unpack(theirs, 0, theirs.length, unpacked, message.length);
                    assertEquals(message.length, length);
                    assertEquals(
                            0, Arrays.compare(message, 0, length, unpacked, 0, length), "content");
                    // Ours is at most a tenth longer, and never over what incompressible costs.
                    assertTrue(bytes <= theirs.length * 11 / 10 + 32, bytes + ", " + theirs.length);
                });
    }

    @Test
    void itNeverWritesMoreThanItMay() {
        Seeds.forEach(
                300,
                random -> {
                    byte[] message = anyMessage(random);
                    int whole = block.pack(message, 0, message.length, packed, 0, packed.length);
                    int less = random.nextInt(whole);
                    packed[less] = 77;
                    assertEquals(
                            Lz4Block.NONE, block.pack(message, 0, message.length, packed, 0, less));
                    assertEquals(77, packed[less]);
                    assertEquals(whole, block.pack(message, 0, message.length, packed, 0, whole));
                });
    }

    @Test
    void hostileBlocksAreRefusedAsTheLibraryRefusesThem() {
        LZ4SafeDecompressor decompressor = LIBRARY.safeDecompressor();
        int[] both = new int[2];
        Seeds.forEach(
                2_000,
                random -> {
                    byte[] message = anyMessage(random);
                    int bytes = block.pack(message, 0, message.length, packed, 0, packed.length);
                    byte[] hostile = Arrays.copyOf(packed, bytes);
                    for (int i = 1 + random.nextInt(3); i > 0; i--) {
                        hostile[random.nextInt(Math.min(bytes, 64))] = (byte) random.nextInt();
                    }
                    if (random.chance(0.3)) {
                        hostile = Arrays.copyOf(hostile, 1 + random.nextInt(bytes));
                    }
                    int most = random.nextInt(message.length + 100) % 65_536;
                    int ours = Lz4Block.unpack(hostile, 0, hostile.length, unpacked, most);
                    byte[] theirs = new byte[most];
                    int length;
                    try {
                        length = decompressor.decompress(hostile, 0, hostile.length, theirs, 0);
                    } catch (LZ4Exception refused) {
                        length = Lz4Block.NONE;
                    }
                    assertTrue(ours <= most);
                    if (length >= 0 && ours >= 0) {
                        both[0]++;
                        assertEquals(length, ours);
                        assertEquals(
                                0, Arrays.compare(theirs, 0, length, unpacked, 0, length), "same");
                    } else if (ours < 0) {
                        both[1]++;
                    }
                });
        assertTrue(both[1] > 0, "some were refused");
    }

    @Test
    void aBombIsCutOffAtWhatItMayBe() {
        byte[] zeros = new byte[65_536];
        int bytes = block.pack(zeros, 0, zeros.length, packed, 0, packed.length);
        assertTrue(bytes < 300, "bytes=" + bytes);
        assertEquals(Lz4Block.NONE, Lz4Block.unpack(packed, 0, bytes, unpacked, 65_535));
        assertEquals(65_536, Lz4Block.unpack(packed, 0, bytes, unpacked, 65_536));
    }

    private static byte[] anyMessage(SeededRandom random) {
        byte[] message = new byte[1 + random.nextInt(random.chance(0.1) ? 65_536 : 3_000)];
        random.fill(message, 0, message.length);
        if (random.chance(0.8)) {
            // Repeats of earlier parts, and runs.
            for (int at = 16; at < message.length; ) {
                int run = Math.min(message.length - at, 1 + random.nextInt(300));
                int from = random.nextInt(at);
                for (int i = 0; i < run && random.nextInt(1_000) > 0; i++) {
                    message[at + i] = message[from + i];
                }
                at += run + random.nextInt(20);
            }
        }
        return message;
    }
}
