package dev.rudp.benchmarks.datagram;

/// Moves datagrams between the players and the kernel.
interface Pump {
    /// Sends what waits and takes all that has come, for which it sleeps up to `waitNs` if nothing
    /// has.
    void pump(long waitNs);
}
