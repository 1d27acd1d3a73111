package dev.rudp.game.movement;

import dev.rudp.game.input.InputWord;
import dev.rudp.game.map.Distance;
import dev.rudp.game.map.WallGrid;
import dev.rudp.game.map.WorldMap;

/// One tick of one body: the wanted velocity from the input, acceleration or friction towards it,
/// jump and gravity, then the way, swept axis by axis along walls so that nothing tunnels at any
/// speed. A pure function of (body, input, push, phase); the server and a predicting client get the
/// same bits. Immutable, shared by all threads; allocates nothing.
///
/// **Rounding.** State is ints: positions in 1/256 m, velocities in 1/64 m/s. Velocities are cut
/// towards zero, so they never exceed the limit. A velocity `v` moves a body `4 v / tickHz`
/// position units a tick, seldom a whole number; tick `t` takes `F(t) - F(t - 1)` with `F(t) =
/// floor(4 v t / tickHz)`. Ticks in a row add up to one such difference, so any `tickHz` of them
/// make exactly `4 v`: no direction or speed is favoured, no remainder has to be kept or sent, and
/// the engine's motion predictor, which knows the same rule, foresees a body without error until
/// its velocity changes.
///
/// Velocity is computed in `double`, whose +, ×, / and square root IEEE 754 fixes to the bit; the
/// sine table is [StrictMath].
public final class Movement {
    private static final int TURN_STEPS = 4_096;
    private static final int YAW_TO_STEP_SHIFT = 4;
    private static final float[] SINE = sineTable();

    private final WallGrid walls;
    private final int bodyRadius;
    private final int bodyHeight;
    private final int tickHz;
    private final int runSpeed;
    private final int sprintSpeed;
    private final int jumpSpeed;
    private final int fallLimit;
    private final int gravityPerTick;
    private final double accelerationPerTick;
    private final double frictionPerTick;
    private final double airAccelerationPerTick;

    /// @param tickHz ticks a second, 10..240
    public Movement(MovementSettings settings, WorldMap map, int tickHz) {
        if (tickHz < 10 || tickHz > 240) {
            throw new IllegalArgumentException("tick-hz=" + tickHz + " not in [10, 240]");
        }
        this.bodyRadius = Distance.ofMetres(settings.bodyRadiusMetres());
        this.bodyHeight = Distance.ofMetres(settings.bodyHeightMetres());
        this.walls = new WallGrid(map, bodyRadius, bodyHeight);
        this.tickHz = tickHz;
        this.runSpeed = speed(settings.runMetresPerS());
        this.sprintSpeed = speed(settings.sprintMetresPerS());
        this.jumpSpeed = speed(settings.jumpMetresPerS());
        this.fallLimit = speed(settings.fallLimitMetresPerS());
        double perTick = Kinematics.SPEED_PER_METRE_PER_S / (double) tickHz;
        this.gravityPerTick = Math.max(1, (int) (settings.gravityMetresPerS2() * perTick));
        this.accelerationPerTick = settings.accelerationMetresPerS2() * perTick;
        this.frictionPerTick = settings.frictionMetresPerS2() * perTick;
        this.airAccelerationPerTick = settings.airAccelerationMetresPerS2() * perTick;
    }

    /// Moves the body in `slot` on by one tick.
    ///
    /// @param word any value; see [InputWord]
    /// @param pushX how far neighbours push along x this tick, in position units; see [Separation]
    /// @param phase of this tick, from [#phase(long)]
    public void step(Kinematics bodies, int slot, long word, int pushX, int pushY, int phase) {
        int flags = bodies.flags[slot];
        boolean grounded = (flags & Kinematics.GROUNDED) != 0;
        boolean jumpPressed = InputWord.isPressed(word, InputWord.JUMP);
        boolean jumps = jumpPressed && grounded && (flags & Kinematics.JUMP_HELD) == 0;
        steer(bodies, slot, word, grounded && !jumps);
        int vz = jumps ? jumpSpeed : Math.max(bodies.vz[slot] - gravityPerTick, -fallLimit);

        int x = bodies.x[slot];
        int y = bodies.y[slot];
        int z = bodies.z[slot];
        int targetX = x + wayPerTick(bodies.vx[slot], phase) + pushX;
        int newX = walls.sweepX(x, y, z, targetX);
        if (newX != targetX) {
            bodies.vx[slot] = 0;
        }
        int targetY = y + wayPerTick(bodies.vy[slot], phase) + pushY;
        int newY = walls.sweepY(newX, y, z, targetY);
        if (newY != targetY) {
            bodies.vy[slot] = 0;
        }
        bodies.x[slot] = newX;
        bodies.y[slot] = newY;
        boolean lands = moveVertically(bodies, slot, z, vz, phase);
        bodies.yaw[slot] = (InputWord.yaw(word) + 128) >>> 8 & (Kinematics.YAW_STEPS - 1);
        bodies.flags[slot] =
                (lands ? Kinematics.GROUNDED : 0) | (jumpPressed ? Kinematics.JUMP_HELD : 0);
    }

