package dev.rudp.transport.endpoint;

/// Why a session ended, or why it never came to be (the last four, at a client only).
public enum DisconnectReason {
    /// `disconnect` was called at this end.
    CLOSED_HERE,
    /// The other end said goodbye.
    CLOSED_BY_PEER,
    /// Nothing authentic arrived for the token's timeout.
    TIMED_OUT,
    /// No server of the token answered a request in time.
    REQUEST_TIMED_OUT,
    /// The challenge was answered, but no server confirmed the connection in time.
    RESPONSE_TIMED_OUT,
    /// The server is full.
    DENIED,
    /// The token's life ended before the connection stood.
    TOKEN_EXPIRED
}
