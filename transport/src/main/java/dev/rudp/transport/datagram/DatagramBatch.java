package dev.rudp.transport.datagram;

/// A fixed number of datagrams with their addresses, in one byte array: what one system call takes
/// or gives. Reused for ever; nothing is allocated after construction. Not thread-safe.
///
/// Slot `i` holds its bytes at `bytes()[offset(i) .. offset(i) + length(i))`. `peer` is the other
/// side; `local` is our own address of that datagram: where it arrived, or where it shall be sent
/// from (all zero: the kernel chooses).
public final class DatagramBatch {
    /// Room for one datagram. The largest that the protocol sends has 1,225 bytes; what a socket
    /// receives beyond this is cut off, and a datagram of exactly this length is therefore too
    /// long.
    public static final int SLOT_BYTES = 1_536;

    private final byte[] bytes;
    private final int[] length;
    private final long[] peerHi;
    private final long[] peerLo;
    private final int[] peerPort;
    private final long[] localHi;
    private final long[] localLo;
    private int size;

    /// @param capacity datagrams, 1..1024 (the kernel's limit for one call)
    public DatagramBatch(int capacity) {
        if (capacity < 1 || capacity > 1024) {
            throw new IllegalArgumentException("capacity=" + capacity + " not in [1, 1024]");
        }
        bytes = new byte[capacity * SLOT_BYTES];
        length = new int[capacity];
        peerHi = new long[capacity];
        peerLo = new long[capacity];
        peerPort = new int[capacity];
        localHi = new long[capacity];
        localLo = new long[capacity];
    }

    /// Fills in the next slot, whose bytes already stand at [#nextOffset()].
    public void commit(
            int lengthBytes, long peerHi, long peerLo, int peerPort, long localHi, long localLo) {
        assert !isFull() && lengthBytes >= 0 && lengthBytes <= SLOT_BYTES;
        int slot = size++;
        this.length[slot] = lengthBytes;
        this.peerHi[slot] = peerHi;
        this.peerLo[slot] = peerLo;
        this.peerPort[slot] = peerPort;
        this.localHi[slot] = localHi;
        this.localLo[slot] = localLo;
    }

    public void clear() {
        size = 0;
    }

    /// {@return where the bytes of the next slot belong; only while not full}
    public int nextOffset() {
        assert !isFull();
        return size * SLOT_BYTES;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset(int slot) {
        return slot * SLOT_BYTES;
    }

    public int length(int slot) {
        return length[slot];
    }

    public long peerHi(int slot) {
        return peerHi[slot];
    }

    public long peerLo(int slot) {
        return peerLo[slot];
    }

    public int peerPort(int slot) {
        return peerPort[slot];
    }

    public long localHi(int slot) {
        return localHi[slot];
    }

    public long localLo(int slot) {
        return localLo[slot];
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return length.length;
    }

    public boolean isFull() {
        return size == length.length;
    }
}
