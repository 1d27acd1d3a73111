package dev.rudp.engine.physics;

/// Asks a [CollisionScene]; one per thread. The answer of a cast stands in the object until the
/// next question. Casts go from a place along a way; times are shares of that way, 0..1. What a
/// shape is inside of at the start does not stop it, and touching is not being inside: who leans on
/// a wall may walk along it. Allocates nothing after construction.
///
/// Everything is computed in doubles by +, -, *, / and square root, which IEEE 754 and Java fix to
/// the bit: equal questions have equal answers on every machine.
public final class SceneQuery implements LineOfSight {
    /// Long ways are cut into pieces, so that each looks at few cells.
    private static final double PIECE = 4_096;

    private final CollisionScene scene;
    private final Nearby nearby;
    private final Contact contact = new Contact();
    private final BoxSweep moving = new BoxSweep();

    private double x;
    private double y;
    private double z;
    private double dx;
    private double dy;
    private double dz;

    public SceneQuery(CollisionScene scene) {
        this.scene = scene;
        this.nearby = new Nearby(scene);
        contact.clear(1);
    }

    public CollisionScene scene() {
        return scene;
    }

    /// Casts a ray; {@return whether it meets anything}
    ///
    /// The start must lie in the world.
    public boolean ray(
            double fromX, double fromY, double fromZ, double wayX, double wayY, double wayZ) {
        start(fromX, fromY, fromZ, wayX, wayY, wayZ);
        contact.clear(1);
        walk(false);
        return isHit();
    }

    @Override
    public boolean sees(int fromX, int fromY, int fromZ, int toX, int toY, int toZ) {
        start(
                fromX,
                fromY,
                fromZ,
                toX - (double) fromX,
                toY - (double) fromY,
                toZ - (double) fromZ);
        contact.clear(1);
        walk(true);
        return !isHit();
    }

    /// Casts a ball around a point; {@return whether it meets anything}
    ///
    /// @param radius at least 0; 0 is a ray, slower
    public boolean sphere(
            double fromX,
            double fromY,
            double fromZ,
            double radius,
            double wayX,
            double wayY,
            double wayZ) {
        return round(fromX, fromY, fromZ, radius, 0, wayX, wayY, wayZ);
    }

    /// Casts an upright capsule; {@return whether it meets anything}
    ///
    /// @param footZ its lowest point
    /// @param height its whole height, at least `2 * radius`
    public boolean capsule(
            double fromX,
            double fromY,
            double footZ,
            double radius,
            double height,
            double wayX,
            double wayY,
            double wayZ) {
        assert height >= 2 * radius : "height=" + height + " radius=" + radius;
        return round(fromX, fromY, footZ + radius, radius, height - 2 * radius, wayX, wayY, wayZ);
    }

    /// Casts a box turned about the vertical through its middle; {@return whether it meets
    /// anything}
    ///
    /// @param halfX half its size along its own x axis
    /// @param cosine of the angle by which it is turned
    public boolean box(
            double fromX,
            double fromY,
            double fromZ,
            double halfX,
            double halfY,
            double halfZ,
            double cosine,
            double sine,
            double wayX,
            double wayY,
            double wayZ) {
        start(fromX, fromY, fromZ, wayX, wayY, wayZ);
        double reachX = halfX * Math.abs(cosine) + halfY * Math.abs(sine);
        double reachY = halfX * Math.abs(sine) + halfY * Math.abs(cosine);
        moving.halfX = halfX;
        moving.halfY = halfY;
        moving.halfZ = halfZ;
        moving.cosine = cosine;
        moving.sine = sine;
        moving.dx = wayX;
        moving.dy = wayY;
        moving.dz = wayZ;
        contact.clear(1);
        int pieces = pieces();
        for (int piece = 0; piece < pieces; piece++) {
            double from = piece / (double) pieces;
            double to = (piece + 1) / (double) pieces;
            gatherPiece(from, to, reachX, reachY, halfZ, halfZ);
            placeBox();
            for (int i = 0; i < nearby.count; i++) {
                meetShape(nearby.shapes[i]);
            }
            meetGround(from, to, reachX, reachY);
            if (contact.time <= to) {
                break;
            }
        }
        double top = fromZ + halfZ;
        if (wayZ > 0 && top <= scene.ceiling && (scene.ceiling - top) / wayZ < contact.time) {
            contact.set((scene.ceiling - top) / wayZ, 0, 0, -1, Contact.BORDER);
        }
        return isHit();
    }

