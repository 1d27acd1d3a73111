package dev.rudp.transport.endpoint;

import java.util.random.RandomGenerator;

/// From a peer's address, as three numbers, to a number of ours. Open addressing with linear
/// probing in one array, at most half full, so a look-up touches one or two cache lines and no
/// object. The hash is a [KeyedHash] under a secret key: nobody can aim at one bucket. Fixed
/// capacity; owner: one thread.
///
/// Removal shifts back what follows (Knuth 6.4, algorithm R), so there are no tombstones.
final class AddressMap {
    /// Not a value that can be stored.
    static final int NONE = Integer.MIN_VALUE;

    /// Words per place: hi, lo, port and value, in-use flag. 32 bytes: two places a cache line.
    private static final int WORDS = 4;

    private final long[] table;
    private final int mask;
    private final long key0;
    private final long key1;
    private final int capacity;
    private int size;

    AddressMap(int capacity, RandomGenerator random) {
        this.capacity = capacity;
        int places = Integer.highestOneBit(Math.max(4, capacity) - 1) << 2;
        table = new long[places * WORDS];
        mask = places - 1;
        key0 = random.nextLong();
        key1 = random.nextLong();
    }

    /// {@return the value at this address, or [#NONE]}
    int find(long hi, long lo, int port) {
        int at = place(hi, lo, port) * WORDS;
        return table[at + 3] == 0 ? NONE : (int) table[at + 2];
    }

    /// Puts or replaces the value at this address.
    ///
    /// @return false if the map is full
    boolean put(long hi, long lo, int port, int value) {
        assert value != NONE;
        int at = place(hi, lo, port) * WORDS;
        if (table[at + 3] == 0) {
            if (size == capacity) {
                return false;
            }
            size++;
        }
        table[at] = hi;
        table[at + 1] = lo;
        table[at + 2] = ((long) port << 32) | (value & 0xFFFF_FFFFL);
        table[at + 3] = 1;
        return true;
    }

    void remove(long hi, long lo, int port) {
        int hole = place(hi, lo, port);
        if (table[hole * WORDS + 3] == 0) {
            return;
        }
        size--;
        int next = (hole + 1) & mask;
        while (table[next * WORDS + 3] != 0) {
            int at = next * WORDS;
            int home = hash(table[at], table[at + 1], (int) (table[at + 2] >>> 32)) & mask;
            // It may move into the hole unless its home lies cyclically behind the hole.
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                System.arraycopy(table, at, table, hole * WORDS, WORDS);
                hole = next;
            }
            next = (next + 1) & mask;
        }
        table[hole * WORDS + 3] = 0;
    }

    int size() {
        return size;
    }

    /// {@return where the address is, or where it would be put}
    private int place(long hi, long lo, int port) {
        int place = hash(hi, lo, port) & mask;
        while (true) {
            int at = place * WORDS;
            if (table[at + 3] == 0
                    || (table[at + 1] == lo
                            && (int) (table[at + 2] >>> 32) == port
                            && table[at] == hi)) {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    private int hash(long hi, long lo, int port) {
        long hash = KeyedHash.of(key0, key1, hi, lo, port);
        return (int) (hash ^ (hash >>> 32));
    }
}
