package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;

/// Players that live on our own socket driver. Owner: the load's thread.
interface LoadWork extends Players {
    /// Takes all of `incoming`, which it may overwrite.
    void onBatch(DatagramBatch incoming, long nowNs);

    /// Does what time alone makes due; called about once a millisecond.
    void onDeadline(long nowNs);
}
