package dev.rudp.engine.physics;

import java.util.Arrays;

/// Moves an upright capsule through a [CollisionScene] by collide and slide: swept to the first
/// contact, on along the surface, up to [#MAX_TURNS] times; up steps and slopes, down onto the
/// ground. One per thread; allocates nothing after construction.
///
/// Places are whole steps. A sweep, in doubles, says how far the capsule may go; the place is then
/// rounded, and only one that [#isFree(int, int, int)] confirms is taken, else one a step beside it
/// or nearer to the start. So whoever starts outside of solids never is inside one, whatever the
/// rounding; and since the way swept is free and a place lies within a step of it, nothing that is
/// thicker than two steps is passed. Who starts inside may leave. Level and upright faces with
/// whole coordinates are met exactly.
public final class CapsuleMover {
    /// A way is bent this often in one move; what is left of it then is dropped.
    public static final int MAX_TURNS = 5;

    /// Falling onto the rim of a box carries only where the surface leans less than this (60°);
    /// further out the body slides off.
    private static final double LANDING_NZ = 0.5;

    /// Who already stood keeps standing on a rim until it is nearly beside the body.
    private static final double STANDING_NZ = 0.02;

    private static final double SHORT = 1e-6;

    private final CollisionScene scene;
    private final Nearby nearby;
    private final Contact contact = new Contact();
    private final double radius;
    private final double rod;
    private final int height;
    private final int stepHeight;
    private final int snap;
    private final double walkableNz;

    /// How much a walker rises at most on its way, per step: the tangent of the steepest slope.
    private final double climb;

    private int x;
    private int y;
    private int z;

    /// What is left of the way of [#slide].
    private double leftX;

    private double leftY;
    private double leftZ;
    private boolean grounded;
    private boolean blocked;
    private boolean startsInside;

    /// Room for a way forward and one down.
    private int planes;

    private final double[] planeX = new double[2 * MAX_TURNS];
    private final double[] planeY = new double[2 * MAX_TURNS];
    private final double[] planeZ = new double[2 * MAX_TURNS];

    private int keptPlanes;
    private final double[] keptX = new double[MAX_TURNS];
    private final double[] keptY = new double[MAX_TURNS];

    /// @param radius of the capsule, in steps, at least 1
    /// @param height at least twice the radius
    /// @param stepHeight ledges up to this are climbed in walking, at least 0
    /// @param walkableNz how level ground must be to carry, as the z of its normal: the cosine of
    ///   the steepest slope, over 0
    public CapsuleMover(
            CollisionScene scene, int radius, int height, int stepHeight, double walkableNz) {
        if (radius < 1 || height < 2 * radius) {
            throw new IllegalArgumentException(
                    "radius=" + radius + " height=" + height + " is no upright capsule");
        }
        if (stepHeight < 0 || stepHeight > height) {
            throw new IllegalArgumentException(
                    "step-height=" + stepHeight + " not in [0, " + height + "]");
        }
        if (!(walkableNz > 0.1 && walkableNz <= 1)) {
            throw new IllegalArgumentException("walkable-nz=" + walkableNz + " not in (0.1, 1]");
        }
        this.scene = scene;
        this.nearby = new Nearby(scene);
        this.radius = radius;
        this.rod = height - 2 * radius;
        this.height = height;
        this.stepHeight = stepHeight;
        this.snap = Math.max(stepHeight, Math.max(1, radius / 8));
        this.walkableNz = walkableNz;
        this.climb = Math.sqrt(1 - walkableNz * walkableNz) / walkableNz;
    }

