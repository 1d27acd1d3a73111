package dev.rudp.benchmarks.datagram;

import dev.rudp.transport.datagram.PeerAddress;

/// The load that both servers are measured under.
final class DatagramLoad {
    /// What a player's inputs weigh.
    static final int UP_BYTES = 40;

    /// What a snapshot weighs.
    static final int DOWN_BYTES = 200;

    static final long NS_PER_SECOND = 1_000_000_000L;

    /// How long a process waits in the kernel at most before it looks for commands.
    static final long WAIT_NS = 1_000_000L;

    private DatagramLoad() {}

    /// {@return the low half of the local address of one player}: 127.1.0.1 and on, which all
    /// belong to the loopback, so that one socket stands for all players
    static long playerLo(int player) {
        return PeerAddress.v4Lo(0x7F01_0001 + player);
    }

    /// {@return the player of such an address}
    static int player(long lo) {
        return (int) lo - 0x7F01_0001;
    }
}
