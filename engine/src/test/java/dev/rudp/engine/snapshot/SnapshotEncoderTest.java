package dev.rudp.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SnapshotEncoderTest {
    private static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder()
                    .position("x", "y", -10_000, 10_000, 1)
                    .field("hp", 0, 100, 1)
                    .build();

    private final InterestConfig config = new InterestConfig(7000, 64, 1);
    private final EntitySlots slots = new EntitySlots(600);
    private final FrameRing ring = new FrameRing(SCHEMA, 600, 64);
    private final FrameWriter writer = new FrameWriter(ring);
    private final InterestEvaluator evaluator = new InterestEvaluator(config, SCHEMA, 600);
    private final InterestSet visible = new InterestSet(config);
    private final ClientView view = new ClientView(64);
    private final SnapshotEncoder encoder =
            new SnapshotEncoder(ring, 64, evaluator.enterRadius(), 60);
    private final SnapshotDecoder decoder = new SnapshotDecoder(SCHEMA, 64, 60);
    private final byte[] out = new byte[4096];

    private interface Motion {
        void write(int slot);
    }

    private Frame tick(Motion motion) {
        writer.begin(slots, 0);
        for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
            motion.write(slot);
        }
        return writer.publish();
    }

    private byte[] snapshot(Frame frame, int budgetBytes) {
        evaluator.update(frame, visible);
        int length = encoder.encode(frame, visible, view, out, 0, budgetBytes);
        assertTrue(length > 0, "length=" + length);
        return Arrays.copyOf(out, length);
    }

    private void spawn(int count) {
        for (int i = 0; i < count; i++) {
            slots.allocate();
        }
        visible.reset(0, 1, 0);
    }

    /// The bytes of docs/protocol.md §4.4: two entities whole, then an update.
    @Test
    void hasTheDocumentedLayout() {
        spawn(2);
        Frame first =
                tick(slot -> {
                    writer.state().setStep(0, slot, 100 * slot);
                    writer.state().setStep(2, slot, 9 * slot);
                });
        assertEquals(
                "0401000000000000c0040020480040d29d4c00",
                HexFormat.of().formatHex(snapshot(first, 1000)));
        view.onDecoded(1, -1);

        Frame second = tick(slot -> writer.state().setStep(2, slot, 12 * slot));
        assertEquals("0802000000010000f14805", HexFormat.of().formatHex(snapshot(second, 1000)));
    }

    @Test
    void worldAtRestCostsAHeader() {
        spawn(64);
        snapshot(tick(slot -> {}), 1000);
        view.onDecoded(1, 0);
        assertEquals(SnapshotHeader.FIXED_BYTES, snapshot(tick(slot -> {}), 1000).length);
        assertEquals(SnapshotHeader.FIXED_BYTES, snapshot(tick(slot -> {}), 1000).length);
    }

    @Test
    void valueThatWentAndCameBackCostsABit() {
        spawn(2);
        snapshot(tick(slot -> {}), 1000);
        view.onDecoded(1, 0);
        tick(slot -> writer.state().setStep(0, slot, 9));
        Frame back = tick(slot -> writer.state().setStep(0, slot, 0));
        assertEquals(SnapshotHeader.FIXED_BYTES + 2, snapshot(back, 1000).length);
    }

    @Test
    void buildsOnNothingAfterTheClientAskedForEverything() {
        spawn(2);
        snapshot(tick(slot -> {}), 1000);
        view.onDecoded(1, 0);
        assertEquals(1, snapshot(tick(slot -> {}), 1000)[5]);
        view.onDecoded(0, 0);
        assertEquals(0, snapshot(tick(slot -> {}), 1000)[5]);
    }

    @Test
    void ignoresAndCountsClaimsOfSnapshotsNeverSent() {
        spawn(2);
        snapshot(tick(slot -> {}), 1000);
        view.onDecoded(99, 0);
        assertEquals(1, view.unknownDecoded());
        assertEquals(0, view.decodedTick());
    }

    @Test
    void frameThatWasWrittenOverIsAnOverrunAndLeavesNoTrace() {
        spawn(2);
        Frame first = tick(slot -> {});
        evaluator.update(first, visible);
        for (int i = 0; i < 63; i++) {
            tick(slot -> {});
        }
        writer.begin(slots, 0);
        assertEquals(SnapshotEncoder.OVERRUN, encoder.encode(first, visible, view, out, 0, 1000));
        assertEquals(0, view.sentTick());
        Frame newest = writer.publish();
        snapshot(newest, 1000);
        assertEquals(newest.tick(), view.sentTick());
    }

    /// The bound: nobody waits for longer than it takes to send everybody once after it has become
    /// urgent.
    @Test
    void nobodyStarvesUnderATightBudget() {
        spawn(64);
        int budget = encoder.minBudgetBytes();
        int longest = 0;
        int fewest = 64;
        for (int i = 1; i <= 900; i++) {
            int now = i;
            Frame frame =
                    tick(slot -> {
                        writer.state().setStep(0, slot, slot * 78 + now * 977 % 4096);
                        writer.state().setStep(1, slot, now * 7919 % 5000);
                        writer.state().setStep(2, slot, now * 13 % 100);
                    });
            byte[] message = snapshot(frame, budget);
            assertTrue(message.length <= budget);
            assertEquals(DecodeResult.DECODED, decoder.decode(message, 0, message.length));
            view.onDecoded(decoder.decodedTick(), decoder.missing());
            SnapshotView held = decoder.newest();
            int sent = 0;
            int own = held.indexOf(0);
            assertEquals(now, held.valueTick(own), "the own entity is always sent");
            for (int e = 0; e < held.count(); e++) {
                sent += held.valueTick(e) == now ? 1 : 0;
                longest = Math.max(longest, now - held.valueTick(e));
            }
            fewest = Math.min(fewest, sent);
        }
        assertTrue(encoder.entitiesWaited() > 1000, "waited=" + encoder.entitiesWaited());
        int bound = SnapshotEncoder.URGENT_TICKS + 64 / (fewest - 1) + 1;
        assertTrue(longest > 1 && longest <= bound, "longest=" + longest + " bound=" + bound);
        assertTrue(longest <= ClientView.MAX_AGE, "longest=" + longest);
    }

    @Test
    void encodingAllocatesNothing() {
        spawn(500);
        SeededRandom random = new SeededRandom(5);
        int[] x = new int[600];
        int[] y = new int[600];
        for (int slot = 0; slot < 500; slot++) {
            x[slot] = random.nextInt(16_000) - 8000;
            y[slot] = random.nextInt(16_000) - 8000;
        }
        view.checksumWanted(true);
        Motion walk =
                slot -> {
                    x[slot] += random.nextInt(21) - 10;
                    y[slot] += random.nextInt(21) - 10;
                    writer.state().setStep(0, slot, x[slot]);
                    writer.state().setStep(1, slot, y[slot]);
                };
        AllocationMeter.assertZero(
                400,
                200,
                () -> {
                    Frame frame = tick(walk);
                    evaluator.update(frame, visible);
                    boolean isTight = frame.tick() % 3 == 0;
                    int budget = isTight ? encoder.minBudgetBytes() : 1100;
                    int length = encoder.encode(frame, visible, view, out, 0, budget);
                    if (frame.tick() % 5 != 0
                            && decoder.decode(out, 0, length) == DecodeResult.DECODED) {
                        view.onDecoded(decoder.decodedTick(), decoder.missing());
                    }
                });
        assertTrue(decoder.newest().count() == 64 && encoder.entitiesWaited() > 0);
    }
}
