package dev.rudp.engine.snapshot;

/// Which of the newest snapshots were decoded: what a client says with every input message. Not
/// thread-safe.
public final class DecodedTicks {
    private int newest;
    private int missing = -1;

    /// Nothing is held (any more).
    public void clear() {
        newest = 0;
        missing = -1;
    }

    /// The snapshot of `tick`, newer than all before, was decoded.
    public void add(int tick) {
        assert tick > newest : "tick=" + tick + " <= " + newest;
        int step = tick - newest;
        if (newest == 0 || step > ClientView.REPORTED) {
            missing = -1;
        } else {
            // Those between were not; the newest until now was.
            long shifted = (missing & 0xFFFF_FFFFL) << step | ((1L << (step - 1)) - 1);
            missing = (int) shifted;
        }
        newest = tick;
    }

    /// {@return the newest, 0 for none}
    public int newest() {
        return newest;
    }

    /// {@return bit k is set when the snapshot of tick `newest() - 1 - k` was not decoded}
    public int missing() {
        return missing;
    }
}