    /// Moves a body; ask [#x()], [#y()], [#z()], [#isGrounded()] and [#planeCount()] for what
    /// became of it. A body that stands and does not want to go anywhere stays as it is, to the
    /// bit.
    ///
    /// @param fromX the middle of its feet; z the lowest point
    /// @param wayX where it would go without obstacles, in steps
    /// @param wayZ how it falls or rises when it is not on the ground, or loses it
    /// @param standing whether it stood on the ground and does not jump off: then it walks up and
    ///   down slopes and steps at its full horizontal pace
    public void move(
            int fromX, int fromY, int fromZ, int wayX, int wayY, int wayZ, boolean standing) {
        x = fromX;
        y = fromY;
        z = fromZ;
        planes = 0;
        grounded = standing;
        if (standing && wayX == 0 && wayY == 0) {
            return;
        }
        gather(wayX, wayY, wayZ);
        if (nearby.count == 0 && scene.terrain == null) {
            moveInTheOpen(wayX, wayY, wayZ, standing);
            return;
        }
        startsInside = nearby.touchesSolid(x, y, z + radius, radius, rod);
        if (standing) {
            walk(wayX, wayY);
            grounded = standsAfter(snap);
            if (!grounded && wayZ != 0) {
                slide(0, 0, wayZ, false);
            }
        } else {
            fly(wayX, wayY, wayZ);
        }
    }

    /// {@return whether a body at this place would be outside of everything solid}
    public boolean isFree(int atX, int atY, int footZ) {
        nearby.gather(
                atX - radius, atY - radius, footZ, atX + radius, atY + radius, footZ + height);
        return !nearby.touchesSolid(atX, atY, footZ + radius, radius, rod);
    }

    /// {@return the lowest place for a body's feet on the bare ground there: where to put one}
    public int standOn(int atX, int atY) {
        int at = (int) Math.ceil(scene.groundAt(atX, atY) - SHORT);
        nearby.count = 0;
        while (scene.terrain != null
                && at < scene.ceiling
                && nearby.touchesSolid(atX, atY, at + radius, radius, rod)) {
            at++;
        }
        return at;
    }

    public int x() {
        return x;
    }

    public int y() {
        return y;
    }

    public int z() {
        return z;
    }

    /// {@return whether it stands, at the end of the move}
    public boolean isGrounded() {
        return grounded;
    }

    /// {@return the number of surfaces that stopped or turned it}
    public int planeCount() {
        return planes;
    }

    /// {@return the direction in which the i-th of them pushes, of length 1; a velocity against it
    /// ends there}
    public double planeX(int i) {
        return planeX[i];
    }

    public double planeY(int i) {
        return planeY[i];
    }

    public double planeZ(int i) {
        return planeZ[i];
    }

    /// Lists what the move can touch, whichever way it is bent: no bend makes it longer.
    private void gather(int wayX, int wayY, int wayZ) {
        double flat = Math.sqrt((double) wayX * wayX + (double) wayY * wayY);
        double reach = flat + Math.abs((double) wayZ) + radius + 2;
        double up = Math.abs((double) wayZ) + flat * (1 + climb) + stepHeight + 2;
        nearby.gather(x - reach, y - reach, z - up - snap, x + reach, y + reach, z + height + up);
    }

    /// Where there is nothing but level ground and the ceiling.
    private void moveInTheOpen(int wayX, int wayY, int wayZ, boolean standing) {
        x += wayX;
        y += wayY;
        if (standing && z < snap) {
            z = 0;
            return;
        }
        int highest = scene.ceiling - height;
        grounded = wayZ <= 0 && z + wayZ < 0;
        if (grounded) {
            z = 0;
        } else if (wayZ > 0 && z + wayZ > highest) {
            z = Math.max(z, highest);
            addPlane(0, 0, -1);
        } else {
            z += wayZ;
        }
    }

    private void walk(int wayX, int wayY) {
        int startX = x;
        int startY = y;
        int startZ = z;
        blocked = false;
        slide(wayX, wayY, 0, true);
        if (!blocked) {
            return;
        }
        if ((x - startX) * (long) wayX + (y - startY) * (long) wayY <= 0) {
            // In a corner whole places lie now on one side, now on the other: stay on this one.
            x = startX;
            y = startY;
            z = startZ;
        }
        if (stepHeight == 0) {
            return;
        }
        int plainX = x;
        int plainY = y;
        int plainZ = z;
        keptPlanes = planes;
        System.arraycopy(planeX, 0, keptX, 0, planes);
        System.arraycopy(planeY, 0, keptY, 0, planes);
        x = startX;
        y = startY;
        z = startZ;
        if (!stepsUp(wayX, wayY, plainX, plainY)) {
            x = plainX;
            y = plainY;
            z = plainZ;
            planes = keptPlanes;
            System.arraycopy(keptX, 0, planeX, 0, planes);
            System.arraycopy(keptY, 0, planeY, 0, planes);
            Arrays.fill(planeZ, 0, planes, 0);
        }
    }

