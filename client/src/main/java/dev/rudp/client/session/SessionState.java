package dev.rudp.client.session;

/// Where a [ClientSession] stands.
public enum SessionState {
    /// Before [ClientSession#connect], or over; then [ClientSession#endReason()] says why.
    IDLE,
    /// The secure connection is being made.
    CONNECTING,
    /// Connected; the world has not said welcome yet.
    JOINING,
    /// In the world: inputs are taken, snapshots arrive.
    PLAYING
}
