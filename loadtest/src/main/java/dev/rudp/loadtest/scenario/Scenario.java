package dev.rudp.loadtest.scenario;

import dev.rudp.loadtest.measure.TargetSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to load a server. Immutable. A new one is one class, and one line in [Scenarios].
public interface Scenario {
    /// {@return what it is called on the command line: lower case}
    String name();

    /// {@return what the players do, in half a line}
    String about();

    /// {@return the promises that hold for it}
    TargetSet targets();

    /// {@return the ground that it needs, or null to play on the server's own map}
    default @Nullable Field field() {
        return null;
    }

    /// {@return settings of the server without which it is not this scenario, `key=value` each}
    ///
    /// @param tickHz of the world
    default List<String> serverSettings(int tickHz) {
        return List.of();
    }

    /// {@return legs and a mind for one player}
    ///
    /// @param seed its own
    /// @param width of the world along x, in [dev.rudp.game.map.Distance] units
    /// @param depth of the world along y
    /// @param tickHz how often a second it will think
    Walker walker(long seed, int width, int depth, int tickHz);
}
