package dev.rudp.transport.channel;

import dev.rudp.transport.ack.Sequence16;
import java.util.Arrays;

/// Which of the newest 256 numbers came already. Owner: the shard thread.
final class SequenceWindow {
    static final int NUMBERS = 256;

    private final long[] seen = new long[NUMBERS / Long.SIZE];
    private int newest;

    SequenceWindow() {
        reset();
    }

    void reset() {
        newest = 0xFFFF;
        Arrays.fill(seen, 0);
    }

    /// Takes a number.
    ///
    /// @return false when it came before, or is too old to know
    boolean add(int sequence) {
        int ahead = Sequence16.distance(sequence, newest);
        if (ahead <= -NUMBERS || (ahead <= 0 && bit(sequence))) {
            return false;
        }
        if (ahead >= NUMBERS) {
            Arrays.fill(seen, 0);
        }
        for (int i = 1; i < ahead && ahead < NUMBERS; i++) {
            seen[word(newest + i)] &= ~(1L << (newest + i));
        }
        if (ahead > 0) {
            newest = sequence;
        }
        seen[word(sequence)] |= 1L << sequence;
        return true;
    }

    int newest() {
        return newest;
    }

    private boolean bit(int sequence) {
        return (seen[word(sequence)] & (1L << sequence)) != 0;
    }

    private static int word(int sequence) {
        return (sequence >>> 6) & 3;
    }
}
