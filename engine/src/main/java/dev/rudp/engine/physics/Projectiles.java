package dev.rudp.engine.physics;

import java.util.Arrays;

/// Balls that fly, by slot: each tick swept over their way against a scene and against bodies, so
/// that none passes through anything, however fast. What each hit is told in columns that hold
/// until the next step, by ascending slot; a projectile that hit or grew old is gone.
///
/// State is ints: places in 1/256 step, velocities in 1/256 step a tick. At equal times a body is
/// hit rather than the scene, and the lower slot rather than the higher.
///
/// Owner: one thread. The capacity is fixed; a shot too many is refused and counted. Nothing is
/// allocated after construction.
public final class Projectiles {
    /// Places and velocities have this many bits below a step.
    public static final int FRACTION_BITS = 8;

    /// No slot was free.
    public static final int FULL = -1;

    /// What was hit is not a body; [#hitTag(int)] says what.
    public static final int NO_BODY = -1;

    /// Bodies that are looked at for one projectile in one tick.
    private static final int MAX_NEAR = 256;

    private static final double STEP = 1 << FRACTION_BITS;

    private final SceneQuery scene;
    private final RoundedBox box = new RoundedBox();
    private final int[] near = new int[MAX_NEAR];

    private final int[] x;
    private final int[] y;
    private final int[] z;
    private final int[] vx;
    private final int[] vy;
    private final int[] vz;
    private final int[] gravity;
    private final int[] radius;
    private final int[] ticksLeft;
    private final int[] owner;
    private final int[] kind;
    private final boolean[] live;
    private final int[] free;
    private int freeCount;
    private int end;
    private long refused;

    private final int[] hitSlot;
    private final int[] hitBody;
    private final int[] hitTag;
    private int hits;

    /// @param scene this thread's query of the scene to fly in
    public Projectiles(SceneQuery scene, int capacity) {
        this.scene = scene;
        x = new int[capacity];
        y = new int[capacity];
        z = new int[capacity];
        vx = new int[capacity];
        vy = new int[capacity];
        vz = new int[capacity];
        gravity = new int[capacity];
        radius = new int[capacity];
        ticksLeft = new int[capacity];
        owner = new int[capacity];
        kind = new int[capacity];
        live = new boolean[capacity];
        free = new int[capacity];
        Arrays.setAll(free, i -> capacity - 1 - i);
        freeCount = capacity;
        hitSlot = new int[capacity];
        hitBody = new int[capacity];
        hitTag = new int[capacity];
    }

    /// Shoots; {@return the slot, or [#FULL]}
    ///
    /// @param atX in steps, like `atY`, `atZ` and `ballRadius`
    /// @param speedX in 1/256 step a tick
    /// @param fall by so much it is faster downwards each tick, 1/256 step a tick
    /// @param ticks it lives at most so long
    /// @param shooter the owner, and `what` a kind: for [ProjectileTargets] and the game
    public int shoot(
            int atX,
            int atY,
            int atZ,
            int speedX,
            int speedY,
            int speedZ,
            int fall,
            int ballRadius,
            int ticks,
            int shooter,
            int what) {
        if (freeCount == 0) {
            refused++;
            return FULL;
        }
        int slot = free[--freeCount];
        x[slot] = atX << FRACTION_BITS;
        y[slot] = atY << FRACTION_BITS;
        z[slot] = atZ << FRACTION_BITS;
        vx[slot] = speedX;
        vy[slot] = speedY;
        vz[slot] = speedZ;
        gravity[slot] = fall;
        radius[slot] = ballRadius;
        ticksLeft[slot] = ticks;
        owner[slot] = shooter;
        kind[slot] = what;
        live[slot] = true;
        end = Math.max(end, slot + 1);
        return slot;
    }

    /// Takes one away without a hit.
    public void remove(int slot) {
        if (live[slot]) {
            live[slot] = false;
            free[freeCount++] = slot;
        }
    }

    /// Moves all on by one tick; {@return the number of hits}
    public int step(ProjectileTargets targets) {
        hits = 0;
        for (int slot = 0; slot < end; slot++) {
            if (live[slot]) {
                fly(slot, targets);
            }
        }
        return hits;
    }

    public int hitCount() {
        return hits;
    }

    /// {@return the projectile of the i-th hit; its columns still tell where it ended}
    public int hitSlot(int i) {
        return hitSlot[i];
    }

    /// {@return the slot of the body that was hit, or [#NO_BODY]}
    public int hitBody(int i) {
        return hitBody[i];
    }

