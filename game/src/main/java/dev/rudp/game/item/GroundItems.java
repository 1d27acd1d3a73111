package dev.rudp.game.item;

import dev.rudp.game.chance.Digest;
import java.util.Arrays;

/// What lies on the ground: a bounded pool, the lowest free row first. Full: what would lie there
/// stays where it is. Owner: the world thread. No allocation.
public final class GroundItems {
    private final ItemStore store;
    private final int[] item;
    private final int[] x;
    private final int[] y;
    private final long[] ownerId;
    private final int[] ownerParty;
    private final int[] ownedUntil;
    private final int[] vanishesAt;
    private int count;

    public GroundItems(ItemStore store, int capacity) {
        this.store = store;
        item = new int[capacity];
        x = new int[capacity];
        y = new int[capacity];
        ownerId = new long[capacity];
        ownerParty = new int[capacity];
        ownedUntil = new int[capacity];
        vanishesAt = new int[capacity];
        Arrays.fill(item, ItemStore.NONE);
    }

    public boolean hasRoom() {
        return count < item.length;
    }

    /// Lays an item down; the caller has asked [#hasRoom()].
    ///
    /// @param owner who alone may take it at first, 0 for anybody
    void lay(int row, int atX, int atY, long owner, int party, int owned, int vanishes) {
        int at = 0;
        while (item[at] != ItemStore.NONE) {
            at++;
        }
        item[at] = row;
        x[at] = atX;
        y[at] = atY;
        ownerId[at] = owner;
        ownerParty[at] = party;
        ownedUntil[at] = owned;
        vanishesAt[at] = vanishes;
        count++;
    }

    /// Takes an item up from the ground.
    void lift(int at) {
        item[at] = ItemStore.NONE;
        count--;
    }

    /// Lets vanish whose time has come.
    public void step(int tick) {
        for (int at = 0; at < item.length && count > 0; at++) {
            if (item[at] != ItemStore.NONE && tick >= vanishesAt[at]) {
                store.destroy(item[at], store.count(item[at]));
                lift(at);
            }
        }
    }

    /// {@return where the item of that id lies, or -1}
    public int find(long id) {
        for (int at = 0; at < item.length; at++) {
            if (item[at] != ItemStore.NONE && store.id(item[at]) == id) {
                return at;
            }
        }
        return -1;
    }

    public boolean mayTake(int at, long who, int party, int tick) {
        return ownerId[at] == 0
                || tick >= ownedUntil[at]
                || ownerId[at] == who
                || (party >= 0 && ownerParty[at] == party);
    }

    /// {@return the item's row, or [ItemStore#NONE]}
    public int item(int at) {
        return item[at];
    }

    public int x(int at) {
        return x[at];
    }

    public int y(int at) {
        return y[at];
    }

    public int capacity() {
        return item.length;
    }

    public int count() {
        return count;
    }

    public long hash(long seed) {
        long hash = seed;
        for (int at = 0; at < item.length; at++) {
            if (item[at] != ItemStore.NONE) {
                hash = Digest.mix(hash, ((long) item[at] << 32) ^ vanishesAt[at]);
                hash = Digest.mix(hash, ((long) x[at] << 32) ^ y[at]);
                hash = Digest.mix(hash, ownerId[at] * 31 + ownedUntil[at]);
            }
        }
        return hash;
    }
}
