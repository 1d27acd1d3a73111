package dev.rudp.transport.udp;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;

/// A bound UDP socket that moves datagrams by the batch. Owner: one thread; only [#close()] may
/// come from another, after the owner has stopped. No call allocates.
public interface UdpSocket extends AutoCloseable {
    /// Waits in the kernel until a datagram is there or `waitNs` has passed (0: does not wait),
    /// then replaces what `into` holds by all that has arrived, up to its capacity.
    ///
    /// @return the number of datagrams, 0..capacity
    int receive(DatagramBatch into, long waitNs);

    /// Sends all of `batch`, in order, each from its local address when it names one. What the
    /// kernel will not take now is dropped: a real-time sender must not block.
    ///
    /// @return the number of datagrams handed over; the rest was dropped
    int send(DatagramBatch batch);

    /// {@return where the socket is bound, with its real port}
    PeerAddress localAddress();

    @Override
    void close();
}