    /// {@return the rounding phase of a tick, 0..tickHz - 1}
    public int phase(long tick) {
        return (int) Math.floorMod(tick, (long) tickHz);
    }

    /// {@return whether a body at this place would stand in a wall or outside the world}
    public boolean isBlocked(int x, int y, int z) {
        return walls.isBlocked(x, y, z);
    }

    /// {@return half the width of a body, in position units}
    public int bodyRadius() {
        return bodyRadius;
    }

    public int bodyHeight() {
        return bodyHeight;
    }

    /// {@return the limit of horizontal speed, in velocity units}
    public int speedLimit() {
        return sprintSpeed;
    }

    public int tickHz() {
        return tickHz;
    }

    /// Brings the horizontal velocity nearer to the wanted one. Both lie in the disc of the speed
    /// limit, so everything between them does, and cutting towards zero stays inside.
    private void steer(Kinematics bodies, int slot, long word, boolean grounded) {
        double right = InputWord.moveX(word) / (double) InputWord.FULL_STICK;
        double forward = InputWord.moveY(word) / (double) InputWord.FULL_STICK;
        double square = right * right + forward * forward;
        int wishX = 0;
        int wishY = 0;
        double change = grounded ? frictionPerTick : 0;
        if (square > 0) {
            double scale = InputWord.isPressed(word, InputWord.SPRINT) ? sprintSpeed : runSpeed;
            if (square > 1) {
                scale /= Math.sqrt(square);
            }
            int step = InputWord.yaw(word) >>> YAW_TO_STEP_SHIFT;
            double sine = SINE[step];
            double cosine = SINE[(step + TURN_STEPS / 4) & (TURN_STEPS - 1)];
            wishX = (int) (scale * (forward * cosine + right * sine));
            wishY = (int) (scale * (forward * sine - right * cosine));
            change = grounded ? accelerationPerTick : airAccelerationPerTick;
        }
        int vx = bodies.vx[slot];
        int vy = bodies.vy[slot];
        double dx = wishX - vx;
        double dy = wishY - vy;
        double distance = Math.sqrt(dx * dx + dy * dy);
        if (distance <= change) {
            bodies.vx[slot] = wishX;
            bodies.vy[slot] = wishY;
        } else if (change > 0) {
            double share = change / distance;
            bodies.vx[slot] = (int) (vx + dx * share);
            bodies.vy[slot] = (int) (vy + dy * share);
        }
    }

    private boolean moveVertically(Kinematics bodies, int slot, int z, int vz, int phase) {
        int x = bodies.x[slot];
        int y = bodies.y[slot];
        int targetZ = z + wayPerTick(vz, phase);
        if (vz > 0) {
            int reached = walls.sweepUp(x, y, z, targetZ);
            bodies.z[slot] = reached;
            bodies.vz[slot] = reached == targetZ ? vz : 0;
            return false;
        }
        int floor = walls.floorUnder(x, y, z);
        boolean lands = targetZ <= floor;
        bodies.z[slot] = lands ? floor : targetZ;
        bodies.vz[slot] = lands ? 0 : vz;
        return lands;
    }

    /// {@return position units for one tick at velocity `v`}
    private int wayPerTick(int v, int phase) {
        int rate = v * (Distance.PER_METRE / Kinematics.SPEED_PER_METRE_PER_S);
        return Math.floorDiv(rate * phase, tickHz) - Math.floorDiv(rate * (phase - 1), tickHz);
    }

    private static int speed(double metresPerS) {
        return (int) (metresPerS * Kinematics.SPEED_PER_METRE_PER_S);
    }

    private static float[] sineTable() {
        float[] table = new float[TURN_STEPS];
        for (int i = 0; i < TURN_STEPS; i++) {
            table[i] = (float) StrictMath.sin(i * 2 * StrictMath.PI / TURN_STEPS);
        }
        return table;
    }
}
