package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.DatagramBatch;

/// What a measured server does with what it receives. Owner: the server's thread.
interface EchoWork {
    /// Takes all of `incoming`, which it may overwrite, puts the answers into its outbox, and does
    /// what is due. Called about once a millisecond even when nothing has come.
    void onBatch(DatagramBatch incoming, long nowNs);
}
