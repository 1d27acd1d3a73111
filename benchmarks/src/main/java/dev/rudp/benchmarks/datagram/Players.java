package dev.rudp.benchmarks.datagram;

/// The players of a load generator. Owner: its thread.
interface Players {
    /// Sends one player's datagram of this period, with the next pump.
    void send(int player, long nowNs);

    void connect(long nowNs);

    /// {@return the players that can send}
    int connected();

    void disconnect(long nowNs);

    /// {@return the answers that arrived so far, each checked}
    long echoes();
}
