package dev.rudp.transport.endpoint;

/// The other endpoints of a server with several, each on a thread of its own behind one port. The
/// kernel deals datagrams out by the sender's address, so those of a client that has moved may
/// arrive at an endpoint that does not have its session.
@FunctionalInterface
public interface Siblings {
    /// For the only endpoint of a server.
    Siblings NONE = (endpoint, bytes, offset, length, peerHi, peerLo, peerPort) -> false;

    /// Hands a datagram to the endpoint with that number, for its [ServerEndpoint#onDatagram].
    /// Copies it, does not wait, and loses it when that endpoint has no room: whoever asks for this
    /// is not known to be a client.
    ///
    /// @return whether there is such an endpoint
    boolean forward(
            int endpoint,
            byte[] bytes,
            int offset,
            int length,
            long peerHi,
            long peerLo,
            int peerPort);
}
