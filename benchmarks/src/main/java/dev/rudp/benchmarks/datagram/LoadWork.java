package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;

/// The players of a load generator. Owner: its thread.
interface LoadWork {
    /// Puts one player's datagram of this sixtieth of a second into the outbox.
    void send(int player, long nowNs);

    /// Takes all of `incoming`, which it may overwrite.
    void onBatch(DatagramBatch incoming, long nowNs);

    /// Does what time alone makes due; called about once a millisecond.
    void onDeadline(long nowNs);

    void connect(long nowNs);

    /// {@return the players that can send}
    int connected();

    void disconnect(long nowNs);

    /// {@return the answers that arrived so far, each checked}
    long echoes();
}
