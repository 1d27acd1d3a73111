package dev.rudp.transport.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairDecoderTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int SYMBOL_BYTES = 60;
    private static final int NONE = RepairDecoder.NONE;

    /// What the text says, as it says it: byte by byte.
    private static byte[] repair(int key, int newest, int covered, List<byte[]> pieces) {
        byte[] symbol = new byte[0];
        for (int n = 0; n < RepairFrame.SPAN; n++) {
            if ((covered >>> n & 1) == 0) {
                continue;
            }
            byte[] piece = pieces.get(newest - n);
            symbol = Arrays.copyOf(symbol, Math.max(symbol.length, piece.length + 1));
            int coefficient = Gf256.inverse((128 + key) ^ ((newest - n) % 128));
            symbol[0] ^= (byte) Gf256.multiply(piece.length, coefficient);
            for (int i = 0; i < piece.length; i++) {
                symbol[1 + i] ^= (byte) Gf256.multiply(piece[i] & 0xFF, coefficient);
            }
        }
        byte[] frame = new byte[RepairFrame.HEAD_BYTES + symbol.length];
        frame[1] = (byte) newest;
        frame[2] = (byte) (newest >>> 8);
        int rest = key | covered >>> 1 << 5;
        frame[3] = (byte) rest;
        frame[4] = (byte) (rest >>> 8);
        System.arraycopy(symbol, 0, frame, RepairFrame.HEAD_BYTES, symbol.length);
        return frame;
    }

    private static void give(RepairDecoder to, byte[] frame) {
        to.onRepair(frame, 0, frame.length);
    }

    private static void give(RepairDecoder to, int number, byte[] piece) {
        to.onPiece(number & 0xFFFF, piece, 0, piece.length);
    }

    private static byte[] bytes(RepairDecoder from, int piece) {
        int at = from.offset(piece);
        return Arrays.copyOfRange(from.bytes(), at, at + from.length(piece));
    }

    private static List<byte[]> pieces(SeededRandom random, int count) {
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] piece = new byte[random.nextInt(SYMBOL_BYTES)];
            random.fill(piece, 0, piece.length);
            pieces.add(piece);
        }
        return pieces;
    }

    /// The example of docs/protocol.md §3.9, computed by hand.
    @Test
    void theExampleOfTheText() {
        byte[] frame = HEX.parseHex("01" + "0100" + "2300" + "42e9ae");
        List<byte[]> pieces = List.of(HEX.parseHex("aa"), HEX.parseHex("bbcc"));
        byte[] ours = repair(3, 1, 0b11, pieces);
        ours[0] = 1;
        assertArrayEquals(frame, ours);
        for (int lost = 0; lost < 2; lost++) {
            RepairDecoder decoder = new RepairDecoder(SYMBOL_BYTES);
            give(decoder, 1 - lost, pieces.get(1 - lost));
            give(decoder, frame);
            assertEquals(lost, decoder.takeSolved());
            assertArrayEquals(pieces.get(lost), bytes(decoder, lost));
            assertEquals(NONE, decoder.takeSolved());
        }
    }

    @Test
    void anyLostPiecesAreComputedFromAsManyRepairsThatCoverThem() {
        List<byte[]> pieces = pieces(new SeededRandom(5), RepairFrame.SPAN);
        int all = (1 << RepairFrame.SPAN) - 1;
        for (int lost = 1; lost <= all; lost++) {
            RepairDecoder decoder = new RepairDecoder(SYMBOL_BYTES);
            int count = Integer.bitCount(lost);
            for (int i = 0; i < count; i++) {
                give(decoder, repair((i + lost) % 32, RepairFrame.SPAN - 1, all, pieces));
                // Only twelve equations over twelve pieces need none of them.
                assertTrue(i + 1 == RepairFrame.SPAN || decoder.takeSolved() == NONE);
            }
            for (int i = 0; i < RepairFrame.SPAN; i++) {
                if ((lost >>> i & 1) == 0) {
                    give(decoder, i, pieces.get(i));
                }
            }
            for (int left = lost; left != 0; ) {
                int piece = decoder.takeSolved();
                assertTrue(piece != NONE && (left >>> piece & 1) != 0, "lost=" + lost);
                assertArrayEquals(pieces.get(piece), bytes(decoder, piece));
                left &= ~(1 << piece);
            }
            assertEquals(NONE, decoder.takeSolved());
        }
    }

    @Test
    void aBurstIsMadeGoodByAsManyPacketsAfterIt() {
        for (int burst = 1; burst <= 6; burst++) {
            List<byte[]> pieces = pieces(new SeededRandom(burst), 40);
            RepairDecoder decoder = new RepairDecoder(SYMBOL_BYTES);
            BitSet computed = new BitSet();
            for (int packet = 1; packet < 20 + 2 * burst; packet++) {
                if (packet >= 20 && packet < 20 + burst) {
                    continue;
                }
                give(decoder, packet, pieces.get(packet));
                int span = Math.min(packet, RepairFrame.SPAN);
                give(decoder, repair(packet % 32, packet - 1, (1 << span) - 1, pieces));
                for (int n; (n = decoder.takeSolved()) != NONE; ) {
                    assertArrayEquals(pieces.get(n), bytes(decoder, n));
                    computed.set(n);
                }
            }
            assertEquals(burst, computed.get(20, 20 + burst).cardinality(), "burst=" + burst);
        }
    }

    @Test
    void whatIsComputedIsWhatWasSentWhateverIsLostOvertakenOrRepeated() {
        int[] computed = new int[1];
        Seeds.forEach(
                300,
                random -> {
                    int first = random.nextInt(65_536 - 300);
                    List<byte[]> pieces = pieces(random, first + 300);
                    RepairDecoder decoder = new RepairDecoder(SYMBOL_BYTES);
                    decoder.start(first);
                    double loss = random.nextDouble() * 0.5;
                    List<Runnable> late = new ArrayList<>();
                    for (int number = first; number < first + 300; number++) {
                        int piece = number;
                        int key = random.nextInt(32);
                        int covered = 1 | random.nextInt(1 << RepairFrame.SPAN);
                        late.add(() -> give(decoder, piece, pieces.get(piece)));
                        if (number >= first + RepairFrame.SPAN) {
                            late.add(() -> give(decoder, repair(key, piece, covered, pieces)));
                        }
                        while (late.size() > random.nextInt(8)) {
                            Runnable event = late.get(random.nextInt(late.size()));
                            if (!random.chance(0.1)) {
                                late.remove(event);
                            }
                            if (!random.chance(loss)) {
                                event.run();
                            }
                            for (int n; (n = decoder.takeSolved()) != NONE; ) {
                                assertArrayEquals(pieces.get(n), bytes(decoder, n));
                                computed[0]++;
                            }
                        }
                    }
                });
        assertTrue(computed[0] > 1_000, "computed=" + computed[0]);
    }

    @Test
    void liesMakeNoMoreThanWrongBytesWithinBounds() {
        int[] computed = new int[1];
        Seeds.forEach(
                300,
                random -> {
                    RepairDecoder decoder = new RepairDecoder(SYMBOL_BYTES);
                    byte[] frame = new byte[RepairFrame.HEAD_BYTES + 256];
                    int at = random.nextInt(65_536);
                    for (int i = 0; i < 500; i++) {
                        at += random.nextInt(5) - 1;
                        random.fill(frame, 0, frame.length);
                        if (random.chance(0.9)) {
                            frame[1] = (byte) at;
                            frame[2] = (byte) (at >>> 8);
                            frame[5] = (byte) random.nextInt(3);
                            Arrays.fill(frame, 8, frame.length, (byte) 0);
                        }
                        int length = 1 + random.nextInt(random.nextBoolean() ? 5 : 256);
                        if (random.nextBoolean()) {
                            decoder.onRepair(frame, 0, RepairFrame.HEAD_BYTES + length);
                        } else {
                            decoder.onPiece(at & 0xFFFF, frame, 0, length);
                        }
                        for (int n; (n = decoder.takeSolved()) != NONE; ) {
                            int end = decoder.offset(n) + decoder.length(n);
                            assertTrue(n >= 0 && n < 65_536 && end <= decoder.bytes().length);
                            assertTrue(decoder.length(n) < SYMBOL_BYTES);
                            computed[0]++;
                        }
                    }
                });
        assertTrue(computed[0] > 0, "a few lies look like pieces");
    }

    @Test
    void aFrameIsAsLongAsItsChannelAllows() {
        for (int bytes = ChannelSpec.REPAIR_BYTES_MIN; bytes <= 600; bytes++) {
            int symbol = RepairFrame.symbolBytes(bytes);
            assertTrue(RepairFrame.frameBytes(symbol) <= bytes);
            assertTrue(
                    symbol == RepairFrame.SYMBOL_BYTES_MAX
                            || RepairFrame.frameBytes(symbol + 1) > bytes);
        }
    }
}
