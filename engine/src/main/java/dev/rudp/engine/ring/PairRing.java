package dev.rudp.engine.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A bounded ring of pairs of numbers from one producer thread to one consumer thread, without
/// locks or allocation. A full ring refuses: the producer decides and counts.
///
/// Producer: [#offer(long, long)]. Consumer: `while (ring.poll()) use(ring.first(),
/// ring.second())`.
public final class PairRing {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    /// Both cursors in one array, 128 bytes from each other and from their neighbours, so that the
    /// two threads do not fight over one cache line.
    private static final int TAIL = 16;

    private static final int HEAD = 32;

    private final long[] cursors = new long[48];
    private final long[] pairs;
    private final int mask;

    /// Producer's: the newest head that it has seen.
    private long seenHead;

    /// Consumer's: the newest tail that it has seen, and the pair that it took last.
    private long seenTail;

    private long first;
    private long second;

    /// @param capacity a power of two
    public PairRing(int capacity) {
        if (capacity < 2 || capacity > 1 << 24 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "ring.capacity=" + capacity + " not a power of two in [2, 2^24]");
        }
        this.pairs = new long[2 * capacity];
        this.mask = capacity - 1;
    }

    /// Producer: {@return false, and takes nothing, when the ring is full}
    public boolean offer(long first, long second) {
        if (isFull()) {
            return false;
        }
        long tail = cursors[TAIL];
        int at = ((int) tail & mask) << 1;
        pairs[at] = first;
        pairs[at + 1] = second;
        LONGS.setRelease(cursors, TAIL, tail + 1);
        return true;
    }

    /// Producer: {@return whether the next offer would be refused}
    public boolean isFull() {
        long tail = cursors[TAIL];
        if (tail - seenHead > mask) {
            seenHead = (long) LONGS.getAcquire(cursors, HEAD);
        }
        return tail - seenHead > mask;
    }

    /// Consumer: takes the oldest pair; {@return false when there is none}
    public boolean poll() {
        long head = cursors[HEAD];
        if (head == seenTail) {
            seenTail = (long) LONGS.getAcquire(cursors, TAIL);
            if (head == seenTail) {
                return false;
            }
        }
        int at = ((int) head & mask) << 1;
        first = pairs[at];
        second = pairs[at + 1];
        LONGS.setRelease(cursors, HEAD, head + 1);
        return true;
    }

    /// Consumer: {@return the first number of the pair taken last}
    public long first() {
        return first;
    }

    /// Consumer: {@return the second number of the pair taken last}
    public long second() {
        return second;
    }

    public int capacity() {
        return mask + 1;
    }
}
