package dev.rudp.engine.input;

import java.util.Arrays;

/// The waiting inputs of every player, by slot, and the choice of one per tick. Owner: the world
/// thread. No allocation after construction.
///
/// - A player's inputs are consumed in order of sequence, exactly one per tick: no client moves
///   faster than real time.
/// - When none waits, the last one is repeated for at most [#REPEAT_TICKS] ticks, then the neutral
///   word 0 is used: a short gap is not felt, and a vanished client does not run on.
/// - When more than [#TARGET_DEPTH] have waited for [#CROWDED_TICKS] ticks in a row, the oldest is
///   dropped: a queue that a burst once filled does not delay its player for ever.
/// - A full queue drops its oldest: what a player wants now counts more than what it wanted.
public final class InputQueues {
    /// Inputs that can wait per player.
    public static final int DEPTH = 8;

    public static final int REPEAT_TICKS = 10;
    public static final int TARGET_DEPTH = 2;
    public static final int CROWDED_TICKS = 20;

    private final int[] sequences;
    private final long[] words;
    private final byte[] depth;
    private final int[] lastSequence;
    private final long[] lastWord;
    private final int[] starvedTicks;
    private final int[] crowdedTicks;

    private long late;
    private long duplicate;
    private long dropped;
    private long starved;

    public InputQueues(int capacity) {
        this.sequences = new int[capacity * DEPTH];
        this.words = new long[capacity * DEPTH];
        this.depth = new byte[capacity];
        this.lastSequence = new int[capacity];
        this.lastWord = new long[capacity];
        this.starvedTicks = new int[capacity];
        this.crowdedTicks = new int[capacity];
    }

    /// Empties the queue of a slot for a new player.
    public void reset(int slot) {
        depth[slot] = 0;
        lastSequence[slot] = 0;
        lastWord[slot] = 0;
        starvedTicks[slot] = REPEAT_TICKS;
        crowdedTicks[slot] = 0;
    }

    /// Puts an input in its place by sequence.
    public void offer(int slot, int sequence, long word) {
        if (sequence <= lastSequence[slot]) {
            late++;
            return;
        }
        int base = slot * DEPTH;
        int count = depth[slot];
        int at = base + count;
        while (at > base && sequences[at - 1] > sequence) {
            at--;
        }
        if (at > base && sequences[at - 1] == sequence) {
            duplicate++;
            return;
        }
        if (count == DEPTH) {
            dropped++;
            if (at == base) {
                return;
            }
            removeOldest(slot);
            at--;
        }
        int tail = base + depth[slot] - at;
        System.arraycopy(sequences, at, sequences, at + 1, tail);
        System.arraycopy(words, at, words, at + 1, tail);
        sequences[at] = sequence;
        words[at] = word;
        depth[slot]++;
    }

    /// Chooses the input of this tick; {@return its word}
    public long take(int slot) {
        crowdedTicks[slot] = depth[slot] > TARGET_DEPTH ? crowdedTicks[slot] + 1 : 0;
        if (crowdedTicks[slot] > CROWDED_TICKS) {
            crowdedTicks[slot] = 0;
            dropped++;
            removeOldest(slot);
        }
        if (depth[slot] == 0) {
            if (starvedTicks[slot] < REPEAT_TICKS) {
                starvedTicks[slot]++;
                starved++;
                return lastWord[slot];
            }
            lastWord[slot] = 0;
            return 0;
        }
        int base = slot * DEPTH;
        lastSequence[slot] = sequences[base];
        lastWord[slot] = words[base];
        starvedTicks[slot] = 0;
        removeOldest(slot);
        return lastWord[slot];
    }

    /// {@return the inputs that wait}
    public int depth(int slot) {
        return depth[slot];
    }

    /// {@return the sequence of the input taken last, 0 before the first}
    public int lastSequence(int slot) {
        return lastSequence[slot];
    }

    /// {@return inputs that came after their turn}
    public long late() {
        return late;
    }

    /// {@return inputs that were already waiting}
    public long duplicate() {
        return duplicate;
    }

    /// {@return inputs dropped because too many waited}
    public long dropped() {
        return dropped;
    }

    /// {@return ticks of a player that repeated its last input because none waited}
    public long starved() {
        return starved;
    }

    /// {@return a hash of all that decides what later ticks take}
    public long stateHash() {
        long hash = Arrays.hashCode(depth);
        hash = hash * 31 + Arrays.hashCode(lastSequence);
        hash = hash * 31 + Arrays.hashCode(lastWord);
        hash = hash * 31 + Arrays.hashCode(starvedTicks);
        hash = hash * 31 + Arrays.hashCode(crowdedTicks);
        for (int slot = 0; slot < depth.length; slot++) {
            for (int i = slot * DEPTH; i < slot * DEPTH + depth[slot]; i++) {
                hash = (hash * 31 + sequences[i]) * 31 + words[i];
            }
        }
        return hash;
    }

    private void removeOldest(int slot) {
        int base = slot * DEPTH;
        int rest = --depth[slot];
        System.arraycopy(sequences, base + 1, sequences, base, rest);
        System.arraycopy(words, base + 1, words, base, rest);
    }
}
