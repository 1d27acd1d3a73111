package dev.rudp.engine.physics;

/// A moving box, turned about the vertical, against boxes and against triangles of the ground, by
/// separating axes in time: the bodies meet in the span of time in which their shadows overlap on
/// every axis. Owner: one thread; fields are arguments and result.
///
/// Source: Ericson, Real-Time Collision Detection, 2005, section 5.5.8; Gottschalk, 1996.
final class BoxSweep {
    private static final double PARALLEL = 1e-12;

    double x;
    double y;
    double z;
    double halfX;
    double halfY;
    double halfZ;
    double cosine;
    double sine;
    double dx;
    double dy;
    double dz;

    /// Results.
    double time;

    double nx;
    double ny;
    double nz;

    /// The box already overlapped at the start.
    boolean startsInside;

    private double enter;
    private double exit;

    private final double[] cornerX = new double[3];
    private final double[] cornerY = new double[3];
    private final double[] cornerZ = new double[3];

    /// {@return whether the moving box meets this resting one before `limit`}
    boolean meetsBox(
            double otherX,
            double otherY,
            double otherZ,
            double alongX,
            double alongY,
            double alongZ,
            double cos,
            double sin,
            double limit) {
        begin();
        double tx = otherX - x;
        double ty = otherY - y;
        double tz = otherZ - z;
        // The horizontal axes of either box; both shadows from the angle between the boxes.
        double apartCos = Math.abs(cosine * cos + sine * sin);
        double apartSin = Math.abs(sine * cos - cosine * sin);
        boolean open =
                shadow(0, 0, 1, tz, halfZ + alongZ)
                        && shadow(
                                cosine,
                                sine,
                                0,
                                tx * cosine + ty * sine,
                                halfX + alongX * apartCos + alongY * apartSin)
                        && shadow(
                                -sine,
                                cosine,
                                0,
                                ty * cosine - tx * sine,
                                halfY + alongX * apartSin + alongY * apartCos)
                        && shadow(
                                cos,
                                sin,
                                0,
                                tx * cos + ty * sin,
                                alongX + halfX * apartCos + halfY * apartSin)
                        && shadow(
                                -sin,
                                cos,
                                0,
                                ty * cos - tx * sin,
                                alongY + halfX * apartSin + halfY * apartCos);
        return open && end(limit);
    }

    /// Sets a corner of the triangle for [#meetsTriangle(double)].
    void corner(int index, double atX, double atY, double atZ) {
        cornerX[index] = atX;
        cornerY[index] = atY;
        cornerZ[index] = atZ;
    }

    /// {@return whether the moving box meets the triangle before `limit`}
    boolean meetsTriangle(double limit) {
        begin();
        if (!corners(0, 0, 1) || !corners(cosine, sine, 0) || !corners(-sine, cosine, 0)) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            int next = (i + 1) % 3;
            double ex = cornerX[next] - cornerX[i];
            double ey = cornerY[next] - cornerY[i];
            double ez = cornerZ[next] - cornerZ[i];
            // The edge crossed with the three axes of the box.
            if (!corners(ey, -ex, 0)
                    || !corners(-ez * sine, ez * cosine, ex * sine - ey * cosine)
                    || !corners(-ez * cosine, -ez * sine, ex * cosine + ey * sine)) {
                return false;
            }
        }
        double ax = cornerX[1] - cornerX[0];
        double ay = cornerY[1] - cornerY[0];
        double az = cornerZ[1] - cornerZ[0];
        double bx = cornerX[2] - cornerX[0];
        double by = cornerY[2] - cornerY[0];
        double bz = cornerZ[2] - cornerZ[0];
        return corners(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx) && end(limit);
    }

    private void begin() {
        enter = Double.NEGATIVE_INFINITY;
        exit = Double.POSITIVE_INFINITY;
        startsInside = false;
    }

    private boolean end(double limit) {
        if (enter < 0) {
            startsInside = exit > 0;
            return false;
        }
        time = enter;
        return enter < exit && enter < limit;
    }

    /// Shadows of half-size `reach` together, whose middles are `apart`, on an axis of length 1.
    private boolean shadow(double ax, double ay, double az, double apart, double reach) {
        return span(ax, ay, az, apart - reach, apart + reach);
    }

    private boolean corners(double ax, double ay, double az) {
        double length = Math.sqrt(ax * ax + ay * ay + az * az);
        if (length < PARALLEL) {
            return true;
        }
        double ux = ax / length;
        double uy = ay / length;
        double uz = az / length;
        double reach =
                halfX * Math.abs(ux * cosine + uy * sine)
                        + halfY * Math.abs(uy * cosine - ux * sine)
                        + halfZ * Math.abs(uz);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            double at = (cornerX[i] - x) * ux + (cornerY[i] - y) * uy + (cornerZ[i] - z) * uz;
            low = Math.min(low, at);
            high = Math.max(high, at);
        }
        return span(ux, uy, uz, low - reach, high + reach);
    }

    /// The shadows overlap while the way along the axis is between `low` and `high`.
    private boolean span(double ax, double ay, double az, double low, double high) {
        double speed = dx * ax + dy * ay + dz * az;
        if (Math.abs(speed) < PARALLEL) {
            return low < 0 && high > 0;
        }
        double begins = (speed > 0 ? low : high) / speed;
        double ends = (speed > 0 ? high : low) / speed;
        if (begins > enter) {
            enter = begins;
            double sign = speed > 0 ? -1 : 1;
            nx = sign * ax;
            ny = sign * ay;
            nz = sign * az;
        }
        exit = Math.min(exit, ends);
        return enter < exit && exit > 0;
    }
}
