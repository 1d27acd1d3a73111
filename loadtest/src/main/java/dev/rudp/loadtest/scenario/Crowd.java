package dev.rudp.loadtest.scenario;

import dev.rudp.game.bot.Bot;
import dev.rudp.loadtest.measure.TargetSet;

/// Everybody is in one walled yard of 50 m, and moves: each could see all others, and sees the most
/// that anybody may see.
final class Crowd implements Scenario {
    static final int METRES = 50;

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public String about() {
        return "everybody moves about within one yard of " + METRES + " m";
    }

    @Override
    public TargetSet targets() {
        return TargetSet.CROWDED;
    }

    @Override
    public Field field() {
        return Field.yard(METRES);
    }

    @Override
    public Walker walker(long seed, int width, int depth, int tickHz) {
        Bot bot = new Bot(seed, width, depth);
        return (x, y, together) -> bot.think(x, y);
    }
}
