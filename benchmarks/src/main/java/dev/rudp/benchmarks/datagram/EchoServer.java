package dev.rudp.benchmarks.datagram;

/// A measured server. Owner: its process's main thread.
interface EchoServer extends AutoCloseable {
    /// {@return where it listens on the loopback}
    int port();

    /// Waits up to a millisecond for datagrams and answers all that have come.
    void turn();

    /// {@return datagrams so far}
    long received();

    long sent();

    @Override
    void close();
}
