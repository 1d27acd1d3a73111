package dev.rudp.benchmarks.snapshot;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.engine.frame.StateWriter;
import dev.rudp.engine.interest.DetailRings;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.snapshot.ClientView;
import dev.rudp.engine.snapshot.DecodeResult;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.engine.snapshot.SnapshotEncoder;
import dev.rudp.engine.snapshot.SnapshotHeader;
import dev.rudp.game.arena.ArenaSchema;
import java.util.Arrays;

/// A world of players and one shard that tells all of them what they see; their acknowledgements
/// arrive after 4 ticks.
final class ReplicationScene {
    private static final int ACK_TICKS = 4;
    private static final int BUDGET_BYTES = 1_100;
    private static final int DECODERS = 20;
    private static final double VIEW_RADIUS = 100;
    private static final int MAX_VISIBLE = 65;
    private static final int INTEREST_EVERY_TICKS = 16;

    private final int players;
    private final Terrain terrain;
    private final EntitySlots slots;
    private final FrameRing ring;
    private final FrameWriter writer;
    private final InterestEvaluator evaluator;
    private final SnapshotEncoder encoder;
    private final InterestSet[] visible;
    private final ClientView[] views;
    private final SnapshotDecoder[] decoders;
    private final byte[] out = new byte[2 * BUDGET_BYTES];

    private final long[] agesBefore = new long[SnapshotEncoder.AGES];
    private long snapshots;
    private long bytes;
    private long entities;
    private long updates;
    private long foreseen;
    private long checked;
    private long mismatches;
    private long loopBytes;

    ReplicationScene(Terrain.Scene scene, int players, DetailRings rings) {
        this.players = players;
        this.terrain = new Terrain(scene, players);
        this.slots = new EntitySlots(players);
        this.ring = new FrameRing(Terrain.SCHEMA, players, 64);
        this.writer = new FrameWriter(ring);
        InterestConfig config =
                new InterestConfig(VIEW_RADIUS, MAX_VISIBLE, INTEREST_EVERY_TICKS, 0, rings);
        this.evaluator = new InterestEvaluator(config, Terrain.SCHEMA, players);
        this.encoder =
                new SnapshotEncoder(
                        ring, config.maxVisible(), evaluator.enterRadius(), Terrain.TICK_HZ);
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
            decoders[i] = new SnapshotDecoder(Terrain.SCHEMA, config.maxVisible(), Terrain.TICK_HZ);
            views[i].checksumWanted(true);
        }
    }

    void move() {
        terrain.step();
    }

    void publish() {
        writer.begin(slots, 0);
        StateWriter state = writer.state();
        for (int slot = 0; slot < players; slot++) {
            state.setStep(ArenaSchema.X, slot, terrain.x[slot]);
            state.setStep(ArenaSchema.Y, slot, terrain.y[slot]);
            state.setStep(ArenaSchema.VX, slot, terrain.vx[slot]);
            state.setStep(ArenaSchema.VY, slot, terrain.vy[slot]);
            state.setStep(ArenaSchema.YAW, slot, terrain.yaw[slot]);
            state.setStep(ArenaSchema.FLAGS, slot, 1);
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
        int fields = Terrain.SCHEMA.fieldCount();
        for (InterestSet set : visible) {
            int at = 0;
            for (int i = 0; i < set.places(); i++) {
                if (!set.isTaken(i)) {
                    continue;
                }
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
                view.onDecoded(tick, 0);
            }
        }
    }

    void resetCounts() {
        snapshots = 0;
        bytes = 0;
        entities = 0;
        checked = 0;
        updates = encoder.entityUpdates();
        foreseen = encoder.asForeseen();
        for (int age = 0; age < agesBefore.length; age++) {
            agesBefore[age] = encoder.ageReached(age);
        }
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

    double updatesPerSnapshot() {
        return (double) (encoder.entityUpdates() - updates) / snapshots;
    }

    double foreseenRatio() {
        return (double) (encoder.asForeseen() - foreseen) / (encoder.entityUpdates() - updates);
    }

    /// {@return the bytes of snapshots, headers and all, by the entities that they tell of}
    double bytesPerUpdate() {
        return bytesPerSnapshot() / updatesPerSnapshot();
    }

    /// {@return the same if each entity were told whole, plainly packed}
    double fullStateBytesPerUpdate() {
        return encoder.fullStateBytes() + SnapshotHeader.FIXED_BYTES / updatesPerSnapshot();
    }

    /// {@return the age that information about entities in view has at most in `share` of the time}
    double staleMs(double share) {
        long[] atAge = new long[SnapshotEncoder.AGES];
        long total = 0;
        for (int age = SnapshotEncoder.AGES - 1; age > 0; age--) {
            long reached = encoder.ageReached(age) - agesBefore[age];
            atAge[age] = reached + (age + 1 < atAge.length ? atAge[age + 1] : 0);
            total += atAge[age];
        }
        long seen = 0;
        for (int age = 1; age < atAge.length; age++) {
            seen += atAge[age];
            if (seen >= share * total) {
                return age * 1e3 / Terrain.TICK_HZ;
            }
        }
        return 0;
    }

    long checked() {
        return checked;
    }

    /// {@return snapshots that did not lead to the server's view, since the beginning}
    long mismatches() {
        return mismatches;
    }
}
