package dev.rudp.game.map;

/// The unit of every position and length in a world: 1/256 metre, as an int. Maps, movement and
/// snapshots use the same unit, so a position is never rounded on its way from the simulation to a
/// client and back.
public final class Distance {
    public static final int PER_METRE = 256;

    private Distance() {}

    /// {@return `metres` rounded to the nearest unit; the caller bounds it}
    public static int ofMetres(double metres) {
        return (int) Math.rint(metres * PER_METRE);
    }

    /// {@return the exact length in metres}
    public static double toMetres(int units) {
        return units / (double) PER_METRE;
    }
}