    /// Up, forward, down: {@return whether that comes further, onto something that carries and is
    /// no higher than a step}
    private boolean stepsUp(int wayX, int wayY, int plainX, int plainY) {
        int startZ = z;
        planes = 0;
        rise(stepHeight);
        if (z == startZ) {
            return false;
        }
        slide(wayX, wayY, 0, true);
        long gained = (x - plainX) * (long) wayX + (y - plainY) * (long) wayY;
        if (gained <= 0) {
            return false;
        }
        planesAreWalls();
        return lower(z - startZ)
                && contact.carryNz >= walkableNz
                && contact.nz >= STANDING_NZ
                && (contact.top == Double.POSITIVE_INFINITY
                        || contact.top <= startZ + (double) stepHeight);
    }

    /// What turned a walker only pushes sideways.
    private void planesAreWalls() {
        for (int i = 0; i < planes; i++) {
            planeZ[i] = 0;
        }
    }

    private void rise(int by) {
        contact.clear(1);
        nearby.sweep(x, y, z + radius, 0, 0, by, radius, rod, contact);
        settle(x, y, z + Math.floor(by * contact.time + SHORT));
    }

    /// Goes straight down onto what is there; {@return whether there was anything}, which
    /// [#contact] then is
    private boolean lower(int by) {
        if (by <= 0) {
            return false;
        }
        contact.clear(1);
        nearby.sweep(x, y, z + radius, 0, 0, -by, radius, rod, contact);
        if (contact.tag == Contact.NOTHING) {
            return false;
        }
        int to = z - (int) Math.floor(by * contact.time + SHORT);
        while (to < z && nearby.touchesSolid(x, y, to + radius, radius, rod)) {
            to++;
        }
        z = to;
        return true;
    }

    /// Stays on ground that falls away under a walker by no more than `reach`.
    private boolean standsAfter(int reach) {
        int before = z;
        if (lower(reach) && contact.carryNz >= walkableNz && contact.nz >= STANDING_NZ) {
            return true;
        }
        z = before;
        return false;
    }

    private void fly(int wayX, int wayY, int wayZ) {
        int startX = x;
        int startY = y;
        int startZ = z;
        slide(wayX, wayY, wayZ, false);
        long gained =
                (x - startX) * (long) wayX
                        + (y - startY) * (long) wayY
                        + (z - startZ) * (long) wayZ;
        if (gained <= 0) {
            // Thrown about between surfaces, without getting anywhere.
            x = startX;
            y = startY;
            z = startZ;
            // What wants to fall and cannot lies on something, however steep.
            grounded |= wayZ < 0;
        }
    }