    /// {@return whether an upright capsule at this place is partly inside something solid}
    public boolean overlapsCapsule(
            double atX, double atY, double footZ, double radius, double height) {
        nearby.gather(
                atX - radius, atY - radius, footZ, atX + radius, atY + radius, footZ + height);
        return nearby.touchesSolid(atX, atY, footZ + radius, radius, height - 2 * radius);
    }

    /// {@return whether a ball around this point is partly inside something solid}
    public boolean overlapsSphere(double atX, double atY, double atZ, double radius) {
        return overlapsCapsule(atX, atY, atZ - radius, radius, 2 * radius);
    }

    /// {@return whether a box at this place is partly inside something solid}
    public boolean overlapsBox(
            double atX,
            double atY,
            double atZ,
            double halfX,
            double halfY,
            double halfZ,
            double cosine,
            double sine) {
        if (atZ + halfZ > scene.ceiling || (scene.terrain == null && atZ - halfZ < 0)) {
            return true;
        }
        // A box that does not move meets nothing, but notices what it is inside of.
        start(atX, atY, atZ, 0, 0, 0);
        double reachX = halfX * Math.abs(cosine) + halfY * Math.abs(sine);
        double reachY = halfX * Math.abs(sine) + halfY * Math.abs(cosine);
        moving.halfX = halfX;
        moving.halfY = halfY;
        moving.halfZ = halfZ;
        moving.cosine = cosine;
        moving.sine = sine;
        moving.dx = 0;
        moving.dy = 0;
        moving.dz = 0;
        contact.clear(1);
        gatherPiece(0, 0, reachX, reachY, halfZ, halfZ);
        placeBox();
        for (int i = 0; i < nearby.count; i++) {
            if (meetShape(nearby.shapes[i])) {
                return true;
            }
        }
        return meetGround(0, 0, reachX, reachY) || isUnderGround();
    }

    /// {@return whether the last cast met anything}
    public boolean isHit() {
        return contact.tag != Contact.NOTHING;
    }

    /// {@return when it did, as a share of the way; 1 if it did not}
    public double time() {
        return contact.time;
    }

    /// {@return the direction in which the surface pushes back, of length 1}
    public double normalX() {
        return contact.nx;
    }

    public double normalY() {
        return contact.ny;
    }

    public double normalZ() {
        return contact.nz;
    }

    /// {@return the tag of what was met; -1 the ground, -2 a border of the world, -3 nothing}
    public int tag() {
        return contact.tag;
    }

    private void start(
            double fromX, double fromY, double fromZ, double wayX, double wayY, double wayZ) {
        x = fromX;
        y = fromY;
        z = fromZ;
        dx = wayX;
        dy = wayY;
        dz = wayZ;
    }

    private boolean round(
            double fromX,
            double fromY,
            double fromZ,
            double radius,
            double rod,
            double wayX,
            double wayY,
            double wayZ) {
        start(fromX, fromY, fromZ, wayX, wayY, wayZ);
        contact.clear(1);
        int pieces = pieces();
        for (int piece = 0; piece < pieces; piece++) {
            double from = piece / (double) pieces;
            double to = (piece + 1) / (double) pieces;
            gatherPiece(from, to, radius, radius, radius, radius + rod);
            if (pieces == 1) {
                nearby.sweep(x, y, z, dx, dy, dz, radius, rod, contact);
                return isHit();
            }
            // Every piece asks about the way so far, from the start: so a shape that the start is
            // inside of does not count in later pieces either.
            contact.clear(to);
            nearby.sweep(x, y, z, dx, dy, dz, radius, rod, contact);
            if (isHit()) {
                return true;
            }
        }
        contact.clear(1);
        return false;
    }

