package dev.rudp.transport.endpoint;

import dev.rudp.transport.crypto.PacketKey;

/// A client that has shown a valid token and must now answer its challenge. Immutable; the keys
/// pass on to the session when it succeeds.
///
/// @param challengeSequence the one challenge of this handshake; it is sent again as it is, so that
///   an answer proves that this very address received it
@SuppressWarnings("ArrayRecordComponent")
record Handshake(
        long peerHi,
        long peerLo,
        int peerPort,
        long clientId,
        byte[] userData,
        long tagHi,
        long tagLo,
        long challengeSequence,
        long timeoutNs,
        PacketKey sendKey,
        PacketKey receiveKey) {
    void closeKeys() {
        sendKey.close();
        receiveKey.close();
    }
}
