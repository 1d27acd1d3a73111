package dev.rudp.engine.entity;

/// Which entities exist. An entity is a *slot*, an index into every column, plus a *generation*
/// that tells it from the entities that had the slot before. The lowest free slot is given out
/// first, so columns stay dense and the order is deterministic. Owner: the world thread. No
/// allocation after construction.
public final class EntitySlots {
    /// The most slots there can be: a slot is 16 bits on the wire.
    public static final int MAX_CAPACITY = 1 << 16;

    /// What [#allocate()] returns when every slot is taken.
    public static final int NONE = -1;

    private static final int MAX_GENERATION = 0xFFFF;

    private final long[] live;
    private final char[] generation;
    private final int capacity;
    private int liveCount;

    /// No word below this one has a free slot.
    private int firstFreeWord;

    public EntitySlots(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "world.capacity=" + capacity + " not in [1, " + MAX_CAPACITY + "]");
        }
        this.capacity = capacity;
        this.live = new long[(capacity + 63) >>> 6];
        this.generation = new char[capacity];
    }

    /// {@return the lowest free slot, now live with a new generation, or [#NONE]}
    public int allocate() {
        for (int word = firstFreeWord; word < live.length; word++) {
            long free = ~live[word];
            if (free != 0) {
                int slot = (word << 6) + Long.numberOfTrailingZeros(free);
                if (slot >= capacity) {
                    return NONE;
                }
                firstFreeWord = word;
                live[word] |= 1L << slot;
                generation[slot] =
                        (char) (generation[slot] == MAX_GENERATION ? 1 : generation[slot] + 1);
                liveCount++;
                return slot;
            }
            firstFreeWord = word + 1;
        }
        return NONE;
    }

    /// Ends the entity in `slot`, which must be live.
    public void free(int slot) {
        assert isLive(slot) : "slot=" + slot + " is not live";
        live[slot >>> 6] &= ~(1L << slot);
        firstFreeWord = Math.min(firstFreeWord, slot >>> 6);
        liveCount--;
    }

    public boolean isLive(int slot) {
        return (live[slot >>> 6] & (1L << slot)) != 0;
    }

    /// {@return whether the entity of that generation lives in `slot`}
    public boolean isLive(int slot, int generation) {
        return slot >= 0 && slot < capacity && isLive(slot) && this.generation[slot] == generation;
    }

    /// {@return 1..65535 for the newest entity that had `slot`, 0 when none ever had}
    public int generation(int slot) {
        return generation[slot];
    }

    /// {@return the lowest live slot at or after `from`, or [#NONE]}
    ///
    /// Walk all with `for (int s = slots.nextLive(0); s >= 0; s = slots.nextLive(s + 1))`.
    public int nextLive(int from) {
        if (from >= capacity) {
            return NONE;
        }
        int word = from >>> 6;
        long bits = live[word] & (-1L << from);
        while (bits == 0) {
            if (++word == live.length) {
                return NONE;
            }
            bits = live[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    public int liveCount() {
        return liveCount;
    }

    public int capacity() {
        return capacity;
    }
}
