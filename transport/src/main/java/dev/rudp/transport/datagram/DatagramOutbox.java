package dev.rudp.transport.datagram;

/// Where the protocol core puts finished datagrams: a batch that empties itself into its [Carrier]
/// when it is full or flushed. Not thread-safe.
///
/// Use: `int at = outbox.reserve()`, write at most [DatagramBatch#SLOT_BYTES] into `outbox.bytes()`
/// from `at`, then `outbox.commit(…)`; a reservation that is not committed is simply forgotten.
public final class DatagramOutbox {
    /// Takes a batch away. A datagram it cannot take is lost, as on any network; the carrier counts
    /// it.
    @FunctionalInterface
    public interface Carrier {
        void send(DatagramBatch batch);
    }

    private final DatagramBatch batch;
    private final Carrier carrier;

    public DatagramOutbox(int capacity, Carrier carrier) {
        this.batch = new DatagramBatch(capacity);
        this.carrier = carrier;
    }

    /// {@return where the next datagram's bytes belong in `bytes()`}
    public int reserve() {
        if (batch.isFull()) {
            flush();
        }
        return batch.nextOffset();
    }

    public void commit(
            int lengthBytes, long peerHi, long peerLo, int peerPort, long localHi, long localLo) {
        batch.commit(lengthBytes, peerHi, peerLo, peerPort, localHi, localLo);
    }

    public void flush() {
        if (batch.size() > 0) {
            carrier.send(batch);
            batch.clear();
        }
    }

    public byte[] bytes() {
        return batch.bytes();
    }

    /// {@return the datagrams that wait for the next flush}
    public int pending() {
        return batch.size();
    }
}
