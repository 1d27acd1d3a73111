package dev.rudp.transport.endpoint;

/// Where a client stands. Why it is disconnected tells [ClientEndpoint#disconnectReason()].
public enum ClientState {
    DISCONNECTED,
    /// Shows its token ten times a second and waits for a challenge.
    REQUESTING,
    /// Answers the challenge ten times a second and waits for the first keep-alive.
    RESPONDING,
    CONNECTED
}
