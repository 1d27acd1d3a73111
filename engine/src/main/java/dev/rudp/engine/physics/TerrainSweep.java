package dev.rudp.engine.physics;

/// A moving ball against the triangles of a [Terrain]. An upright capsule needs no more: the ground
/// faces up everywhere, so what touches it first is the ball at the capsule's foot. Owner: one
/// thread.
final class TerrainSweep {
    /// A ball may be this much inside a plane, in steps, and still count as touching it.
    private static final double TOUCH = 1.0 / 64;

    private static final double SEAM = 1e-9;

    /// A way into a surface that is shorter than this, in steps, is rounding of one along it.
    private static final double GRAZING = -1e-9;

    private double x;
    private double y;
    private double z;
    private double dx;
    private double dy;
    private double dz;
    private double radius;

    /// The plane of the triangle that is looked at: normal, and the height over (0, 0).
    private double nx;

    private double ny;
    private double nz;
    private double planeX;
    private double planeY;
    private double planeZ;

    /// {@return whether a ball at this place is partly in the ground; touching is outside}
    boolean contains(Terrain terrain, double atX, double atY, double atZ, double ball) {
        if (atZ - ball >= terrain.highest) {
            return false;
        }
        if (atZ < terrain.heightAt(atX, atY)) {
            return true;
        }
        place(atX, atY, atZ, ball);
        int lastRow = terrain.cell(y + ball, terrain.rows);
        int lastColumn = terrain.cell(x + ball, terrain.columns);
        for (int row = terrain.cell(y - ball, terrain.rows); row <= lastRow; row++) {
            for (int c = terrain.cell(x - ball, terrain.columns); c <= lastColumn; c++) {
                if (z - ball < highest(terrain, c, row)
                        && (triangleContains(terrain, c, row, true)
                                || triangleContains(terrain, c, row, false))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Notes in `contact` where the ball first meets the ground, if that is before its time.
    void sweep(
            Terrain terrain,
            double atX,
            double atY,
            double atZ,
            double wayX,
            double wayY,
            double wayZ,
            double ball,
            Contact contact) {
        place(atX, atY, atZ, ball);
        dx = wayX;
        dy = wayY;
        dz = wayZ;
        double low = Math.min(z, z + dz * contact.time) - ball;
        if (low >= terrain.highest) {
            return;
        }
        double endX = x + dx * contact.time;
        double endY = y + dy * contact.time;
        int lastRow = terrain.cell(Math.max(y, endY) + ball, terrain.rows);
        int firstColumn = terrain.cell(Math.min(x, endX) - ball, terrain.columns);
        int lastColumn = terrain.cell(Math.max(x, endX) + ball, terrain.columns);
        int row = terrain.cell(Math.min(y, endY) - ball, terrain.rows);
        for (; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                if (low < highest(terrain, column, row)) {
                    sweepTriangle(terrain, column, row, true, contact);
                    sweepTriangle(terrain, column, row, false, contact);
                }
            }
        }
    }

    private void place(double atX, double atY, double atZ, double ball) {
        x = atX;
        y = atY;
        z = atZ;
        radius = ball;
    }

    private static int highest(Terrain terrain, int column, int row) {
        return Math.max(
                Math.max(terrain.height(column, row), terrain.height(column + 1, row)),
                Math.max(terrain.height(column, row + 1), terrain.height(column + 1, row + 1)));
    }

    /// The lower triangle of a cell lies towards +x of the diagonal, the upper towards +y.
    private void plane(Terrain terrain, int column, int row, boolean lower) {
        double h00 = terrain.height(column, row);
        double h11 = terrain.height(column + 1, row + 1);
        double slopeX;
        double slopeY;
        if (lower) {
            double h10 = terrain.height(column + 1, row);
            slopeX = (h10 - h00) / terrain.spacing;
            slopeY = (h11 - h10) / terrain.spacing;
        } else {
            double h01 = terrain.height(column, row + 1);
            slopeX = (h11 - h01) / terrain.spacing;
            slopeY = (h01 - h00) / terrain.spacing;
        }
        double length = Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
        nx = -slopeX / length;
        ny = -slopeY / length;
        nz = 1 / length;
        planeX = column * (double) terrain.spacing;
        planeY = row * (double) terrain.spacing;
        planeZ = h00;
    }

    private boolean isOver(Terrain terrain, boolean lower, double atX, double atY) {
        double u = (atX - planeX) / terrain.spacing;
        double v = (atY - planeY) / terrain.spacing;
        return lower
                ? v >= -SEAM && v <= u + SEAM && u <= 1 + SEAM
                : u >= -SEAM && u <= v + SEAM && v <= 1 + SEAM;
    }

    private boolean triangleContains(Terrain terrain, int column, int row, boolean lower) {
        plane(terrain, column, row, lower);
        double over = (x - planeX) * nx + (y - planeY) * ny + (z - planeZ) * nz;
        if (over >= radius) {
            return false;
        }
        // Far behind the plane is beside the hill that it belongs to, not in it.
        if (over > -radius && isOver(terrain, lower, x - over * nx, y - over * ny)) {
            return true;
        }
        return lower
                ? edgeContains(terrain, column, row, column + 1, row)
                        || edgeContains(terrain, column + 1, row, column + 1, row + 1)
                        || edgeContains(terrain, column, row, column + 1, row + 1)
                : edgeContains(terrain, column, row, column, row + 1)
                        || edgeContains(terrain, column, row + 1, column + 1, row + 1);
    }

    private boolean edgeContains(Terrain terrain, int column0, int row0, int column1, int row1) {
        double mx = x - column0 * (double) terrain.spacing;
        double my = y - row0 * (double) terrain.spacing;
        double mz = z - terrain.height(column0, row0);
        double ex = (column1 - column0) * (double) terrain.spacing;
        double ey = (row1 - row0) * (double) terrain.spacing;
        double ez = terrain.height(column1, row1) - (double) terrain.height(column0, row0);
        double share =
                Math.clamp((mx * ex + my * ey + mz * ez) / (ex * ex + ey * ey + ez * ez), 0.0, 1.0);
        double px = mx - share * ex;
        double py = my - share * ey;
        double pz = mz - share * ez;
        return px * px + py * py + pz * pz < radius * radius;
    }

    private void sweepTriangle(
            Terrain terrain, int column, int row, boolean lower, Contact contact) {
        plane(terrain, column, row, lower);
        double slope = nz;
        double over = (x - planeX) * nx + (y - planeY) * ny + (z - planeZ) * nz - radius;
        double into = dx * nx + dy * ny + dz * nz;
        if (into < GRAZING) {
            double when = Math.max(0, over) / -into;
            if (when >= contact.time) {
                // The edges of a triangle are not met before its plane.
                return;
            }
            double footX = x + when * dx - radius * nx;
            double footY = y + when * dy - radius * ny;
            if (over > -TOUCH && isOver(terrain, lower, footX, footY)) {
                contact.set(when, nx, ny, nz, Contact.GROUND);
                return;
            }
        } else if (over >= 0) {
            return;
        }
        if (lower) {
            sweepEdge(terrain, column, row, column + 1, row, slope, contact);
            sweepEdge(terrain, column + 1, row, column + 1, row + 1, slope, contact);
            sweepEdge(terrain, column, row, column + 1, row + 1, slope, contact);
        } else {
            sweepEdge(terrain, column, row, column, row + 1, slope, contact);
            sweepEdge(terrain, column, row + 1, column + 1, row + 1, slope, contact);
        }
    }

    /// The capsule around an edge. `slope` is how level the triangle is.
    private void sweepEdge(
            Terrain terrain,
            int column0,
            int row0,
            int column1,
            int row1,
            double slope,
            Contact contact) {
        double mx = x - column0 * (double) terrain.spacing;
        double my = y - row0 * (double) terrain.spacing;
        double mz = z - terrain.height(column0, row0);
        double ex = (column1 - column0) * (double) terrain.spacing;
        double ey = (row1 - row0) * (double) terrain.spacing;
        double ez = terrain.height(column1, row1) - (double) terrain.height(column0, row0);
        double ee = ex * ex + ey * ey + ez * ez;
        double me = mx * ex + my * ey + mz * ez;
        double de = dx * ex + dy * ey + dz * ez;
        double mm = mx * mx + my * my + mz * mz - radius * radius;
        double md = mx * dx + my * dy + mz * dz;
        double dd = dx * dx + dy * dy + dz * dz;
        double a = ee * dd - de * de;
        double b = ee * md - me * de;
        double c = ee * mm - me * me;
        double along = me;
        if (a > 0 && b < GRAZING * ee) {
            double discriminant = b * b - a * c;
            if (discriminant <= 0) {
                return;
            }
            double when = Math.max(0, (-b - Math.sqrt(discriminant)) / a);
            along = me + when * de;
            if (along >= 0 && along <= ee) {
                double share = along / ee;
                keep(
                        when,
                        mx + when * dx - share * ex,
                        my + when * dy - share * ey,
                        mz + when * dz - share * ez,
                        slope,
                        contact);
                return;
            }
        } else if (c >= 0) {
            return;
        }
        if (along > 0) {
            sweepPoint(mx - ex, my - ey, mz - ez, slope, contact);
        } else {
            sweepPoint(mx, my, mz, slope, contact);
        }
    }

    private void sweepPoint(double mx, double my, double mz, double slope, Contact contact) {
        double a = dx * dx + dy * dy + dz * dz;
        double b = mx * dx + my * dy + mz * dz;
        double c = mx * mx + my * my + mz * mz - radius * radius;
        double discriminant = b * b - a * c;
        if (b >= GRAZING || discriminant <= 0) {
            return;
        }
        double when = Math.max(0, (-b - Math.sqrt(discriminant)) / a);
        keep(when, mx + when * dx, my + when * dy, mz + when * dz, slope, contact);
    }

    private static void keep(
            double when, double ax, double ay, double az, double slope, Contact contact) {
        if (when < contact.time) {
            double length = Math.sqrt(ax * ax + ay * ay + az * az);
            contact.set(when, ax / length, ay / length, az / length, Contact.GROUND);
            contact.carryNz = Math.max(slope, contact.nz);
        }
    }
}
