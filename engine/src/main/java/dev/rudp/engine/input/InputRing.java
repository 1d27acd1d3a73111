package dev.rudp.engine.input;

import dev.rudp.engine.ring.PairRing;

/// Carries inputs from a shard thread to the world thread: bounded, one producer, one consumer.
/// When it is full the input is refused; the client repeats it anyway.
public final class InputRing {
    private final PairRing ring;

    /// @param capacity a power of two
    public InputRing(int capacity) {
        this.ring = new PairRing(capacity);
    }

    /// Producer: {@return false when the ring is full}
    public boolean offer(int slot, int generation, int sequence, long word) {
        long head = ((long) slot << 48) | ((long) generation << 32) | (sequence & 0xFFFF_FFFFL);
        return ring.offer(head, word);
    }

    /// Consumer: takes the next input; {@return false when there is none}
    public boolean poll() {
        return ring.poll();
    }

    public int slot() {
        return (int) (ring.first() >>> 48);
    }

    public int generation() {
        return (int) (ring.first() >>> 32) & 0xFFFF;
    }

    public int sequence() {
        return (int) ring.first();
    }

    public long word() {
        return ring.second();
    }
}
