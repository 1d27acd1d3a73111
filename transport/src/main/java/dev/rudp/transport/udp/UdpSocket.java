package dev.rudp.transport.udp;

import dev.rudp.transport.datagram.DatagramBatch;
import dev.rudp.transport.datagram.PeerAddress;

/// A bound UDP socket that moves datagrams by the batch. Owner: one thread; only [#close()] may
/// come from another, after the owner has stopped. The Linux driver allocates nothing per call; the
/// portable one allocates what the JDK's channels do.
public interface UdpSocket extends AutoCloseable {
    /// Waits in the kernel until a datagram is there or `waitNs` has passed (0: does not wait),
    /// then replaces what `into` holds by all that has arrived, up to its capacity. The rest stays
    /// in the kernel for the next call.
    ///
    /// The local address of a datagram is where it arrived; all zero when the driver cannot tell.
    ///
    /// @param waitNs 0 or more; [Long#MAX_VALUE] waits until something comes
    /// @return the number of datagrams, 0..capacity
    int receive(DatagramBatch into, long waitNs);

    /// Sends all of `batch`, in order, each from its local address when it names one. What the
    /// kernel will not take now is dropped: a real-time sender must not block. So is a datagram
    /// that it will never take (too long, no route, an address of the other family); those after it
    /// are sent.
    ///
    /// @return the number of datagrams handed over; the rest was dropped
    int send(DatagramBatch batch);

    /// {@return where the socket is bound, with its real port}
    PeerAddress localAddress();

    /// {@return whether a datagram can be sent from a local address of its own, and tells where it
    /// arrived}; if not, [#send] ignores local addresses, and all leave from where the socket is
    /// bound
    boolean choosesLocalAddress();

    /// {@return datagrams that the kernel has dropped for this socket: refused by its filter, or
    /// come while its receive buffer was full; the kernel does not tell these apart. 0 when the
    /// driver cannot tell} One system call.
    long kernelDrops();

    /// {@return which implementation this is, [UdpDriver#LINUX] or [UdpDriver#NIO]}
    UdpDriver driver();

    /// Gives the port back. Closing twice is harmless.
    @Override
    void close();
}
