package dev.rudp.engine.physics;

import java.util.Arrays;

/// The shapes near a place, and what a ball or upright capsule meets among them: the common floor
/// of all swept questions. Owner: one thread. Allocates only when constructed.
///
/// A capsule is given by the middle of the ball at its foot, the ball's radius and the length of
/// the rod above that the ball is drawn along; 0 makes it a ball.
final class Nearby {
    final CollisionScene scene;
    final int[] shapes;
    int count;

    private final int[] seenIn;
    private int question;
    private final RoundedBox box = new RoundedBox();
    private final TerrainSweep ground = new TerrainSweep();

    Nearby(CollisionScene scene) {
        this.scene = scene;
        this.shapes = new int[scene.count];
        this.seenIn = new int[scene.count];
    }

    /// Begins a walk over cells in which [#isNew(int)] says each shape once.
    void begin() {
        if (++question == 0) {
            Arrays.fill(seenIn, 0);
            question = 1;
        }
    }

    boolean isNew(int shape) {
        if (seenIn[shape] == question) {
            return false;
        }
        seenIn[shape] = question;
        return true;
    }

    /// Lists the shapes that touch a box along the axes.
    void gather(double minX, double minY, double minZ, double maxX, double maxY, double maxZ) {
        begin();
        count = 0;
        int firstColumn = scene.column(minX);
        int lastColumn = scene.column(maxX);
        int lastRow = scene.row(maxY);
        for (int row = scene.row(minY); row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                int cell = row * scene.columns + column;
                if (scene.cellTop[cell] < minZ) {
                    continue;
                }
                int end = scene.cellStart[cell + 1];
                for (int e = scene.cellStart[cell]; e < end; e++) {
                    int shape = scene.entries[e];
                    if (scene.minX[shape] <= maxX
                            && scene.maxX[shape] >= minX
                            && scene.minY[shape] <= maxY
                            && scene.maxY[shape] >= minY
                            && scene.minZ[shape] <= maxZ
                            && scene.maxZ[shape] >= minZ
                            && isNew(shape)) {
                        shapes[count++] = shape;
                    }
                }
            }
        }
    }

    /// Notes in `contact` what the capsule meets first on its way among the gathered shapes, the
    /// ground and the ceiling. What it is inside of at the start does not stop it: it may leave.
    void sweep(
            double x,
            double y,
            double z,
            double dx,
            double dy,
            double dz,
            double radius,
            double rod,
            Contact contact) {
        double lowX = Math.min(x, x + dx) - radius;
        double highX = Math.max(x, x + dx) + radius;
        double lowY = Math.min(y, y + dy) - radius;
        double highY = Math.max(y, y + dy) + radius;
        double lowZ = Math.min(z, z + dz) - radius;
        double highZ = Math.max(z, z + dz) + radius + rod;
        for (int i = 0; i < count; i++) {
            int shape = shapes[i];
            if (scene.minX[shape] <= highX
                    && scene.maxX[shape] >= lowX
                    && scene.minY[shape] <= highY
                    && scene.maxY[shape] >= lowY
                    && scene.minZ[shape] <= highZ
                    && scene.maxZ[shape] >= lowZ) {
                sweepShape(shape, x, y, z, dx, dy, dz, radius, rod, contact);
            }
        }
        sweepGround(x, y, z, dx, dy, dz, radius, contact);
        double top = z + radius + rod;
        if (dz > 0 && top <= scene.ceiling) {
            double when = (scene.ceiling - top) / dz;
            if (when < contact.time) {
                contact.set(when, 0, 0, -1, Contact.BORDER);
            }
        }
    }

    /// {@return whether the capsule is partly inside a gathered shape, the ground or the ceiling}
    boolean touchesSolid(double x, double y, double z, double radius, double rod) {
        Terrain terrain = scene.terrain;
        if (z + radius + rod > scene.ceiling
                || (terrain == null ? z - radius < 0 : ground.contains(terrain, x, y, z, radius))) {
            return true;
        }
        for (int i = 0; i < count; i++) {
            place(shapes[i], x, y, z, radius, rod);
            if (box.contains()) {
                return true;
            }
        }
        return false;
    }

    /// Notes in `contact` what the capsule meets of one shape.
    void sweepShape(
            int shape,
            double x,
            double y,
            double z,
            double dx,
            double dy,
            double dz,
            double radius,
            double rod,
            Contact contact) {
        place(shape, x, y, z, radius, rod);
        if (box.contains()) {
            return;
        }
        double cos = scene.cosine[shape];
        double sin = scene.sine[shape];
        turn(box, shape, dx, dy, dz);
        if (box.sweep(contact.time)) {
            contact.set(
                    box.time,
                    box.normal[0] * cos - box.normal[1] * sin,
                    box.normal[0] * sin + box.normal[1] * cos,
                    box.normal[2],
                    scene.tags[shape]);
            if (box.onTop && scene.radius[shape] == 0) {
                contact.carryNz = 1;
                contact.top = scene.maxZ[shape];
            }
        }
    }

    /// Notes in `contact` where a moving box meets a capsule of the scene; {@return whether it is
    /// inside it already}
    boolean capsuleMeetsBox(int capsule, BoxSweep moving, Contact contact) {
        double cos = moving.cosine;
        double sin = moving.sine;
        double rod = 2 * scene.halfZ[capsule];
        double fromX = scene.middleX[capsule] - moving.x;
        double fromY = scene.middleY[capsule] - moving.y;
        box.from[0] = fromX * cos + fromY * sin;
        box.from[1] = fromY * cos - fromX * sin;
        box.from[2] = scene.middleZ[capsule] - moving.z;
        box.half[0] = moving.halfX;
        box.half[1] = moving.halfY;
        box.half[2] = moving.halfZ + rod / 2;
        box.radius = scene.radius[capsule];
        if (box.contains()) {
            return true;
        }
        box.way[0] = -(moving.dx * cos + moving.dy * sin);
        box.way[1] = -(moving.dy * cos - moving.dx * sin);
        box.way[2] = -moving.dz;
        if (box.sweep(contact.time)) {
            contact.set(
                    box.time,
                    -(box.normal[0] * cos - box.normal[1] * sin),
                    -(box.normal[0] * sin + box.normal[1] * cos),
                    -box.normal[2],
                    scene.tags[capsule]);
        }
        return false;
    }

    private void sweepGround(
            double x,
            double y,
            double z,
            double dx,
            double dy,
            double dz,
            double radius,
            Contact contact) {
        Terrain terrain = scene.terrain;
        if (terrain != null) {
            ground.sweep(terrain, x, y, z, dx, dy, dz, radius, contact);
        } else if (dz < 0 && z >= radius) {
            double when = (z - radius) / -dz;
            if (when < contact.time) {
                contact.set(when, 0, 0, 1, Contact.GROUND);
            }
        }
    }

    /// Makes `target` the question whether a point is in a shape.
    void place(RoundedBox target, int shape, double x, double y, double z) {
        double fromX = x - scene.middleX[shape];
        double fromY = y - scene.middleY[shape];
        double cos = scene.cosine[shape];
        double sin = scene.sine[shape];
        target.from[0] = fromX * cos + fromY * sin;
        target.from[1] = fromY * cos - fromX * sin;
        target.from[2] = z - scene.middleZ[shape];
        target.half[0] = scene.halfX[shape];
        target.half[1] = scene.halfY[shape];
        target.half[2] = scene.halfZ[shape];
        target.radius = scene.radius[shape];
    }

    /// Gives the point of `target` a way, as the shape sees it.
    void turn(RoundedBox target, int shape, double dx, double dy, double dz) {
        double cos = scene.cosine[shape];
        double sin = scene.sine[shape];
        target.way[0] = dx * cos + dy * sin;
        target.way[1] = dy * cos - dx * sin;
        target.way[2] = dz;
    }

    private void place(int shape, double x, double y, double z, double radius, double rod) {
        place(box, shape, x, y, z + rod / 2);
        box.half[2] += rod / 2;
        box.radius += radius;
    }
}
