package dev.rudp.benchmarks.snapshot;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.engine.frame.StateWriter;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.snapshot.ClientView;
import dev.rudp.engine.snapshot.DecodeResult;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.engine.snapshot.SnapshotEncoder;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Players who run about a square at 6 m/s, as dense as gives each about 60 others within 40 m, and
/// whose acknowledgements arrive after 4 ticks.
final class ReplicationScene {
    private static final int CAPACITY = 65_536;
    private static final int ACK_TICKS = 4;
    private static final int BUDGET_BYTES = 1_150;
    private static final int DECODERS = 20;
    private static final double METRES_PER_TICK = 0.1;
    private static final double SQUARE_METRES_PER_PLAYER = 80;
    private static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder()
                    .position("x", "y", -2_048, 2_048, 1 / 256.0)
                    .field("heading", 0, 360, 360 / 256.0)
                    .field("z", -64, 64, 1 / 256.0)
                    .field("speed", 0, 16, 1 / 16.0)
                    .field("state", 0, 255, 1)
                    .build();

    private final int players;
    private final double halfSide;
    private final double[] x;
    private final double[] y;
    private final double[] heading;
    private final SplittableRandom random = new SplittableRandom(7);

    private final EntitySlots slots;
    private final FrameRing ring;
    private final FrameWriter writer;
    private final InterestEvaluator evaluator;
    private final SnapshotEncoder encoder;
    private final InterestSet[] visible;
    private final ClientView[] views;
    private final SnapshotDecoder[] decoders;
    private final byte[] out = new byte[2 * BUDGET_BYTES];

    private long snapshots;
    private long bytes;
    private long entities;
    private long updates;
    private long updateBytes;
    private long checked;
    private long mismatches;
    private long loopBytes;

    ReplicationScene(int players) {
        if (players > CAPACITY) {
            throw new IllegalArgumentException("players=" + players + " > " + CAPACITY);
        }
        this.players = players;
        this.halfSide = Math.min(2_000, Math.sqrt(players * SQUARE_METRES_PER_PLAYER) / 2);
        this.x = random.doubles(players, -halfSide, halfSide).toArray();
        this.y = random.doubles(players, -halfSide, halfSide).toArray();
        this.heading = random.doubles(players, 0, 360).toArray();
        this.slots = new EntitySlots(players);
        this.ring = new FrameRing(SCHEMA, players, 64);
        this.writer = new FrameWriter(ring);
        InterestConfig config = InterestConfig.defaults();
        this.evaluator = new InterestEvaluator(config, SCHEMA, players);
        this.encoder = new SnapshotEncoder(ring, config.maxVisible(), evaluator.enterRadius());
        this.visible = new InterestSet[players];
        this.views = new ClientView[players];
        for (int i = 0; i < players; i++) {
            int slot = slots.allocate();
            visible[i] = new InterestSet(config);
            visible[i].reset(slot, slots.generation(slot), i);
            views[i] = new ClientView(config.maxVisible());
        }
        this.decoders = new SnapshotDecoder[Math.min(players, DECODERS)];
        for (int i = 0; i < decoders.length; i++) {
            decoders[i] = new SnapshotDecoder(SCHEMA, config.maxVisible());
            views[i].checksumWanted(true);
        }
    }

    void move() {
        for (int i = 0; i < players; i++) {
            if (random.nextInt(30) == 0) {
                heading[i] = random.nextDouble(360);
            }
            x[i] += StrictMath.cos(Math.toRadians(heading[i])) * METRES_PER_TICK;
            y[i] += StrictMath.sin(Math.toRadians(heading[i])) * METRES_PER_TICK;
            if (Math.abs(x[i]) > halfSide || Math.abs(y[i]) > halfSide) {
                heading[i] = (heading[i] + 180) % 360;
                x[i] = Math.clamp(x[i], -halfSide, halfSide);
                y[i] = Math.clamp(y[i], -halfSide, halfSide);
            }
        }
    }

    void publish() {
        writer.begin(slots, 0);
        StateWriter state = writer.state();
        for (int slot = 0; slot < players; slot++) {
            state.set(0, slot, x[slot]);
            state.set(1, slot, y[slot]);
            state.set(2, slot, heading[slot]);
            state.set(4, slot, METRES_PER_TICK * 60);
        }
        writer.publish();
    }

    void interest() {
        Frame frame = ring.newest();
        for (InterestSet set : visible) {
            evaluator.update(frame, set);
        }
    }

    void snapshots() {
        Frame frame = ring.newest();
        for (int i = 0; i < players; i++) {
            int length = encoder.encode(frame, visible[i], views[i], out, 0, BUDGET_BYTES);
            snapshots++;
            bytes += length;
            entities += visible[i].count();
            if (i < decoders.length) {
                checked++;
                if (decoders[i].decode(out, 0, length) != DecodeResult.DECODED) {
                    mismatches++;
                }
            }
        }
    }

    /// The floor: masks and deltas of the same entities against the frame that was acknowledged.
    void bareLoop() {
        int tick = ring.newestTick();
        int[] now = ring.newest().rows();
        int[] was = ring.at(Math.max(0, tick - ACK_TICKS)).rows();
        int stride = ring.newest().stride();
        int fields = SCHEMA.fieldCount();
        for (InterestSet set : visible) {
            int at = 0;
            for (int i = 0; i < set.count(); i++) {
                int row = set.slot(i) * stride;
                int maskAt = at++;
                int mask = 0;
                for (int field = 0; field < fields; field++) {
                    int delta = now[row + field] - was[row + field];
                    if (delta != 0) {
                        mask |= 1 << field;
                        int rest = (delta << 1) ^ (delta >> 31);
                        while ((rest & ~0x7F) != 0) {
                            out[at++] = (byte) (rest | 0x80);
                            rest >>>= 7;
                        }
                        out[at++] = (byte) rest;
                    }
                }
                out[maskAt] = (byte) mask;
            }
            loopBytes += at;
        }
    }

    void acknowledge() {
        int tick = ring.newestTick() - ACK_TICKS;
        for (ClientView view : views) {
            if (tick > 0) {
                view.onDecoded(tick);
            }
        }
    }

    void resetCounts() {
        snapshots = 0;
        bytes = 0;
        entities = 0;
        checked = 0;
        updates = encoder.entityUpdates();
        updateBytes = encoder.entityUpdateBytes();
        Arrays.fill(out, (byte) 0);
        if (loopBytes == 0) {
            throw new IllegalStateException("the bare loop found nothing that moved");
        }
    }

    int players() {
        return players;
    }

    double meanVisible() {
        return (double) entities / snapshots;
    }

    double bytesPerSnapshot() {
        return (double) bytes / snapshots;
    }

    double bytesPerUpdate() {
        return (double) (encoder.entityUpdateBytes() - updateBytes)
                / (encoder.entityUpdates() - updates);
    }

    long checked() {
        return checked;
    }

    /// {@return snapshots that did not lead to the server's view, since the beginning}
    long mismatches() {
        return mismatches;
    }
}
