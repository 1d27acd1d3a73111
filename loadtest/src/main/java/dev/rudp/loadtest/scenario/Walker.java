package dev.rudp.loadtest.scenario;

/// What one bot wants. Owner: the swarm thread. Thinking allocates nothing.
@FunctionalInterface
public interface Walker {
    /// {@return the input for the next tick, see [dev.rudp.game.input.InputWord]}
    ///
    /// @param x where this bot last saw itself, in [dev.rudp.game.map.Distance] units, or
    ///   [dev.rudp.game.bot.Bot#UNKNOWN]: most bots do not decode what they are told
    /// @param together whether everybody has arrived
    long think(int x, int y, boolean together);
}
