package dev.rudp.transport.ack;

import dev.rudp.transport.buffer.BufferPool;
import java.util.Arrays;

/// Puts fragments together again. Holds at most [#SLOTS] incomplete packets, for at most
/// [#LIFETIME_NS]; a newer packet takes the place of the oldest. Whatever a peer sends, it makes us
/// hold no more than `SLOTS × packetBytesMax`, and that comes from the shared pool.
///
/// Owner: the shard thread.
public final class FragmentAssembler {
    public static final int SLOTS = 4;

    /// A fragment that took longer than this to follow its first is lost.
    public static final long LIFETIME_NS = 1_000_000_000L;

    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /// What became of a fragment.
    public enum Outcome {
        /// Kept, more are missing.
        KEPT,
        /// The packet is complete: see [#header()] and [#packet()], then call [#release()].
        COMPLETE,
        /// There already, or of a packet that gave way to newer ones.
        IGNORED,
        /// Not canonical, or contradicts its siblings.
        MALFORMED,
        /// Longer than this connection allows.
        TOO_LARGE,
        /// The pool is used up.
        NO_MEMORY
    }

    private static final byte[] NOTHING = {};
    private static final int EMPTY = -1;
    private static final int WORDS = FragmentHeader.COUNT_MAX / Long.SIZE;

    private final BufferPool pool;
    private final int countMax;
    private final FragmentHeader fragmentHeader = new FragmentHeader();
    private final PacketHeader packetHeader = new PacketHeader();
    private final int[] sequence = new int[SLOTS];
    private final int[] count = new int[SLOTS];
    private final int[] missing = new int[SLOTS];
    private final int[] lastBytes = new int[SLOTS];
    private final int[] ack = new int[SLOTS];
    private final int[] ackBits = new int[SLOTS];
    private final long[] startedNs = new long[SLOTS];
    private final long[] present = new long[SLOTS * WORDS];
    private final byte[][] buffer = {NOTHING, NOTHING, NOTHING, NOTHING};
    private int occupied;
    private int completeSlot = EMPTY;

    /// @param packetBytesMax the longest packet that is accepted, 1..262,144
    public FragmentAssembler(BufferPool pool, int packetBytesMax) {
        this.pool = pool;
        this.countMax =
                (packetBytesMax + FragmentHeader.FRAGMENT_BYTES - 1)
                        / FragmentHeader.FRAGMENT_BYTES;
        assert countMax >= 1 && countMax <= FragmentHeader.COUNT_MAX;
        Arrays.fill(sequence, EMPTY);
    }

    /// Forgets all packets and gives their memory back.
    public void reset() {
        for (int slot = 0; slot < SLOTS; slot++) {
            free(slot);
        }
        completeSlot = EMPTY;
    }

    /// Takes a fragment from the wire.
    public Outcome onFragment(byte[] bytes, int offset, int length, long nowNs) {
        assert completeSlot == EMPTY;
        if (!fragmentHeader.read(bytes, offset, length)) {
            return Outcome.MALFORMED;
        }
        int headerBytes = FragmentHeader.BYTES;
        int id = fragmentHeader.id();
        if (id == 0) {
            int embedded = packetHeader.read(bytes, offset + headerBytes, length - headerBytes);
            if (embedded == PacketHeader.MALFORMED
                    || packetHeader.sequence() != fragmentHeader.sequence()) {
                return Outcome.MALFORMED;
            }
            headerBytes += embedded;
        }
        int dataBytes = length - headerBytes;
        boolean last = id == fragmentHeader.count() - 1;
        if (last
                ? (dataBytes < 1 || dataBytes > FragmentHeader.FRAGMENT_BYTES)
                : dataBytes != FragmentHeader.FRAGMENT_BYTES) {
            return Outcome.MALFORMED;
        }
        if (fragmentHeader.count() > countMax) {
            return Outcome.TOO_LARGE;
        }
        return keep(bytes, offset + headerBytes, dataBytes, nowNs);
    }

