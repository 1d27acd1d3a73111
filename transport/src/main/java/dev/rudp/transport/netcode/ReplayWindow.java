package dev.rudp.transport.netcode;

/// Which of the last 256 sequences of one peer have arrived, so that a recorded packet is refused
/// when it comes again. What is older than the window counts as seen. Sequences are unsigned and 64
/// bits wide: they never wrap in practice, and the arithmetic here could not overflow if they did.
///
/// First [#isFresh], then decrypt, and only for an authentic packet [#accept]: a forger must not be
/// able to move the window.
public final class ReplayWindow {
    /// Packets; more than four seconds at 60 Hz.
    public static final int SIZE = 256;

    private final long[] seen = new long[SIZE / Long.SIZE];
    private long newest;

    /// Forgets everything, for a new session with new keys.
    public void reset() {
        newest = 0;
        for (int i = 0; i < seen.length; i++) {
            seen[i] = 0;
        }
    }

    /// {@return whether `sequence` has not arrived yet and is young enough for us to know}
    public boolean isFresh(long sequence) {
        if (Long.compareUnsigned(sequence, newest) > 0) {
            return true;
        }
        return newest - sequence < SIZE && newest - sequence >= 0 && !isSeen(sequence);
    }

    /// Marks `sequence`, whose packet was authentic and fresh, as arrived.
    public void accept(long sequence) {
        if (Long.compareUnsigned(sequence, newest) > 0) {
            forgetUntil(sequence);
            newest = sequence;
        }
        seen[word(sequence)] |= 1L << sequence;
    }

    /// {@return the highest sequence accepted, 0 if none was}
    public long newest() {
        return newest;
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    public long touch() {
        return seen[0];
    }

    /// Clears the places that the sequences after `newest`, up to `sequence`, take over.
    private void forgetUntil(long sequence) {
        long steps = sequence - newest;
        if (steps >= SIZE || steps < 0) {
            for (int i = 0; i < seen.length; i++) {
                seen[i] = 0;
            }
            return;
        }
        for (long next = newest + 1; next != sequence + 1; next++) {
            seen[word(next)] &= ~(1L << next);
        }
    }

    private boolean isSeen(long sequence) {
        return (seen[word(sequence)] & (1L << sequence)) != 0;
    }

    private static int word(long sequence) {
        return (int) (sequence >>> 6) & 3;
    }
}
