package dev.rudp.loadtest.scenario;

import dev.rudp.game.bot.Bot;
import dev.rudp.loadtest.measure.TargetSet;
import java.util.List;

/// Everybody wanders about, and twice a second the server puts a sixteenth of all players somewhere
/// else, together: whole views are replaced at once.
final class Teleport implements Scenario {
    @Override
    public String name() {
        return "teleport";
    }

    @Override
    public String about() {
        return "twice a second the server puts a sixteenth of all players elsewhere";
    }

    @Override
    public TargetSet targets() {
        return TargetSet.CROWDED;
    }

    @Override
    public List<String> serverSettings(int tickHz) {
        return List.of("world.regroup-ticks=" + Math.max(1, tickHz / 2));
    }

    @Override
    public Walker walker(long seed, int width, int depth, int tickHz) {
        Bot bot = new Bot(seed, width, depth);
        return (x, y, together) -> bot.think(x, y);
    }
}