    private Outcome keep(byte[] bytes, int offset, int length, long nowNs) {
        int id = fragmentHeader.id();
        int slot = find(fragmentHeader.sequence());
        if (slot == EMPTY) {
            slot = slotFor(fragmentHeader.sequence());
            if (slot == EMPTY) {
                return Outcome.IGNORED;
            }
            byte[] memory = pool.take(fragmentHeader.count() * FragmentHeader.FRAGMENT_BYTES);
            if (memory == null) {
                return Outcome.NO_MEMORY;
            }
            open(slot, memory, nowNs);
        } else if (count[slot] != fragmentHeader.count()) {
            return Outcome.MALFORMED;
        }
        int word = slot * WORDS + (id >>> 6);
        if ((present[word] & (1L << id)) != 0) {
            return Outcome.IGNORED;
        }
        present[word] |= 1L << id;
        System.arraycopy(bytes, offset, buffer[slot], id * FragmentHeader.FRAGMENT_BYTES, length);
        if (id == 0) {
            ack[slot] = packetHeader.ack();
            ackBits[slot] = packetHeader.ackBits();
        }
        if (id == count[slot] - 1) {
            lastBytes[slot] = length;
        }
        if (--missing[slot] > 0) {
            return Outcome.KEPT;
        }
        completeSlot = slot;
        return Outcome.COMPLETE;
    }

    /// Forgets packets whose rest did not come in time; due at [#deadlineNs()].
    public void expire(long nowNs) {
        for (int slot = 0; slot < SLOTS && occupied > 0; slot++) {
            if (sequence[slot] != EMPTY && nowNs - startedNs[slot] >= LIFETIME_NS) {
                free(slot);
            }
        }
    }

    public long deadlineNs() {
        if (occupied == 0) {
            return NO_DEADLINE;
        }
        long earliestNs = NO_DEADLINE;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (sequence[slot] != EMPTY) {
                earliestNs = Math.min(earliestNs, startedNs[slot] + LIFETIME_NS);
            }
        }
        return earliestNs;
    }

    /// Forgets the complete packet, whose bytes mean nothing from here on.
    public void release() {
        free(completeSlot);
        completeSlot = EMPTY;
    }

    /// {@return the header of the complete packet}
    public PacketHeader header() {
        packetHeader.set(sequence[completeSlot], ack[completeSlot], ackBits[completeSlot]);
        return packetHeader;
    }

    /// {@return the bytes of the complete packet, from index 0}
    public byte[] packet() {
        return buffer[completeSlot];
    }

    public int packetBytes() {
        return (count[completeSlot] - 1) * FragmentHeader.FRAGMENT_BYTES + lastBytes[completeSlot];
    }

    private int find(int wanted) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (sequence[slot] == wanted) {
                return slot;
            }
        }
        return EMPTY;
    }

    /// {@return a free slot, or that of the oldest packet when `newcomer` is newer than it}
    private int slotFor(int newcomer) {
        int oldest = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (sequence[slot] == EMPTY) {
                return slot;
            }
            if (Sequence16.isNewer(sequence[oldest], sequence[slot])) {
                oldest = slot;
            }
        }
        if (!Sequence16.isNewer(newcomer, sequence[oldest])) {
            return EMPTY;
        }
        free(oldest);
        return oldest;
    }

    private void open(int slot, byte[] memory, long nowNs) {
        occupied++;
        sequence[slot] = fragmentHeader.sequence();
        count[slot] = fragmentHeader.count();
        missing[slot] = fragmentHeader.count();
        startedNs[slot] = nowNs;
        buffer[slot] = memory;
        Arrays.fill(present, slot * WORDS, (slot + 1) * WORDS, 0);
    }

    private void free(int slot) {
        if (sequence[slot] == EMPTY) {
            return;
        }
        occupied--;
        sequence[slot] = EMPTY;
        pool.give(buffer[slot]);
        buffer[slot] = NOTHING;
    }
}
