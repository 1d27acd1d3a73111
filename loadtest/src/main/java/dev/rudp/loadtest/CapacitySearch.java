package dev.rudp.loadtest;

import java.util.OptionalInt;

/// Looks for the largest number that holds: doubles until one does not, then halves the gap until
/// it is within a tenth, or the steps are used up. Pure.
final class CapacitySearch {
    /// The gap between what held and what did not at which the search ends, of the former.
    private static final double RESOLUTION = 0.1;

    /// Numbers are rounded to a multiple of this: nobody reads 1,437.
    private static final int GRAIN = 25;

    private final int most;
    private final int maxSteps;
    private int next;
    private int steps;
    private int held;
    private int notHeld;

    /// @param first the first number to try, at least 1
    /// @param most the largest
    CapacitySearch(int first, int most, int maxSteps) {
        assert first >= 1 && first <= most && maxSteps >= 1;
        this.next = first;
        this.most = most;
        this.maxSteps = maxSteps;
        this.notHeld = Integer.MAX_VALUE;
    }

    /// {@return the number to try next; empty when the search is over}
    OptionalInt next() {
        return next > 0 && steps < maxSteps ? OptionalInt.of(next) : OptionalInt.empty();
    }

    /// Says how the number of [#next()] came out.
    void tried(boolean holds) {
        steps++;
        if (holds) {
            held = next;
        } else {
            notHeld = next;
        }
        next = choose();
    }

    /// {@return the largest number that held; 0 when none did}
    int best() {
        return held;
    }

    private int choose() {
        if (notHeld == Integer.MAX_VALUE) {
            return held == most ? 0 : Math.min(most, 2 * held);
        }
        int gap = notHeld - held;
        if (gap <= Math.max(GRAIN, held * RESOLUTION)) {
            return 0;
        }
        int middle = (held + gap / 2) / GRAIN * GRAIN;
        return middle > held && middle < notHeld ? middle : 0;
    }
}
