package dev.rudp.benchmarks.scaling;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.game.arena.ArenaSchema;
import dev.rudp.game.bot.Bot;
import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.movement.Movement;
import dev.rudp.game.movement.MovementSettings;
import dev.rudp.game.movement.Separation;
import dev.rudp.loadtest.scenario.ConstantDensity;
import dev.rudp.loadtest.scenario.Field;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The phases of the arena's tick one by one, so that each can be measured alone and those that
/// work on each body by itself can be split.
final class MovementScene {
    private static final int HZ = 60;
    private static final int FRAMES = 64;
    private static final int MAX_WORKERS = 16;

    private final int players;

    /// One for each worker: the scene is shared, the places where it is asked are not.
    private final Movement[] movements = new Movement[MAX_WORKERS];

    private final Separation separation;
    private final Kinematics bodies;
    private final Bot[] bots;
    private final long[] words;
    private final int[] slots;
    private final EntitySlots live;
    private final FrameWriter writer;
    private int tick;

    MovementScene(int players) {
        this.players = players;
        WorldMap map = MapFile.parse("f", Field.open(ConstantDensity.metres(players)).mapFile());
        Arrays.setAll(movements, i -> new Movement(MovementSettings.defaults(), map, HZ));
        this.separation = new Separation(MovementSettings.defaults(), HZ, players);
        this.bodies = new Kinematics(players);
        this.bots = new Bot[players];
        this.words = new long[players];
        this.slots = new int[players];
        this.live = new EntitySlots(players);
        this.writer = new FrameWriter(new FrameRing(ArenaSchema.SCHEMA, players, FRAMES));
        SplittableRandom random = new SplittableRandom(3);
        for (int slot = 0; slot < players; slot++) {
            live.allocate();
            bots[slot] = new Bot(slot, map.width(), map.depth());
            slots[slot] = slot;
            do {
                int x = random.nextInt(map.width());
                bodies.place(slot, x, random.nextInt(map.depth()), 0, 0);
            } while (movements[0].isBlocked(bodies.x[slot], bodies.y[slot], 0));
        }
    }

    /// Chooses everybody's input.
    void think() {
        tick++;
        for (int slot = 0; slot < players; slot++) {
            words[slot] = bots[slot].think();
        }
    }

    void separate() {
        separation.compute(bodies, slots, players);
    }

    /// Moves one worker's share of the bodies.
    ///
    /// @param workers 1..16
    void move(int worker, int workers) {
        Movement movement = movements[worker];
        int phase = movement.phase(tick);
        int to = (int) ((long) players * (worker + 1) / workers);
        for (int slot = (int) ((long) players * worker / workers); slot < to; slot++) {
            movement.step(
                    bodies,
                    slot,
                    words[slot],
                    separation.pushX(slot),
                    separation.pushY(slot),
                    phase);
        }
    }

    /// Writes the frame and builds its index.
    void publish() {
        writer.begin(live, 0);
        var out = writer.state();
        for (int slot = 0; slot < players; slot++) {
            out.setStep(ArenaSchema.X, slot, bodies.x[slot]);
            out.setStep(ArenaSchema.Y, slot, bodies.y[slot]);
            out.setStep(ArenaSchema.Z, slot, bodies.z[slot]);
            out.setStep(ArenaSchema.VX, slot, bodies.vx[slot]);
            out.setStep(ArenaSchema.VY, slot, bodies.vy[slot]);
            out.setStep(ArenaSchema.VZ, slot, bodies.vz[slot]);
            out.setStep(ArenaSchema.YAW, slot, bodies.yaw[slot]);
            out.setStep(ArenaSchema.FLAGS, slot, bodies.flags[slot]);
        }
        writer.publish();
    }

    long stateHash() {
        long hash = tick;
        for (int slot = 0; slot < players; slot++) {
            hash = bodies.hash(slot, hash);
        }
        return hash;
    }
}
