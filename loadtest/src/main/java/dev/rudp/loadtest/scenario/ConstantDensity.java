package dev.rudp.loadtest.scenario;

import dev.rudp.loadtest.measure.TargetSet;

/// Everybody wanders about an open field that grows with their number: 2,000 players to a square
/// kilometre. What changes with the number of players is then the server's doing, not the density.
public final class ConstantDensity implements Scenario {
    private static final double SQUARE_METRES_PER_PLAYER = 500;

    private final int players;

    public ConstantDensity(int players) {
        this.players = players;
    }

    /// {@return the length of the field's sides in metres}
    public static int metres(int players) {
        return Math.max(
                Field.MIN_METRES, (int) Math.round(Math.sqrt(players * SQUARE_METRES_PER_PLAYER)));
    }

    @Override
    public String name() {
        return "walk";
    }

    @Override
    public String about() {
        return "everybody wanders about a field that grows with their number";
    }

    @Override
    public TargetSet targets() {
        return TargetSet.SPREAD;
    }

    @Override
    public Field field() {
        return Field.open(metres(players));
    }

    @Override
    public Walker walker(long seed, int width, int depth, int tickHz) {
        return new Walk().walker(seed, width, depth, tickHz);
    }
}
