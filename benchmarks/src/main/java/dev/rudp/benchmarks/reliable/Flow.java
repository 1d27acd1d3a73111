package dev.rudp.benchmarks.reliable;

import dev.rudp.testkit.network.VirtualNode;

/// One end of a protocol under test in the virtual network.
interface Flow extends VirtualNode {
    /// What IPv4 and UDP add to each datagram.
    int IP_UDP_BYTES = 28;

    /// Sends one reliable message as soon as the protocol will.
    void send(byte[] message, long nowNs);

    /// {@return datagrams sent so far}
    long datagrams();

    /// {@return bytes sent so far, with the headers of IP, UDP and of the protocol's own security}
    long wireBytes();

    /// Takes the messages that arrive in order.
    interface Arrival {
        void onMessage(long nowNs, byte[] bytes, int offset, int length);
    }
}
