package dev.rudp.transport.ack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PacketHeaderTest {
    private final PacketHeader header = new PacketHeader();

    @Test
    void writesWhatWasComputedByHand() {
        assertEquals("3e00000100000000", hex(0, 65_535, 0), "nothing received yet");
        assertEquals("200a0001", hex(10, 9, -1), "shortest: all 32 received");
        assertEquals("1e3412340001000080", hex(0x1234, 0x0034, 0x8000_0001), "longest");
        assertEquals("02e803f40100", hex(1_000, 500, 0xFFFF_FF00), "long ack, byte 0 only");
        assertEquals("340500060000", hex(5, 65_535, 0x00FF_00FF), "ack before the wrap-around");
        assertEquals("202c01ff", hex(300, 45, -1), "255 behind: still short");
        assertEquals("002c012c00", hex(300, 44, -1), "256 behind: long");
    }

    @Test
    void readsBackWhatItWrote() {
        Seeds.forEach(
                2_000,
                random -> {
                    int sequence = random.nextInt(65_536);
                    int ack = nearOrAnywhere(random, sequence);
                    int bits = bits(random);
                    byte[] bytes = new byte[PacketHeader.BYTES_MAX];
                    header.set(sequence, ack, bits);
                    int length = header.write(bytes, 0);
                    PacketHeader read = new PacketHeader();
                    assertEquals(length, read.read(bytes, 0, length));
                    assertEquals(sequence, read.sequence());
                    assertEquals(ack, read.ack());
                    assertEquals(bits, read.ackBits());
                    for (int cut = 0; cut < length; cut++) {
                        assertEquals(PacketHeader.MALFORMED, read.read(bytes, 0, cut));
                    }
                });
    }

    @Test
    void whateverItReadsHasNoOtherEncoding() {
        Seeds.forEach(
                20_000,
                random -> {
                    byte[] bytes = new byte[PacketHeader.BYTES_MAX];
                    random.fill(bytes, 0, bytes.length);
                    // Without the bits that are always refused, and often with tell-tale bytes.
                    bytes[0] &= 0x3E;
                    if (random.nextBoolean()) {
                        bytes[3 + random.nextInt(6)] = (byte) (random.nextBoolean() ? 0xFF : 0);
                    }
                    int length = header.read(bytes, 0, bytes.length);
                    if (length == PacketHeader.MALFORMED) {
                        return;
                    }
                    byte[] again = new byte[PacketHeader.BYTES_MAX];
                    assertEquals(length, header.write(again, 0));
                    assertArrayEquals(Arrays.copyOf(bytes, length), Arrays.copyOf(again, length));
                });
    }

    @Test
    void refusesOtherEncodingsOfAHeader() {
        assertMalformed("210a0001", "fragment bit");
        assertMalformed("600a0001", "reserved bit 6");
        assertMalformed("a00a0001", "reserved bit 7");
        assertMalformed("220a0001ff", "an ack byte 0xFF must be left out");
        assertMalformed("000a000900", "an ack 1 behind must be short");
        assertMalformed("20", "cut");
    }

    private void assertMalformed(String hex, String why) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(PacketHeader.MALFORMED, header.read(bytes, 0, bytes.length), why);
    }

    private String hex(int sequence, int ack, int ackBits) {
        byte[] bytes = new byte[PacketHeader.BYTES_MAX];
        header.set(sequence, ack, ackBits);
        int length = header.write(bytes, 0);
        assertTrue(length >= PacketHeader.BYTES_MIN);
        return HexFormat.of().formatHex(bytes, 0, length);
    }

    private static int nearOrAnywhere(SeededRandom random, int sequence) {
        return random.nextBoolean()
                ? (sequence - random.nextInt(300)) & 0xFFFF
                : random.nextInt(65_536);
    }

    private static int bits(SeededRandom random) {
        int bits = random.nextInt();
        for (int i = 0; i < 4; i++) {
            if (random.nextBoolean()) {
                bits |= 0xFF << (8 * i);
            }
        }
        return bits;
    }
}
