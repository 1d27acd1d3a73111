package dev.rudp.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

/// Whatever the bytes, a decoder answers, and a refused message leaves no trace.
class SnapshotFuzzTest {
    @Test
    void randomBytesNeverChangeTheView() {
        ReplicatedSchema schema =
                ReplicatedSchema.builder()
                        .position("x", "y", -100, 100, 0.1)
                        .field("a", 0, 9, 1)
                        .build();
        Seeds.forEach(
                20_000,
                random -> {
                    SnapshotDecoder decoder = new SnapshotDecoder(schema, 8, 60);
                    byte[] noise = new byte[random.nextInt(80)];
                    random.fill(noise, 0, noise.length);
                    if (noise.length > 6) {
                        noise[4] = 0;
                        noise[5] = (byte) (random.nextBoolean() ? 0 : random.nextInt(70));
                    }
                    DecodeResult result = decoder.decode(noise, 0, noise.length);
                    assertEquals(1, decoder.count(result));
                    if (result == DecodeResult.DECODED) {
                        requireSound(decoder.newest(), schema, 8);
                    } else {
                        assertEquals(0, decoder.newest().tick());
                        assertEquals(0, decoder.decodedTick());
                    }
                });
    }

    @Test
    void damagedSnapshotsAreRefusedOrLeadToASoundView() {
        Seeds.forEach(
                60,
                random -> {
                    ReplicationRig rig = new ReplicationRig(random);
                    rig.maxDelayTicks = 3;
                    rig.damage = this::damage;
                    rig.run(120);
                    assertTrue(rig.decoded > 20, "decoded=" + rig.decoded);
                    assertNotEquals(0, rig.malformed());
                });
    }

    /// Gives a decoder a damaged twin of a good message first: it must answer without a trace. (A
    /// checksum finds most damage, not all of it: that is the cipher's task.)
    private boolean damage(SeededRandom random, SnapshotDecoder decoder, byte[] good) {
        byte[] bad = good.clone();
        int length = bad.length;
        if (random.nextBoolean()) {
            length = random.nextInt(length);
        }
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            // Behind the checksum's coverage of the header only the body is worth damaging.
            int at = SnapshotHeader.MAX_BYTES + random.nextInt(Math.max(1, bad.length - 12));
            if (at < bad.length) {
                bad[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        SnapshotView before = decoder.newest();
        int checksum = before.checksum();
        DecodeResult result = decoder.decode(bad, 0, length);
        if (result == DecodeResult.DECODED) {
            assertNotEquals(before, decoder.newest());
        } else {
            assertSame(before, decoder.newest());
            assertEquals(checksum, before.checksum());
        }
        return result == DecodeResult.DECODED;
    }

    private static void requireSound(SnapshotView view, ReplicatedSchema schema, int maxVisible) {
        assertTrue(view.count() <= maxVisible);
        for (int i = 0; i < view.count(); i++) {
            assertTrue(i == 0 || view.place(i) > view.place(i - 1));
            assertTrue(view.valueTick(i) >= 1 && view.valueTick(i) <= view.tick());
            assertTrue(view.slot(i) <= 0xFFFF && view.generation(i) >= 1);
            for (int field = 0; field < schema.fieldCount(); field++) {
                assertTrue(schema.isInRange(field, view.value(field, i)));
            }
        }
    }

    @Test
    void headerIsReadWithoutTheRestAndRefusesNonsense() {
        SnapshotHeader header = new SnapshotHeader();
        byte[] bytes = {0x42, 10, 0, 0, 0, 3, (byte) 0xFE, (byte) 0xFF};
        assertTrue(header.read(bytes, 0, bytes.length));
        assertEquals(10, header.tick());
        assertEquals(7, header.baselineTick());
        assertEquals(0xFFFE, header.lastInputSequence());
        assertEquals(4, header.inputQueueDepth());
        assertFalse(header.hasChecksum());
        assertFalse(header.read(bytes, 0, 7));
        bytes[5] = 10;
        assertFalse(header.read(bytes, 0, 8), "a baseline before the first tick");
        bytes[5] = 61;
        assertFalse(header.read(bytes, 0, 8), "a baseline older than any");
        bytes[5] = 0;
        bytes[0] = 1;
        assertFalse(header.read(bytes, 0, 8), "a checksum that is not there");
        bytes[0] = 0;
        bytes[4] = (byte) 0x80;
        assertFalse(header.read(bytes, 0, 8), "a negative tick");
    }
}
