package dev.rudp.engine.message;

/// How many commands a player may still give: a bucket that ticks fill. An empty one is no offence:
/// the shard stops reading the player's commands until there is room, so they wait in the client,
/// in order, and none is lost. Owner: the session's shard thread. No allocation.
public final class CommandBudget {
    private final int perSecond;
    private final int burst;
    private final int tickHz;

    /// In commands × ticks per second, so that any rate is exact in integers.
    private long credit;

    private int filledTick;

    /// @param perSecond commands a second in the long run, 1..1,000
    /// @param burst commands that may come at once, 1..1,000
    public CommandBudget(int perSecond, int burst, int tickHz) {
        require("per-second", perSecond);
        require("burst", burst);
        this.perSecond = perSecond;
        this.burst = burst;
        this.tickHz = tickHz;
    }

    /// Starts over for another player.
    public void reset(int tick) {
        credit = (long) burst * tickHz;
        filledTick = tick;
    }

    /// {@return whether another command may be taken}
    ///
    /// @param tick the world's newest tick: the measure of real time
    public boolean allows(int tick) {
        if (tick > filledTick) {
            long earned = (long) (tick - filledTick) * perSecond;
            credit = Math.min((long) burst * tickHz, credit + earned);
            filledTick = tick;
        }
        return credit >= tickHz;
    }

    /// One command was taken.
    public void take() {
        credit -= tickHz;
    }

    private static void require(String key, int value) {
        if (value < 1 || value > 1_000) {
            throw new IllegalArgumentException(
                    "commands." + key + "=" + value + " not in [1, 1000]");
        }
    }
}
