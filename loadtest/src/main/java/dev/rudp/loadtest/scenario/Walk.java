package dev.rudp.loadtest.scenario;

import dev.rudp.game.bot.Bot;
import dev.rudp.loadtest.measure.TargetSet;

/// Everybody wanders about the server's map on their own: an ordinary evening.
final class Walk implements Scenario {
    @Override
    public String name() {
        return "walk";
    }

    @Override
    public String about() {
        return "everybody wanders about the map on their own";
    }

    @Override
    public TargetSet targets() {
        return TargetSet.SPREAD;
    }

    @Override
    public Walker walker(long seed, int width, int depth, int tickHz) {
        Bot bot = new Bot(seed, width, depth);
        return (x, y, together) -> bot.think(x, y);
    }
}
