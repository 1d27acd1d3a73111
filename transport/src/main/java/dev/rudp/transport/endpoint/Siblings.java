package dev.rudp.transport.endpoint;

import java.util.concurrent.atomic.AtomicLongArray;

/// The endpoints of a server with several, each on a thread of its own behind one port. The kernel
/// deals datagrams out by the sender's address, so those of a client that has moved may arrive at
/// an endpoint that does not have its session. One object for all of them; thread-safe.
///
/// It knows the connection ids of all sessions, so that only what names one that exists is handed
/// on: made-up ids cost a look-up where they arrive.
public abstract class Siblings {
    /// For the only endpoint of a server.
    static final Siblings NONE =
            new Siblings(0, 0) {
                @Override
                protected void forward(
                        int endpoint,
                        byte[] bytes,
                        int offset,
                        int length,
                        long peerHi,
                        long peerLo,
                        int peerPort) {
                    throw new AssertionError("no id is known, so nothing is handed on");
                }
            };

    /// By endpoint and session; written by the endpoint's thread, read by all.
    private final AtomicLongArray[] connectionIds;

    /// @param endpoints how many there are, up to [ServerEndpoint#MAX_ENDPOINTS]
    /// @param maxSessions of each
    protected Siblings(int endpoints, int maxSessions) {
        connectionIds = new AtomicLongArray[endpoints];
        for (int i = 0; i < endpoints; i++) {
            connectionIds[i] = new AtomicLongArray(maxSessions);
        }
    }

    /// Hands a datagram to the endpoint with that number, for its [ServerEndpoint#onDatagram], on
    /// that endpoint's thread. Copies it, does not wait, and loses it when there is no room.
    protected abstract void forward(
            int endpoint,
            byte[] bytes,
            int offset,
            int length,
            long peerHi,
            long peerLo,
            int peerPort);

    /// @param connectionId 0: the session is gone
    final void set(int endpoint, int session, long connectionId) {
        if (endpoint < connectionIds.length) {
            connectionIds[endpoint].setOpaque(session, connectionId);
        }
    }

    final boolean have(int endpoint, int session, long connectionId) {
        return connectionId != 0
                && endpoint < connectionIds.length
                && session < connectionIds[endpoint].length()
                && connectionIds[endpoint].getOpaque(session) == connectionId;
    }
}