    /// {@return what was hit of the scene, as [SceneQuery#tag()]}
    public int hitTag(int i) {
        return hitTag[i];
    }

    public boolean isLive(int slot) {
        return live[slot];
    }

    /// {@return the place in steps}
    public int x(int slot) {
        return x[slot] >> FRACTION_BITS;
    }

    public int y(int slot) {
        return y[slot] >> FRACTION_BITS;
    }

    public int z(int slot) {
        return z[slot] >> FRACTION_BITS;
    }

    public int owner(int slot) {
        return owner[slot];
    }

    public int kind(int slot) {
        return kind[slot];
    }

    /// {@return the number that fly}
    public int liveCount() {
        return live.length - freeCount;
    }

    /// {@return shots refused because all slots were taken}
    public long refused() {
        return refused;
    }

    /// {@return a digest of all state that later ticks depend on}
    public long hash(long seed) {
        long hash = seed;
        for (int slot = 0; slot < end; slot++) {
            if (live[slot]) {
                hash = (hash * 31 + slot) * 31 + x[slot];
                hash = (hash * 31 + y[slot]) * 31 + z[slot];
                hash = (hash * 31 + vx[slot]) * 31 + vy[slot];
                hash = (hash * 31 + vz[slot]) * 31 + ticksLeft[slot];
            }
        }
        return hash;
    }

    private void fly(int slot, ProjectileTargets targets) {
        if (ticksLeft[slot]-- <= 0) {
            remove(slot);
            return;
        }
        vz[slot] -= gravity[slot];
        double fromX = x[slot] / STEP;
        double fromY = y[slot] / STEP;
        double fromZ = z[slot] / STEP;
        double wayX = vx[slot] / STEP;
        double wayY = vy[slot] / STEP;
        double wayZ = vz[slot] / STEP;
        scene.sphere(fromX, fromY, fromZ, radius[slot], wayX, wayY, wayZ);
        boolean hit = scene.isHit();
        double time = scene.time();
        int tag = scene.tag();
        int body = NO_BODY;
        int count = nearby(slot, targets);
        for (int i = 0; i < count; i++) {
            int other = near[i];
            if (!targets.isTarget(owner[slot], kind[slot], other)) {
                continue;
            }
            double when = meets(targets, other, slot, fromX, fromY, fromZ, wayX, wayY, wayZ, time);
            if (when < time || (when == time && (hit || when < 1) && (body < 0 || other < body))) {
                time = when;
                body = other;
                hit = true;
            }
        }
        x[slot] += (int) (vx[slot] * time);
        y[slot] += (int) (vy[slot] * time);
        z[slot] += (int) (vz[slot] * time);
        if (hit) {
            hitSlot[hits] = slot;
            hitBody[hits] = body;
            hitTag[hits] = tag;
            hits++;
            remove(slot);
        }
    }

    private int nearby(int slot, ProjectileTargets targets) {
        int toX = x[slot] + vx[slot];
        int toY = y[slot] + vy[slot];
        int reach = radius[slot] + 1;
        return targets.near(
                (Math.min(x[slot], toX) >> FRACTION_BITS) - reach,
                (Math.min(y[slot], toY) >> FRACTION_BITS) - reach,
                (Math.max(x[slot], toX) >> FRACTION_BITS) + reach,
                (Math.max(y[slot], toY) >> FRACTION_BITS) + reach,
                near);
    }

    /// {@return when the ball meets a body: 0 if it is in it already, infinity if it does not}
    private double meets(
            ProjectileTargets targets,
            int body,
            int slot,
            double fromX,
            double fromY,
            double fromZ,
            double wayX,
            double wayY,
            double wayZ,
            double limit) {
        double height = targets.height(body);
        double round = targets.radius(body);
        box.from[0] = fromX - targets.x(body);
        box.from[1] = fromY - targets.y(body);
        box.from[2] = fromZ - targets.z(body) - height / 2;
        box.half[0] = 0;
        box.half[1] = 0;
        box.half[2] = height / 2 - round;
        box.radius = round + radius[slot];
        if (box.contains()) {
            return 0;
        }
        box.way[0] = wayX;
        box.way[1] = wayY;
        box.way[2] = wayZ;
        // A little beyond, so that a body that leans on a wall is met at the time of the wall.
        return box.sweep(Math.nextUp(limit)) ? box.time : Double.POSITIVE_INFINITY;
    }
}
