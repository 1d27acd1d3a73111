package dev.rudp.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class BitCodesTest {
    private final byte[] bytes = new byte[4_096];
    private final BitWriter writer = new BitWriter();
    private final BitReader reader = new BitReader();

    @Test
    void whatWasWrittenIsRead() {
        Seeds.forEach(
                500,
                random -> {
                    int count = 1 + random.nextInt(60);
                    int[] kind = new int[count];
                    int[] parameter = new int[count];
                    long[] value = new long[count];
                    int offset = random.nextInt(9);
                    writer.wrap(bytes, offset);
                    for (int i = 0; i < count; i++) {
                        kind[i] = random.nextInt(3);
                        switch (kind[i]) {
                            case 0 -> {
                                parameter[i] = random.nextInt(57);
                                value[i] = random.nextLong() & ((1L << parameter[i]) - 1);
                                writer.put(value[i], parameter[i]);
                            }
                            case 1 -> {
                                parameter[i] = random.nextInt(6);
                                value[i] = random.nextLong() >>> (31 + random.nextInt(33));
                                writer.expGolomb(value[i], parameter[i]);
                            }
                            default -> {
                                parameter[i] = random.nextInt(4);
                                value[i] = random.nextInt(1_000);
                                writer.rice((int) value[i], parameter[i]);
                            }
                        }
                    }
                    reader.wrap(bytes, offset, writer.end() - offset);
                    for (int i = 0; i < count; i++) {
                        long read =
                                switch (kind[i]) {
                                    case 0 -> reader.get(parameter[i]);
                                    case 1 -> reader.expGolomb(parameter[i]);
                                    default -> reader.rice(parameter[i]);
                                };
                        assertEquals(value[i], read, "kind=" + kind[i]);
                    }
                    assertFalse(reader.failed());
                    assertTrue(reader.isDone());
                });
    }

    @Test
    void splicedBitsAreTheSame() {
        byte[] part = new byte[200];
        Seeds.forEach(
                300,
                random -> {
                    BitWriter source = new BitWriter();
                    source.wrap(part, 3);
                    int pieces = 1 + random.nextInt(20);
                    long[] values = new long[pieces];
                    writer.wrap(bytes, 0);
                    writer.put(1, 1 + random.nextInt(8));
                    int before = writer.bits();
                    for (int i = 0; i < pieces; i++) {
                        values[i] = random.nextInt(1 << 13);
                        source.put(values[i], 13);
                    }
                    writer.splice(part, 3, source.bits());
                    assertEquals(before + source.bits(), writer.bits());
                    reader.wrap(bytes, 0, writer.end());
                    assertEquals(1, reader.get(before));
                    for (long value : values) {
                        assertEquals(value, reader.get(13));
                    }
                });
    }

    @Test
    void whatIsMissingOrTooLongFails() {
        reader.wrap(new byte[20], 0, 20);
        reader.expGolomb(2);
        assertTrue(reader.failed(), "only zeros");
        reader.wrap(new byte[200], 0, 200);
        reader.rice(0);
        assertTrue(reader.failed(), "only zeros");
        reader.wrap(new byte[] {1}, 0, 1);
        assertEquals(1, reader.get(8));
        assertEquals(0, reader.get(1));
        assertTrue(reader.failed());
        reader.wrap(new byte[] {0x41}, 0, 1);
        reader.get(6);
        assertFalse(reader.isDone(), "a bit in the filling");
        reader.wrap(new byte[2], 0, 2);
        reader.get(8);
        assertFalse(reader.isDone(), "a byte too many");
    }

    @Test
    void differencesOfWholeRangesFit() {
        for (long difference : new long[] {0, 1, -1, 1L << 31, -(1L << 31), 77, -4_096}) {
            writer.wrap(bytes, 0);
            writer.expGolomb(BitCodes.zigZag(difference), 3);
            reader.wrap(bytes, 0, writer.end());
            assertEquals(difference, BitCodes.unZigZag(reader.expGolomb(3)));
        }
    }
}
