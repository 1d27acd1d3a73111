package dev.rudp.engine.snapshot;

/// Finds the best [Quality] that what limits it can bear: a path, or a thread. Told at regular
/// intervals whether it was *strained*, it goes down a step after a few strained ones in a row and
/// up one after many calm ones, twice as many each time that going up proved wrong. A pure function
/// of what it was told; no clock. Not thread-safe.
public final class QualityLadder {
    private static final int STEPS = Quality.values().length;
    private static final Quality[] QUALITIES = Quality.values();
    private static final int MAX_DOUBLINGS = 4;

    private final int strainedToFall;
    private final int calmToRise;
    private int step;
    private int strained;
    private int calm;
    private int doublings;
    private boolean risen;

    /// @param strainedToFall strained intervals in a row before a step down, from 1
    /// @param calmToRise calm intervals in a row before a step up, from 1
    public QualityLadder(int strainedToFall, int calmToRise) {
        assert strainedToFall > 0 && calmToRise > 0;
        this.strainedToFall = strainedToFall;
        this.calmToRise = calmToRise;
    }

    /// Starts over at the top.
    public void reset() {
        step = 0;
        strained = 0;
        calm = 0;
        doublings = 0;
        risen = false;
    }

    /// An interval has passed.
    public void observe(boolean wasStrained) {
        if (wasStrained) {
            calm = 0;
            if (++strained >= strainedToFall) {
                strained = 0;
                fall();
            }
            return;
        }
        strained = 0;
        if (++calm >= calmToRise << doublings) {
            calm = 0;
            rise();
        }
    }

    public Quality quality() {
        return QUALITIES[step];
    }

    /// {@return how many steps below the best it stands}
    public int step() {
        return step;
    }

    private void fall() {
        if (risen) {
            doublings = Math.min(MAX_DOUBLINGS, doublings + 1);
            risen = false;
        }
        step = Math.min(STEPS - 1, step + 1);
    }

    private void rise() {
        if (step > 0) {
            step--;
            risen = true;
        } else {
            doublings = 0;
            risen = false;
        }
    }
}
