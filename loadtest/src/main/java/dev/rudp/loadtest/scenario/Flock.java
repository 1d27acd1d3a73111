package dev.rudp.loadtest.scenario;

import dev.rudp.game.input.InputWord;
import dev.rudp.loadtest.measure.TargetSet;

/// Everybody gathers in one corner of an open field and then runs across it as one flock, round and
/// round: everything that anybody sees moves in every tick, and the crowd loads each part of the
/// map in turn.
final class Flock implements Scenario {
    private static final int METRES = 1_024;
    private static final int GATHERING_METRES = 64;

    /// How long each side of the round is run: 600 m and 120 m at 6 m/s.
    private static final int LONG_SIDE_SECONDS = 100;

    private static final int SHORT_SIDE_SECONDS = 20;
    private static final int QUARTER_TURN = 16_384;

    @Override
    public String name() {
        return "flock";
    }

    @Override
    public String about() {
        return "everybody runs across the map together, as one flock";
    }

    @Override
    public TargetSet targets() {
        return TargetSet.CROWDED;
    }

    @Override
    public Field field() {
        return Field.openWithCorner(METRES, GATHERING_METRES);
    }

    @Override
    public Walker walker(long seed, int width, int depth, int tickHz) {
        return new Runner(tickHz);
    }

    /// One of the flock. It needs to know nothing: all begin together and count ticks.
    private static final class Runner implements Walker {
        private final int longSide;
        private final int shortSide;
        private int tick;

        Runner(int tickHz) {
            longSide = LONG_SIDE_SECONDS * tickHz;
            shortSide = SHORT_SIDE_SECONDS * tickHz;
        }

        @Override
        public long think(int x, int y, boolean together) {
            if (!together) {
                return 0;
            }
            int quarter = quarter(tick++ % (2 * (longSide + shortSide)));
            return InputWord.of(0, InputWord.FULL_STICK, quarter * QUARTER_TURN, 0);
        }

        private int quarter(int at) {
            int half = at / (longSide + shortSide);
            return 2 * half + (at % (longSide + shortSide) < longSide ? 0 : 1);
        }
    }
}