    /// @param walking on the ground: horizontal pace is kept on slopes, and walls do not lift
    private void slide(double wayX, double wayY, double wayZ, boolean walking) {
        leftX = wayX;
        leftY = wayY;
        leftZ = wayZ;
        boolean onGround = walking;
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            if (leftX * leftX + leftY * leftY + leftZ * leftZ < SHORT || !advance()) {
                return;
            }
            if (!onGround && leftZ <= 0 && lands()) {
                grounded = true;
                onGround = true;
                leftZ = 0;
            }
            double nx = contact.nx;
            double ny = contact.ny;
            double nz = contact.nz;
            if (onGround) {
                if (isRamp()) {
                    leftZ = -(nx * leftX + ny * leftY) / nz;
                    continue;
                }
                blocked = true;
                leftZ = 0;
                double flat = Math.sqrt(nx * nx + ny * ny);
                if (flat < SHORT) {
                    continue;
                }
                nx /= flat;
                ny /= flat;
                nz = 0;
            }
            deflect(nx, ny, nz, onGround);
            addPlane(nx, ny, nz);
        }
    }

    /// Goes on up to the next surface; {@return whether there is one}
    private boolean advance() {
        contact.clear(1);
        nearby.sweep(x, y, z + radius, leftX, leftY, leftZ, radius, rod, contact);
        double time = contact.time;
        double aimX = x + leftX;
        double aimY = y + leftY;
        double aimZ = z + leftZ;
        settle(x + leftX * time, y + leftY * time, z + leftZ * time);
        // From the whole place, so that what rounding took is not lost.
        leftX = aimX - x;
        leftY = aimY - y;
        leftZ = aimZ - z;
        return contact.tag != Contact.NOTHING;
    }

    /// Takes from the way that is left what leads into a surface, and into those before.
    private void deflect(double nx, double ny, double nz, boolean onGround) {
        double into = leftX * nx + leftY * ny + leftZ * nz;
        if (into < 0) {
            leftX -= into * nx;
            leftY -= into * ny;
            leftZ -= into * nz;
        }
        for (int i = 0; i < planes; i++) {
            if (leftX * planeX[i] + leftY * planeY[i] + leftZ * planeZ[i] < -SHORT) {
                // Into an earlier surface: only the line where both meet is left.
                double cx = ny * planeZ[i] - nz * planeY[i];
                double cy = nz * planeX[i] - nx * planeZ[i];
                double cz = nx * planeY[i] - ny * planeX[i];
                double square = cx * cx + cy * cy + cz * cz;
                double along = leftX * cx + leftY * cy + leftZ * cz;
                double share = square < SHORT ? 0 : along / square;
                leftX = share * cx;
                leftY = share * cy;
                leftZ = onGround ? 0 : share * cz;
            }
        }
    }

    private boolean lands() {
        return contact.carryNz >= walkableNz && contact.nz >= LANDING_NZ;
    }

    /// Whether the contact is walkable ground rather than the rim of a step.
    private boolean isRamp() {
        return contact.nz >= walkableNz
                && (contact.tag == Contact.GROUND || contact.nz == contact.carryNz);
    }

    private void addPlane(double nx, double ny, double nz) {
        planeX[planes] = nx;
        planeY[planes] = ny;
        planeZ[planes] = nz;
        planes++;
    }

    /// Goes to a whole place at or near a place that the sweep allowed.
    private void settle(double toX, double toY, double toZ) {
        int nearX = (int) Math.rint(toX);
        int nearY = (int) Math.rint(toY);
        int nearZ = (int) Math.rint(toZ);
        if (take(nearX, nearY, nearZ)) {
            return;
        }
        int asideX = toX >= nearX ? nearX + 1 : nearX - 1;
        int asideY = toY >= nearY ? nearY + 1 : nearY - 1;
        int asideZ = toZ >= nearZ ? nearZ + 1 : nearZ - 1;
        for (int corner = 1; corner < 8; corner++) {
            if (take(
                    (corner & 1) == 0 ? nearX : asideX,
                    (corner & 2) == 0 ? nearY : asideY,
                    (corner & 4) == 0 ? nearZ : asideZ)) {
                return;
            }
        }
        double fromX = x;
        double fromY = y;
        double fromZ = z;
        for (int share = 7; share > 0; share--) {
            if (take(
                    (int) Math.rint(fromX + (toX - fromX) * share / 8),
                    (int) Math.rint(fromY + (toY - fromY) * share / 8),
                    (int) Math.rint(fromZ + (toZ - fromZ) * share / 8))) {
                return;
            }
        }
    }

    private boolean take(int toX, int toY, int toZ) {
        if (!startsInside && nearby.touchesSolid(toX, toY, toZ + radius, radius, rod)) {
            return false;
        }
        x = toX;
        y = toY;
        z = toZ;
        return true;
    }
}
