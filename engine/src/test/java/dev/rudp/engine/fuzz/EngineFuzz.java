package dev.rudp.engine.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.input.InputMessage;
import dev.rudp.engine.join.Welcome;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.snapshot.DecodeResult;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.engine.snapshot.SnapshotView;
import dev.rudp.testkit.fuzz.FuzzCatalog;
import dev.rudp.testkit.fuzz.FuzzInput;
import dev.rudp.testkit.fuzz.FuzzTarget;
import java.util.Map;
import java.util.TreeMap;

/// All targets of this module.
public final class EngineFuzz implements FuzzCatalog {
    private static final int MAX_VISIBLE = 8;
    private static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder()
                    .position("x", "y", -100, 100, 0.1)
                    .field("a", 0, 9, 1)
                    .field("vx", -10, 10, 0.1)
                    .motion("x", "vx")
                    .build();

    @Override
    public Map<String, FuzzTarget> targets() {
        return new TreeMap<>(
                Map.of(
                        "inputs", EngineFuzz::inputs,
                        "snapshots", EngineFuzz::snapshots,
                        "welcome", EngineFuzz::welcome));
    }

    /// What is read means the same when it is written again; what is refused leaves nothing.
    private static void inputs(byte[] bytes) {
        InputMessage message = new InputMessage();
        if (!message.decode(bytes, 0, bytes.length)) {
            assertEquals(0, message.count());
            return;
        }
        byte[] again = new byte[InputMessage.MAX_BYTES];
        int length = message.encode(again, 0, again.length);
        assertTrue(length > 0 && length <= InputMessage.MAX_BYTES);
        InputMessage same = new InputMessage();
        assertTrue(same.decode(again, 0, length));
        assertEquals(message.count(), same.count());
        assertEquals(message.decodedTick(), same.decodedTick());
        assertEquals(message.missing(), same.missing());
        assertEquals(message.checksumWanted(), same.checksumWanted());
        for (int i = 0; i < message.count(); i++) {
            assertEquals(message.word(i), same.word(i));
        }
    }

    /// A sequence of messages: each leads to a sound view, or changes nothing.
    private static void snapshots(byte[] bytes) {
        FuzzInput in = new FuzzInput(bytes);
        SnapshotDecoder decoder = new SnapshotDecoder(SCHEMA, MAX_VISIBLE, 60);
        while (!in.isAtEnd()) {
            byte[] message = in.bytes(in.u8());
            SnapshotView before = decoder.newest();
            int checksum = before.checksum();
            DecodeResult result = decoder.decode(message, 0, message.length);
            if (result == DecodeResult.DECODED) {
                assertTrue(decoder.newest().tick() > 0);
                assertEquals(decoder.newest().tick(), decoder.decodedTick());
                requireSound(decoder.newest());
            } else {
                assertSame(before, decoder.newest());
                assertEquals(checksum, before.checksum());
            }
        }
    }

    private static void requireSound(SnapshotView view) {
        assertTrue(view.count() <= MAX_VISIBLE);
        for (int i = 0; i < view.count(); i++) {
            assertTrue(i == 0 || view.place(i) > view.place(i - 1));
            assertTrue(view.slot(i) <= 0xFFFF && view.generation(i) >= 1);
            for (int field = 0; field < SCHEMA.fieldCount(); field++) {
                assertTrue(SCHEMA.isInRange(field, view.value(field, i)));
            }
        }
    }

    /// There is one encoding.
    private static void welcome(byte[] bytes) {
        Welcome welcome = Welcome.decode(bytes, 0, bytes.length);
        if (welcome != null) {
            assertArrayEquals(bytes, welcome.encode());
        }
    }
}