    private int pieces() {
        double longest = Math.max(Math.max(Math.abs(dx), Math.abs(dy)), Math.abs(dz));
        return (int) Math.max(1, Math.ceil(longest / PIECE));
    }

    private void gatherPiece(
            double from, double to, double reachX, double reachY, double below, double above) {
        double x0 = x + dx * from;
        double x1 = x + dx * to;
        double y0 = y + dy * from;
        double y1 = y + dy * to;
        double z0 = z + dz * from;
        double z1 = z + dz * to;
        nearby.gather(
                Math.min(x0, x1) - reachX,
                Math.min(y0, y1) - reachY,
                Math.min(z0, z1) - below,
                Math.max(x0, x1) + reachX,
                Math.max(y0, y1) + reachY,
                Math.max(z0, z1) + above);
    }

    /// Follows the ray from cell to cell until something is met before the cell's end, or, when
    /// anything will do, at all.
    private void walk(boolean anything) {
        nearby.begin();
        double side = 1 << scene.cellShift;
        int column = scene.column(x);
        int row = scene.row(y);
        int right = dx > 0 ? 1 : -1;
        int up = dy > 0 ? 1 : -1;
        double everyX = dx == 0 ? Double.POSITIVE_INFINITY : side / Math.abs(dx);
        double everyY = dy == 0 ? Double.POSITIVE_INFINITY : side / Math.abs(dy);
        double nextX =
                dx == 0 ? Double.POSITIVE_INFINITY : ((column + (dx > 0 ? 1 : 0)) * side - x) / dx;
        double nextY =
                dy == 0 ? Double.POSITIVE_INFINITY : ((row + (dy > 0 ? 1 : 0)) * side - y) / dy;
        levelGroundAndCeiling();
        double from = 0;
        while (from < contact.time) {
            double to = Math.min(Math.min(nextX, nextY), 1);
            int cell = row * scene.columns + column;
            double low = Math.min(z + dz * from, z + dz * to);
            if (low <= scene.cellTop[cell]) {
                cell(cell);
            }
            Terrain terrain = scene.terrain;
            if (terrain != null && low < scene.cellGround[cell]) {
                terrain(terrain, from, to);
            }
            if (contact.time <= to || to >= 1 || (anything && isHit())) {
                return;
            }
            if (nextX < nextY) {
                column += right;
                nextX += everyX;
            } else {
                row += up;
                nextY += everyY;
            }
            if (column < 0 || row < 0 || column >= scene.columns || row >= scene.rows) {
                return;
            }
            from = to;
        }
    }

    private void cell(int cell) {
        int end = scene.cellStart[cell + 1];
        for (int e = scene.cellStart[cell]; e < end; e++) {
            int shape = scene.entries[e];
            if (!nearby.isNew(shape) || misses(shape)) {
                continue;
            }
            nearby.sweepShape(shape, x, y, z, dx, dy, dz, 0, 0, contact);
        }
    }

    /// Whether the ray passes beside the box along the axes around a shape.
    private boolean misses(int shape) {
        double endX = x + dx * contact.time;
        double endY = y + dy * contact.time;
        double endZ = z + dz * contact.time;
        if (Math.max(x, endX) < scene.minX[shape]
                || Math.min(x, endX) > scene.maxX[shape]
                || Math.max(y, endY) < scene.minY[shape]
                || Math.min(y, endY) > scene.maxY[shape]
                || Math.min(z, endZ) > scene.maxZ[shape]
                || Math.max(z, endZ) < scene.minZ[shape]) {
            return true;
        }
        // The corners' distances to the line, seen from above, all have one sign.
        double middleX = (scene.minX[shape] + scene.maxX[shape]) / 2 - x;
        double middleY = (scene.minY[shape] + scene.maxY[shape]) / 2 - y;
        double reachX = (scene.maxX[shape] - scene.minX[shape]) / 2;
        double reachY = (scene.maxY[shape] - scene.minY[shape]) / 2;
        return Math.abs(middleX * dy - middleY * dx)
                > reachX * Math.abs(dy) + reachY * Math.abs(dx);
    }

