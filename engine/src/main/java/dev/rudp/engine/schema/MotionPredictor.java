package dev.rudp.engine.schema;

/// Where an entity will be if nothing happens to it: both ends compute it alike, so that an entity
/// that moves as predicted costs next to nothing. Integers only. Immutable; any thread.
///
/// A velocity of `v` steps with `r` position steps per second and velocity step moves a position by
/// `F(t) - F(s)` from tick `s` to tick `t`, where `F(t) = floor(r v t / tickHz)`. The sum over any
/// ticks in a row is closed, never off by more than one step from the straight line, and exact for
/// every whole second. A game whose bodies move by that same rule, one tick after the other, is
/// predicted without error until it steers.
public final class MotionPredictor {
    /// The farthest that anything is predicted, in ticks.
    public static final int MAX_TICKS = 64;

    private final int tickHz;
    private final int[] positions;
    private final int[] velocities;
    private final int[] ratios;
    private final int[] minStep;
    private final int[] maxStep;

    /// @param tickHz ticks a second, 1..1000
    public MotionPredictor(ReplicatedSchema schema, int tickHz) {
        if (tickHz < 1 || tickHz > 1000) {
            throw new IllegalArgumentException("motion.tick-hz=" + tickHz + " not in [1, 1000]");
        }
        this.tickHz = tickHz;
        int count = schema.motions().size();
        this.positions = new int[count];
        this.velocities = new int[count];
        this.ratios = new int[count];
        this.minStep = new int[count];
        this.maxStep = new int[count];
        for (int i = 0; i < count; i++) {
            FieldMotionRule motion = schema.motions().get(i);
            positions[i] = motion.position();
            velocities[i] = motion.velocity();
            ratios[i] = motion.stepsPerSecond();
            minStep[i] = schema.field(motion.position()).minStep();
            maxStep[i] = schema.field(motion.position()).maxStep();
        }
    }

    /// {@return how many fields move}
    public int count() {
        return positions.length;
    }

    /// {@return the i-th field that moves}
    public int position(int i) {
        return positions[i];
    }

    /// Moves the row at `rows[at]`, which is the state at `fromTick`, on to `toTick`.
    public void advance(int[] rows, int at, int fromTick, int toTick) {
        int phase = fromTick % tickHz;
        int end = phase + toTick - fromTick;
        for (int i = 0; i < positions.length; i++) {
            int rate = rows[at + velocities[i]] * ratios[i];
            // Most stand still in one direction at least, and a division costs more than a look.
            if (rate != 0) {
                int to = rows[at + positions[i]] + way(rate, phase, end);
                rows[at + positions[i]] = Math.max(minStep[i], Math.min(maxStep[i], to));
            }
        }
    }

    /// {@return the steps that `rate` steps a second are from tick `from` to tick `to`}
    public int way(int rate, int from, int to) {
        return floorOfTickHz((long) rate * to) - floorOfTickHz((long) rate * from);
    }

    /// The quotient of two whole numbers below 2^53 is no whole number's neighbour unless it is
    /// one, so its floor is exact; and processors divide doubles faster than longs.
    private int floorOfTickHz(long product) {
        return (int) Math.floor((double) product / tickHz);
    }
}
