package dev.rudp.game.item;

import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;

/// All item instances of a world as rows. An instance has a 64-bit id of its own, never used again
/// in this world; a stack is one instance of several units. Full: nothing new appears, which is
/// counted. Owner: the world thread. Allocates nothing after construction.
public final class ItemStore {
    /// No row.
    public static final int NONE = -1;

    private final Ledger ledger;
    private final long[] id;
    private final int[] kind;
    private final int[] count;
    private final int[] durability;
    private final boolean[] reserved;
    private final int[] free;
    private int freeCount;
    private long nextId;
    private long refusedFull;

    /// @param firstId the first id to give; further ones follow
    public ItemStore(int capacity, int kinds, long firstId) {
        ledger = new Ledger(kinds);
        id = new long[capacity];
        kind = new int[capacity];
        count = new int[capacity];
        durability = new int[capacity];
        reserved = new boolean[capacity];
        free = new int[capacity];
        nextId = firstId;
        for (int row = capacity - 1; row >= 0; row--) {
            free[freeCount++] = row;
        }
    }

    /// Brings units into the world. {@return the new row, or [#NONE] when the store is full}
    int create(Content content, int ofKind, int units) {
        int row = allocate(ofKind, units, content.item(ofKind).durability());
        if (row != NONE) {
            ledger.came(ofKind, units);
        }
        return row;
    }

    /// Takes units out of the world; a row without units is free.
    void destroy(int row, int units) {
        assert units > 0 && units <= count[row] : "units=" + units + " of " + count[row];
        ledger.left(kind[row], units);
        shrink(row, units);
    }

    /// Parts a stack. {@return the row of the new one, or [#NONE]}
    int split(int row, int units) {
        assert units > 0 && units < count[row] : "units=" + units + " of " + count[row];
        int part = allocate(kind[row], units, durability[row]);
        if (part != NONE) {
            count[row] -= units;
        }
        return part;
    }

    /// Moves units from one stack to another of the same kind.
    void merge(int from, int to, int units) {
        assert kind[from] == kind[to] : "kinds " + kind[from] + " and " + kind[to];
        count[to] += units;
        shrink(from, units);
    }

    /// Makes a blow or a death tell on equipment. {@return whether it broke just now}
    boolean wear(int row, int by) {
        if (durability[row] == 0) {
            return false;
        }
        durability[row] = Math.max(0, durability[row] - by);
        return durability[row] == 0;
    }

    void setDurability(int row, int left) {
        durability[row] = left;
    }

    void reserve(int row, boolean on) {
        reserved[row] = on;
    }

    public long id(int row) {
        return id[row];
    }

    public int kind(int row) {
        return kind[row];
    }

    public int count(int row) {
        return count[row];
    }

    /// {@return what is left of it; 0 is broken, for kinds that break}
    public int durability(int row) {
        return durability[row];
    }

    /// {@return whether it is on offer in a trade}
    public boolean isReserved(int row) {
        return reserved[row];
    }

    public boolean isLive(int row) {
        return count[row] > 0;
    }

    public boolean isBroken(Content content, int row) {
        return content.item(kind[row]).durability() > 0 && durability[row] == 0;
    }

    /// {@return whether there are so many rows to spare}
    public boolean hasRoom(int rows) {
        return freeCount >= rows;
    }

    public Ledger ledger() {
        return ledger;
    }

    public int capacity() {
        return id.length;
    }

    /// {@return the id that the next instance gets}
    public long nextId() {
        return nextId;
    }

    public long refusedFull() {
        return refusedFull;
    }

    public long hash(long seed) {
        long hash = Digest.mix(seed, nextId);
        for (int row = 0; row < id.length; row++) {
            if (count[row] > 0) {
                hash = Digest.mix(hash, id[row] * 31 + kind[row]);
                hash = Digest.mix(hash, ((long) count[row] << 32) ^ durability[row]);
                hash = Digest.mix(hash, row * 2L + (reserved[row] ? 1 : 0));
            }
        }
        return ledger.hash(hash);
    }

    private int allocate(int ofKind, int units, int left) {
        if (freeCount == 0) {
            refusedFull++;
            return NONE;
        }
        int row = free[--freeCount];
        id[row] = nextId++;
        kind[row] = ofKind;
        count[row] = units;
        durability[row] = left;
        reserved[row] = false;
        return row;
    }

    private void shrink(int row, int units) {
        count[row] -= units;
        if (count[row] == 0) {
            reserved[row] = false;
            free[freeCount++] = row;
        }
    }
}
