package dev.rudp.transport.endpoint;

import dev.rudp.transport.connection.ConnectionConfig;
import org.jspecify.annotations.Nullable;

/// What a [ClientEndpoint] must know; the rest is in its connect token.
///
/// @param localHi the address that its datagrams are sent from, so that many clients can share one
///   socket; both halves 0: the kernel chooses
/// @param localLo the lower half of that address, see [dev.rudp.transport.datagram.PeerAddress]
/// @param connection channels and limits, as at the server; null: no channels, payloads are passed
///   as they are
public record ClientEndpointConfig(
        long localHi, long localLo, @Nullable ConnectionConfig connection) {}
