package dev.rudp.engine.physics;

/// A moving point against a box around the origin whose edges are rounded: what every swept sphere
/// and upright capsule against every box and upright capsule comes down to, for the sum of an
/// upright capsule and a box is a taller box with rounded edges. Fields are arguments and result,
/// so that nothing is allocated.
///
/// Doubles, with +, -, *, / and square root only: equal on every machine. Where point and box have
/// whole coordinates, touching is exact: a touching point that moves along a face or away meets
/// nothing.
///
/// Source: Ericson, Real-Time Collision Detection, 2005, section 5.5.7.
final class RoundedBox {
    /// A way along an axis that is shorter than this, in steps, is none: what is left by rounding
    /// of a way along a wall must not count as a way into it.
    private static final double SHORT = 1e-9;

    /// The same for products of a way and a radius.
    private static final double GRAZING = -1e-7;

    /// The point and its way, relative to the middle of the box.
    final double[] from = new double[3];

    final double[] way = new double[3];

    /// Half the sizes of the box, without the rounding.
    final double[] half = new double[3];

    double radius;

    /// Result of [#sweep(double)].
    double time;

    final double[] normal = new double[3];

    /// Result of [#sweep(double)]: the contact is on the upper face or its rim.
    boolean onTop;

    private final double[] at = new double[3];

    /// {@return whether the point is inside; touching is outside}
    boolean contains() {
        double ex = Math.abs(from[0]) - half[0];
        double ey = Math.abs(from[1]) - half[1];
        double ez = Math.abs(from[2]) - half[2];
        if (radius == 0) {
            return ex < 0 && ey < 0 && ez < 0;
        }
        double square = 0;
        if (ex > 0) {
            square += ex * ex;
        }
        if (ey > 0) {
            square += ey * ey;
        }
        if (ez > 0) {
            square += ez * ez;
        }
        return square < radius * radius;
    }

    /// {@return whether the point, which is outside, comes in before `limit`}
    boolean sweep(double limit) {
        double enter = Double.NEGATIVE_INFINITY;
        double exit = limit;
        int face = -1;
        for (int i = 0; i < 3; i++) {
            double reach = half[i] + radius;
            if (Math.abs(way[i]) < SHORT) {
                if (Math.abs(from[i]) >= reach) {
                    return false;
                }
                continue;
            }
            double side = way[i] > 0 ? -reach : reach;
            double near = (side - from[i]) / way[i];
            if (near > enter) {
                enter = near;
                face = i;
            }
            exit = Math.min(exit, (-side - from[i]) / way[i]);
        }
        if (face < 0 || enter >= exit || exit <= 0) {
            return false;
        }
        double start = Math.max(enter, 0);
        int beyond = 0;
        int outermost = 0;
        for (int i = 0; i < 3; i++) {
            at[i] = from[i] + start * way[i];
            if (Math.abs(at[i]) > half[i]) {
                beyond++;
            }
            if (Math.abs(at[i]) - half[i] > Math.abs(at[outermost]) - half[outermost]) {
                outermost = i;
            }
        }
        if (radius == 0 || beyond <= 1) {
            return meetsFace(start, enter >= 0 ? face : outermost);
        }
        time = limit;
        if (half[0] == 0 && half[1] == 0) {
            meetEdge(0, 1, 2, 0, 0);
        } else {
            meetEdges(1, 2, 0);
            meetEdges(2, 0, 1);
            meetEdges(0, 1, 2);
        }
        if (time >= limit) {
            return false;
        }
        onTop = from[2] + time * way[2] > half[2];
        return true;
    }

    private boolean meetsFace(double start, int axis) {
        // A start within the rounding error of touching counts as touching.
        if (at[axis] * way[axis] >= 0) {
            return false;
        }
        time = start;
        normal[0] = 0;
        normal[1] = 0;
        normal[2] = 0;
        normal[axis] = way[axis] > 0 ? -1 : 1;
        onTop = axis == 2 && way[2] < 0;
        return true;
    }

    /// The four rounded edges along axis `k`, but not the one that only faces away. On its way past
    /// a corner a point may leave the reach of one edge for that of another, so the edge where it
    /// comes near first does not decide.
    private void meetEdges(int i, int j, int k) {
        for (int corner = 0; corner < 4; corner++) {
            int signI = (corner & 1) == 0 ? -1 : 1;
            int signJ = (corner & 2) == 0 ? -1 : 1;
            if (signI * way[i] < 0 || signJ * way[j] < 0) {
                meetEdge(i, j, k, signI * half[i], signJ * half[j]);
            }
        }
    }

    /// The rounded edge along axis `k` through (`edgeI`, `edgeJ`), with the balls at its ends.
    private void meetEdge(int i, int j, int k, double edgeI, double edgeJ) {
        double mi = from[i] - edgeI;
        double mj = from[j] - edgeJ;
        double a = way[i] * way[i] + way[j] * way[j];
        double b = mi * way[i] + mj * way[j];
        double c = mi * mi + mj * mj - radius * radius;
        double along = from[k];
        if (a > 0 && b < GRAZING) {
            double discriminant = b * b - a * c;
            if (discriminant <= 0) {
                return;
            }
            double when = Math.max(0, (-b - Math.sqrt(discriminant)) / a);
            along = from[k] + when * way[k];
            if (Math.abs(along) <= half[k]) {
                if (when < time) {
                    keep(when, i, mi + when * way[i], j, mj + when * way[j], k, 0);
                }
                return;
            }
        } else if (c >= 0) {
            return;
        }
        meetBall(mi, mj, from[k] - Math.copySign(half[k], along), i, j, k);
    }

    private void meetBall(double mi, double mj, double mk, int i, int j, int k) {
        double a = way[i] * way[i] + way[j] * way[j] + way[k] * way[k];
        double b = mi * way[i] + mj * way[j] + mk * way[k];
        double c = mi * mi + mj * mj + mk * mk - radius * radius;
        double discriminant = b * b - a * c;
        if (b >= GRAZING || discriminant <= 0) {
            return;
        }
        double when = Math.max(0, (-b - Math.sqrt(discriminant)) / a);
        if (when < time) {
            keep(when, i, mi + when * way[i], j, mj + when * way[j], k, mk + when * way[k]);
        }
    }

    private void keep(double when, int i, double ni, int j, double nj, int k, double nk) {
        double length = Math.sqrt(ni * ni + nj * nj + nk * nk);
        time = when;
        normal[i] = ni / length;
        normal[j] = nj / length;
        normal[k] = nk / length;
    }
}
