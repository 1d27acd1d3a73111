package dev.rudp.game.event;

/// An event off the hot path: for logs, bots and tests.
public sealed interface GameEvent {
    int tick();

    /// @param amount thousandths of a point
    /// @param by skill or effect
    record Damaged(int tick, int attacker, int victim, int amount, int by, int flags)
            implements GameEvent {}

    record Healed(int tick, int healer, int healed, int amount, int by) implements GameEvent {}

    record Died(int tick, int who, int killer) implements GameEvent {}

    record Said(int tick, int who, int channel, String text) implements GameEvent {}

    /// @param change how many more (or fewer, below 0) of the kind `who` has
    record ItemMoved(int tick, int who, long item, int kind, int change) implements GameEvent {}

    record Refused(int tick, int who, int command, int code, int number) implements GameEvent {}

    record Other(int tick, EventKind kind, int who, int whom, int a, int b) implements GameEvent {}
}
