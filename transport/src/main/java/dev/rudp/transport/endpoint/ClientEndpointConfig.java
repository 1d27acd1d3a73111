package dev.rudp.transport.endpoint;

import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.netcode.Extensions;
import org.jspecify.annotations.Nullable;

/// What a [ClientEndpoint] must know; the rest is in its connect token.
///
/// @param localHi the address that its datagrams are sent from, so that many clients can share one
///   socket; both halves 0: the kernel chooses
/// @param localLo the lower half of that address, see [dev.rudp.transport.datagram.PeerAddress]
/// @param connection channels and limits, as at the server; null: no channels, payloads are passed
///   as they are
/// @param extensions what is accepted of what a server offers: a set of [Extensions]
public record ClientEndpointConfig(
        long localHi, long localLo, @Nullable ConnectionConfig connection, int extensions) {
    /// Plain netcode 1.02.
    public ClientEndpointConfig(long localHi, long localLo, @Nullable ConnectionConfig connection) {
        this(localHi, localLo, connection, Extensions.NONE);
    }

    /// {@return the same with these extensions}
    public ClientEndpointConfig with(int extensions) {
        return new ClientEndpointConfig(localHi, localLo, connection, extensions);
    }
}
