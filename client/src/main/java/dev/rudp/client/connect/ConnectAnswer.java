package dev.rudp.client.connect;

import dev.rudp.transport.netcode.ConnectToken;

/// What the server gives a player who wants to connect.
///
/// @param clientId who the player is, an unsigned number
/// @param jwt proves it to the server's HTTP API, now and when the player comes back; secret
/// @param token opens one connection, within seconds
public record ConnectAnswer(long clientId, String jwt, ConnectToken token) {
    /// Leaves the secrets out.
    @Override
    public String toString() {
        return "ConnectAnswer[clientId=" + Long.toUnsignedString(clientId) + ", " + token + "]";
    }
}
