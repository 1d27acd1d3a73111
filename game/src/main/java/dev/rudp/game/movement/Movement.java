package dev.rudp.game.movement;

import dev.rudp.engine.physics.CapsuleMover;
import dev.rudp.engine.physics.CollisionScene;
import dev.rudp.game.input.InputWord;
import dev.rudp.game.map.Distance;
import dev.rudp.game.map.WorldMap;

/// One tick of one body: the wanted velocity from the input, acceleration or friction towards it,
/// jump and gravity, then the way: swept, along walls, up steps and slopes ([CapsuleMover]), so
/// that nothing tunnels at any speed. A pure function of (body, input, push, phase); the server and
/// a predicting client get the same bits. Keeps nothing between steps but scratch, so it belongs to
/// one thread; its scene may be shared. Allocates nothing.
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

    private final CapsuleMover mover;
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

    /// Makes a scene of the map for itself.
    public Movement(MovementSettings settings, WorldMap map, int tickHz) {
        this(settings, map.scene(), tickHz);
    }

    /// @param scene may be shared with any number of others
    /// @param tickHz ticks a second, 10..240
    public Movement(MovementSettings settings, CollisionScene scene, int tickHz) {
        if (tickHz < 10 || tickHz > 240) {
            throw new IllegalArgumentException("tick-hz=" + tickHz + " not in [10, 240]");
        }
        this.bodyRadius = Distance.ofMetres(settings.bodyRadiusMetres());
        this.bodyHeight = Distance.ofMetres(settings.bodyHeightMetres());
        double steepest = StrictMath.toRadians(settings.slopeLimitDegrees());
        this.mover =
                new CapsuleMover(
                        scene,
                        bodyRadius,
                        Math.max(bodyHeight, 2 * bodyRadius),
                        Distance.ofMetres(settings.stepHeightMetres()),
                        StrictMath.cos(steepest));
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

        mover.move(
                bodies.x[slot],
                bodies.y[slot],
                bodies.z[slot],
                wayPerTick(bodies.vx[slot], phase) + pushX,
                wayPerTick(bodies.vy[slot], phase) + pushY,
                wayPerTick(vz, phase),
                grounded && !jumps);
        bodies.x[slot] = mover.x();
        bodies.y[slot] = mover.y();
        bodies.z[slot] = mover.z();
        boolean lands = mover.isGrounded();
        bodies.vz[slot] = lands ? 0 : vz;
        if (mover.planeCount() > 0) {
            loseSpeedInto(bodies, slot, lands);
        }
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
        return !mover.isFree(x, y, z);
    }

    /// {@return the height at which a body's feet are on the bare ground there}
    public int standOn(int x, int y) {
        return mover.standOn(x, y);
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

    /// A velocity into what stopped the body ends there; what goes along it stays.
    private void loseSpeedInto(Kinematics bodies, int slot, boolean standing) {
        double vx = bodies.vx[slot];
        double vy = bodies.vy[slot];
        double vz = bodies.vz[slot];
        for (int i = 0; i < mover.planeCount(); i++) {
            double nx = mover.planeX(i);
            double ny = mover.planeY(i);
            double nz = mover.planeZ(i);
            double into = vx * nx + vy * ny + vz * nz;
            if (into < 0) {
                vx -= into * nx;
                vy -= into * ny;
                vz -= into * nz;
            }
        }
        // Turned aside, a fall may become horizontal, but nobody is faster than the limit by it.
        double square = vx * vx + vy * vy;
        if (square > (double) sprintSpeed * sprintSpeed) {
            double share = sprintSpeed / Math.sqrt(square);
            vx *= share;
            vy *= share;
        }
        bodies.vx[slot] = (int) vx;
        bodies.vy[slot] = (int) vy;
        bodies.vz[slot] = standing ? 0 : (int) Math.max(vz, -fallLimit);
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
