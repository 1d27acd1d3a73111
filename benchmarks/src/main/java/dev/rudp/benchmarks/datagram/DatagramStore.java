package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;
import java.util.Arrays;

/// Datagrams one behind the other, as a kernel's buffers hold them. Grows as needed. Owner: one
/// thread.
final class DatagramStore {
    private static final int WORDS = 6;

    private byte[] bytes = new byte[1 << 20];
    private long[] heads = new long[1 << 10];
    private int size;
    private int end;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        end = 0;
    }

    /// Adds what a server sends: to the players the peer is their own address.
    void add(DatagramBatch sent) {
        for (int i = 0; i < sent.size(); i++) {
            add(sent, i, 0, 0, 0, sent.peerHi(i), sent.peerLo(i));
        }
    }

    void add(
            DatagramBatch sent,
            int slot,
            long peerHi,
            long peerLo,
            int peerPort,
            long localHi,
            long localLo) {
        int length = sent.length(slot);
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        if ((size + 1) * WORDS > heads.length) {
            heads = Arrays.copyOf(heads, heads.length * 2);
        }
        System.arraycopy(sent.bytes(), sent.offset(slot), bytes, end, length);
        int at = size * WORDS;
        heads[at] = (long) end << 32 | length;
        heads[at + 1] = peerHi;
        heads[at + 2] = peerLo;
        heads[at + 3] = peerPort;
        heads[at + 4] = localHi;
        heads[at + 5] = localLo;
        end += length;
        size++;
    }

    /// Replaces what `into` holds by datagrams from `first` on.
    void get(int first, DatagramBatch into) {
        into.clear();
        for (int i = first; i < size && !into.isFull(); i++) {
            int at = i * WORDS;
            int length = (int) heads[at];
            System.arraycopy(
                    bytes, (int) (heads[at] >>> 32), into.bytes(), into.nextOffset(), length);
            into.commit(
                    length,
                    heads[at + 1],
                    heads[at + 2],
                    (int) heads[at + 3],
                    heads[at + 4],
                    heads[at + 5]);
        }
    }
}
