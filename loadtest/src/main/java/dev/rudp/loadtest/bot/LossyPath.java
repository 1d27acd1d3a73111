package dev.rudp.loadtest.bot;

import dev.rudp.transport.datagram.DatagramBatch;

/// A path that loses datagrams at random, from a seed: what `--loss` puts between the bots and
/// their socket. Owner: the swarm thread. Allocates nothing after construction.
final class LossyPath {
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private final DatagramBatch kept;

    /// Below it a random number of 32 bits means that the datagram is lost.
    private final long threshold;

    private long state;
    private long discardedUp;
    private long discardedDown;

    /// @param lossRatio 0..1
    /// @param batch datagrams in the largest batch that is sent
    LossyPath(double lossRatio, long seed, int batch) {
        this.threshold = (long) (lossRatio * (1L << 32));
        this.state = seed;
        this.kept = new DatagramBatch(batch);
    }

    /// {@return whether the next datagram from the server is lost; counts it}
    boolean losesArrival() {
        if (!loses()) {
            return false;
        }
        discardedDown++;
        return true;
    }

    /// {@return what of `batch` gets through: itself on a path that loses nothing; else a batch
    /// that is valid until the next call}
    DatagramBatch departing(DatagramBatch batch) {
        if (threshold == 0) {
            return batch;
        }
        kept.clear();
        for (int i = 0; i < batch.size(); i++) {
            if (loses()) {
                discardedUp++;
            } else {
                keep(batch, i);
            }
        }
        return kept;
    }

    /// {@return datagrams of bots that were thrown away}
    long discardedUp() {
        return discardedUp;
    }

    /// {@return datagrams of the server that were thrown away}
    long discardedDown() {
        return discardedDown;
    }

    private void keep(DatagramBatch batch, int i) {
        System.arraycopy(
                batch.bytes(), batch.offset(i), kept.bytes(), kept.nextOffset(), batch.length(i));
        kept.commit(
                batch.length(i),
                batch.peerHi(i),
                batch.peerLo(i),
                batch.peerPort(i),
                batch.localHi(i),
                batch.localLo(i));
    }

    private boolean loses() {
        return threshold != 0 && next() < threshold;
    }

    /// {@return 0..2³² - 1, by SplitMix64}
    private long next() {
        state += STEP;
        long mixed = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return (mixed ^ (mixed >>> 31)) >>> 32;
    }
}
