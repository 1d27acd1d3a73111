package dev.rudp.server.connect;

import dev.rudp.server.identity.Guest;
import dev.rudp.transport.netcode.ConnectToken;

/// What came of asking to connect.
public sealed interface ConnectResult {
    /// Come in.
    ///
    /// @param jwt with which the guest can come back
    /// @param token for the UDP side; secret, for it holds the session's keys
    /// @param expiresInSeconds how long the token can be used
    record Accepted(Guest guest, String jwt, ConnectToken token, int expiresInSeconds)
            implements ConnectResult {}

    /// @param message one sentence for the person who reads it
    record Refused(Code code, String message) implements ConnectResult {}

    /// Why not; the lower-case names are codes of the HTTP API.
    enum Code {
        BAD_NAME,
        BAD_JWT,
        SERVER_FULL,
        SERVER_CLOSED
    }
}
