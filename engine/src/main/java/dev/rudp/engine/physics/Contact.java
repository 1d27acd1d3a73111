package dev.rudp.engine.physics;

/// The first thing that a moving shape meets. Owner: the query that fills it.
final class Contact {
    static final int GROUND = -1;
    static final int BORDER = -2;
    static final int NOTHING = -3;

    /// When, as a share of the way; what lies at or behind this is not wanted.
    double time;

    /// The direction in which the surface pushes back, of length 1.
    double nx;

    double ny;
    double nz;

    /// How level the surface is that would carry a body here, 1 = level: at the rim of a box the
    /// normal leans, but the box carries.
    double carryNz;

    /// The highest point of what would carry, if known; infinity for what has no top of its own.
    double top;

    /// The tag of the shape, or [#GROUND] or [#BORDER] or [#NOTHING].
    int tag;

    /// Begins a question: nothing was met on the way up to `limit`.
    void clear(double limit) {
        time = limit;
        nx = 0;
        ny = 0;
        nz = 0;
        carryNz = 0;
        top = Double.POSITIVE_INFINITY;
        tag = NOTHING;
    }

    void set(double when, double normalX, double normalY, double normalZ, int what) {
        time = when;
        nx = normalX;
        ny = normalY;
        nz = normalZ;
        carryNz = normalZ;
        top = Double.POSITIVE_INFINITY;
        tag = what;
    }
}
