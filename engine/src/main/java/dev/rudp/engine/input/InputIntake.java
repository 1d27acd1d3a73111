package dev.rudp.engine.input;

/// One session's gate for inputs: passes each sequence on once, oldest first, and no more of them
/// than real time allows, however many arrive. Owner: the session's shard thread. No allocation.
///
/// Every tick grants one input, and at most [#BURST] grants are saved up. So a client that runs its
/// clock fast, or floods, can neither fill the ring to the world nor crowd out other players.
///
/// Beyond the grants at most [#SLACK] inputs wait for the next ones, in the client that repeats
/// them; older ones are passed over for good. Otherwise a client that got ahead once, because the
/// world skipped ticks, would see the effect of everything it does that much later for ever.
public final class InputIntake {
    /// The most inputs that can pass at once: what a client has to catch up with after a stall.
    public static final int BURST = 24;

    /// The most inputs that wait for a grant.
    public static final int SLACK = 2;

    /// Where accepted inputs go.
    @FunctionalInterface
    public interface Sink {
        /// {@return false when it cannot take the input now}
        boolean input(int slot, int generation, int sequence, long word);
    }

    private int newest;
    private int grants;
    private int grantedTick;
    private long accepted;
    private long repeated;
    private long overBudget;
    private long refused;

    /// Starts over for another player.
    public void reset(int tick) {
        newest = 0;
        grants = BURST;
        grantedTick = tick;
        accepted = 0;
        repeated = 0;
        overBudget = 0;
        refused = 0;
    }

    /// Passes what is new in a message on to `sink`.
    ///
    /// @param tick the server's newest tick: the measure of real time
    public void accept(InputMessage message, int slot, int generation, int tick, Sink sink) {
        if (tick > grantedTick) {
            grants = Math.min(BURST, grants + Math.min(BURST, tick - grantedTick));
            grantedTick = tick;
        }
        int count = message.count();
        int last = InputMessage.extend(message.newestSequence(), newest);
        int excess = Math.min(last - newest, count) - grants - SLACK;
        if (excess > 0) {
            overBudget += excess;
            newest = last - grants - SLACK;
        }
        for (int i = 0; i < count; i++) {
            int sequence = last - (count - 1 - i);
            if (sequence <= newest) {
                repeated++;
            } else if (grants == 0) {
                return;
            } else if (sink.input(slot, generation, sequence, message.word(i))) {
                grants--;
                newest = sequence;
                accepted++;
            } else {
                refused++;
                return;
            }
        }
    }

    /// {@return the newest sequence passed on, 0 before the first}
    public int newest() {
        return newest;
    }

    /// {@return inputs passed on}
    public long accepted() {
        return accepted;
    }

    /// {@return inputs ignored because they or a newer one had been passed on: redundancy at work}
    public long repeated() {
        return repeated;
    }

    /// {@return inputs passed over because they came faster than real time}
    public long overBudget() {
        return overBudget;
    }

    /// {@return messages cut short because the ring to the world was full}
    public long refused() {
        return refused;
    }
}
