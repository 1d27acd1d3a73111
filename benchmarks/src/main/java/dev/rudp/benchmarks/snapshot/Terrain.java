package dev.rudp.benchmarks.snapshot;

import dev.rudp.engine.schema.MotionPredictor;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.game.arena.ArenaSchema;
import java.util.SplittableRandom;

/// Players who run about: straight for some seconds, then they turn like a hand on a mouse towards
/// another direction; some sprint, some rest. How they are spread is the scene.
final class Terrain {
    /// How the players are spread.
    enum Scene {
        /// Evenly over a square kilometre.
        EVEN,
        /// All within 50 m of one place.
        CROWD,
        /// In groups of fifty that run the same way, over a square kilometre.
        FLOCK
    }

    static final int TICK_HZ = 60;
    static final ReplicatedSchema SCHEMA = ArenaSchema.SCHEMA;

    private static final int STEPS_PER_METRE = 256;
    private static final int SPEED_STEPS = 64;
    private static final int WIDTH_METRES = 1_000;
    private static final int FLOCK_SIZE = 50;
    private static final double TURN_PER_TICK = 2 * Math.PI / 90;

    final int[] x;
    final int[] y;
    final int[] vx;
    final int[] vy;
    final int[] yaw;

    private final SplittableRandom random = new SplittableRandom(7);
    private final MotionPredictor rule = new MotionPredictor(SCHEMA, TICK_HZ);
    private final Scene scene;
    private final int min;
    private final int max;
    private final double[] heading;
    private final double[] wanted;
    private final double[] speed;
    private final int[] ticksToPlan;
    private int tick;

    Terrain(Scene scene, int players) {
        this.scene = scene;
        int middle = WIDTH_METRES / 2 * STEPS_PER_METRE;
        int reach = scene == Scene.CROWD ? 50 * STEPS_PER_METRE : middle;
        this.min = middle - reach;
        this.max = middle + reach;
        this.x = new int[players];
        this.y = new int[players];
        this.vx = new int[players];
        this.vy = new int[players];
        this.yaw = new int[players];
        this.heading = new double[players];
        this.wanted = new double[players];
        this.speed = new double[players];
        this.ticksToPlan = new int[players];
        for (int i = 0; i < players; i++) {
            place(i);
            ticksToPlan[i] = 1 + random.nextInt(300);
            heading[i] = random.nextDouble(2 * Math.PI);
            plan(i);
        }
    }

    void step() {
        tick++;
        int phase = tick % TICK_HZ;
        for (int i = 0; i < x.length; i++) {
            int leader = scene == Scene.FLOCK ? i - i % FLOCK_SIZE : i;
            if (leader == i) {
                steer(i);
            } else {
                heading[i] = heading[leader];
                speed[i] = speed[leader];
            }
            vx[i] = (int) (StrictMath.cos(heading[i]) * speed[i]);
            vy[i] = (int) (StrictMath.sin(heading[i]) * speed[i]);
            yaw[i] = (int) (heading[i] / (2 * Math.PI) * 256) & 0xFF;
            x[i] = inside(i, x[i] + rule.way(4 * vx[i], phase - 1 + TICK_HZ, phase + TICK_HZ));
            y[i] = inside(i, y[i] + rule.way(4 * vy[i], phase - 1 + TICK_HZ, phase + TICK_HZ));
        }
    }

    private void steer(int i) {
        if (--ticksToPlan[i] <= 0) {
            ticksToPlan[i] = 120 + random.nextInt(360);
            plan(i);
        }
        double turn = Math.IEEEremainder(wanted[i] - heading[i], 2 * Math.PI);
        heading[i] += Math.clamp(turn, -TURN_PER_TICK, TURN_PER_TICK);
    }

    private void plan(int i) {
        wanted[i] = random.nextDouble(2 * Math.PI);
        int mood = random.nextInt(16);
        speed[i] = mood == 0 ? 0 : (mood >= 12 ? 8 : 6) * SPEED_STEPS;
    }

    private int inside(int i, int value) {
        if (value < min || value > max) {
            wanted[i] = heading[i] + Math.PI;
            return Math.clamp(value, min, max);
        }
        return value;
    }

    private void place(int i) {
        if (scene == Scene.FLOCK && i % FLOCK_SIZE != 0) {
            int leader = i - i % FLOCK_SIZE;
            x[i] = Math.clamp(x[leader] + random.nextInt(-2_560, 2_560), min, max);
            y[i] = Math.clamp(y[leader] + random.nextInt(-2_560, 2_560), min, max);
        } else {
            x[i] = random.nextInt(min, max);
            y[i] = random.nextInt(min, max);
        }
    }
}
