package dev.rudp.transport.endpoint;

import dev.rudp.transport.crypto.PacketKey;

/// A valid token that was shown, from one address or from many, and that has no session yet. What
/// its addresses share, so that a copied request costs neither a decryption nor keys.
final class PendingToken {
    final long tagHi;
    final long tagLo;
    final long expireEpochSeconds;
    final long clientId;
    final byte[] userData;
    final long timeoutNs;
    final PacketKey sendKey;
    final PacketKey receiveKey;

    /// Not in [Handshakes].
    static final int NO_ID = -1;

    /// Its place in [Handshakes].
    int id = NO_ID;

    /// Handshakes with this token.
    int addresses;

    /// Whether one of them has succeeded: the keys are the session's now.
    boolean isTaken;

    PendingToken(
            long tagHi,
            long tagLo,
            long expireEpochSeconds,
            long clientId,
            byte[] userData,
            long timeoutNs,
            PacketKey sendKey,
            PacketKey receiveKey) {
        this.tagHi = tagHi;
        this.tagLo = tagLo;
        this.expireEpochSeconds = expireEpochSeconds;
        this.clientId = clientId;
        this.userData = userData;
        this.timeoutNs = timeoutNs;
        this.sendKey = sendKey;
        this.receiveKey = receiveKey;
    }

    void closeKeys() {
        if (!isTaken) {
            sendKey.close();
            receiveKey.close();
        }
    }
}
