package dev.rudp.benchmarks.datagram;

/// One server under load for one turn.
///
/// @param nsPerPair CPU time of the server process per datagram in and datagram out
/// @param offeredPerSecond datagrams that the players sent
/// @param echoedPerSecond right answers that they got
/// @param serverCores how much of one core the server used
/// @param lateMs how far the load generator fell behind its schedule at the worst
record EchoTurn(
        double nsPerPair,
        double offeredPerSecond,
        double echoedPerSecond,
        double serverCores,
        double lateMs) {}
