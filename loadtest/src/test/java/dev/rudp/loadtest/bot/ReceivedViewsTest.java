package dev.rudp.loadtest.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rudp.engine.snapshot.DecodeResult;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.wire.ByteWriter;
import org.junit.jupiter.api.Test;

class ReceivedViewsTest {
    /// Whoever does not decode acknowledges exactly what a decoder acknowledges, whatever is lost
    /// and whatever the server builds on.
    @Test
    void acknowledgesWhatADecoderWould() {
        SeededRandom random = new SeededRandom(5);
        ReceivedViews views = new ReceivedViews();
        SnapshotDecoder decoder = new SnapshotDecoder(ArenaSchema.SCHEMA, 64, 60);
        byte[] bytes = new byte[64];
        int refused = 0;
        for (int tick = 1; tick < 20_000; tick++) {
            if (random.nextInt(4) == 0) {
                tick += random.nextInt(100) == 0 ? 70 : 1;
            }
            int age = random.nextInt(10) == 0 ? random.nextInt(61) : random.nextInt(4);
            int baseline = age == 0 || age >= tick ? 0 : tick - age;
            int length = snapshot(bytes, tick, baseline == 0 ? 0 : age);
            DecodeResult result = decoder.decode(bytes, 0, length);
            refused += result == DecodeResult.NEEDS_BASELINE ? 1 : 0;
            views.onSnapshot(tick, baseline);
            assertEquals(decoder.decodedTick(), views.decodedTick(), "tick=" + tick);
            if (decoder.decodedTick() != 0) {
                assertEquals(decoder.missing(), views.missing(), "tick=" + tick);
            }
        }
        assertEquals(true, refused > 500, "refused=" + refused);
    }

    @Test
    void asksForEverythingUntilItComes() {
        ReceivedViews views = new ReceivedViews();
        assertEquals(0, views.decodedTick());
        views.onSnapshot(5, 0);
        assertEquals(5, views.decodedTick());
        views.onSnapshot(8, 6);
        assertEquals(0, views.decodedTick());
        views.onSnapshot(9, 5);
        assertEquals(0, views.decodedTick());
        views.onSnapshot(10, 0);
        assertEquals(10, views.decodedTick());
        assertEquals(-1, views.missing());
    }

    /// A snapshot without entities, as [dev.rudp.engine.snapshot.SnapshotHeader] draws it.
    private static int snapshot(byte[] bytes, int tick, int baselineAge) {
        ByteWriter writer = new ByteWriter();
        writer.wrap(bytes, 0, bytes.length);
        writer.u8(0);
        writer.i32(tick);
        writer.u8(baselineAge);
        writer.u16(0);
        if (baselineAge == 0) {
            writer.u8(0);
        }
        return writer.length();
    }
}