    private void levelGroundAndCeiling() {
        if (scene.terrain == null && dz < 0 && z >= 0 && z / -dz < contact.time) {
            contact.set(z / -dz, 0, 0, 1, Contact.GROUND);
        }
        if (dz > 0 && z <= scene.ceiling && (scene.ceiling - z) / dz < contact.time) {
            contact.set((scene.ceiling - z) / dz, 0, 0, -1, Contact.BORDER);
        }
    }

    private void terrain(Terrain terrain, double from, double to) {
        double when = terrain.firstBelow(x, y, z, dx, dy, dz, from, Math.min(to, contact.time));
        if (when < contact.time) {
            double atX = x + dx * when;
            double atY = y + dy * when;
            double slopeX = terrain.slopeX(atX, atY);
            double slopeY = terrain.slopeY(atX, atY);
            double length = Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
            contact.set(when, -slopeX / length, -slopeY / length, 1 / length, Contact.GROUND);
        }
    }

    private void placeBox() {
        moving.x = x;
        moving.y = y;
        moving.z = z;
    }

    /// {@return whether the box is inside the shape already}
    private boolean meetShape(int shape) {
        if (scene.radius[shape] > 0) {
            return meetCapsule(shape);
        }
        if (moving.meetsBox(
                scene.middleX[shape],
                scene.middleY[shape],
                scene.middleZ[shape],
                scene.halfX[shape],
                scene.halfY[shape],
                scene.halfZ[shape],
                scene.cosine[shape],
                scene.sine[shape],
                contact.time)) {
            contact.set(moving.time, moving.nx, moving.ny, moving.nz, scene.tags[shape]);
        }
        return moving.startsInside;
    }

    /// A box that comes to a capsule is a capsule that comes to a box from the other side.
    private boolean meetCapsule(int shape) {
        return nearby.capsuleMeetsBox(shape, moving, contact);
    }

    /// {@return whether the box is in the ground already}
    private boolean meetGround(double from, double to, double reachX, double reachY) {
        Terrain terrain = scene.terrain;
        double low = moving.z - moving.halfZ;
        if (terrain == null) {
            if (dz < 0 && low >= 0 && low / -dz < contact.time) {
                contact.set(low / -dz, 0, 0, 1, Contact.GROUND);
            }
            return false;
        }
        if (Math.min(low, low + dz) > terrain.highest) {
            return false;
        }
        boolean inside = false;
        double x0 = x + dx * from;
        double x1 = x + dx * to;
        double y0 = y + dy * from;
        double y1 = y + dy * to;
        int lastRow = terrain.cell(Math.max(y0, y1) + reachY, terrain.rows);
        int lastColumn = terrain.cell(Math.max(x0, x1) + reachX, terrain.columns);
        int firstColumn = terrain.cell(Math.min(x0, x1) - reachX, terrain.columns);
        int row = terrain.cell(Math.min(y0, y1) - reachY, terrain.rows);
        for (; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                inside |= meetTriangle(terrain, column, row, column + 1, row);
                inside |= meetTriangle(terrain, column, row, column, row + 1);
            }
        }
        return inside;
    }

    private boolean meetTriangle(Terrain terrain, int column, int row, int column1, int row1) {
        corner(terrain, 0, column, row);
        corner(terrain, 1, column1, row1);
        corner(terrain, 2, column + 1, row + 1);
        if (moving.meetsTriangle(contact.time)) {
            contact.set(moving.time, moving.nx, moving.ny, moving.nz, Contact.GROUND);
        }
        return moving.startsInside;
    }

    private void corner(Terrain terrain, int index, int column, int row) {
        moving.corner(
                index,
                column * (double) terrain.spacing,
                row * (double) terrain.spacing,
                terrain.height(column, row));
    }

    private boolean isUnderGround() {
        Terrain terrain = scene.terrain;
        return terrain != null && z < terrain.heightAt(x, y);
    }
}
