package dev.rudp.transport.endpoint;

/// An address that has shown a valid token and must now answer its challenge. Immutable.
///
/// @param challengeSequence the one challenge of this handshake; it is sent again as it is, so that
///   an answer proves that this very address received it
record Handshake(
        long peerHi, long peerLo, int peerPort, PendingToken token, long challengeSequence) {}
