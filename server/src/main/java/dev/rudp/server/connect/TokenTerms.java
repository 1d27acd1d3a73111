package dev.rudp.server.connect;

import dev.rudp.transport.datagram.PeerAddress;
import java.time.Duration;

/// What all connect tokens of this server have in common.
///
/// @param server the public UDP address that clients are sent to
/// @param life how long a token can be used
/// @param timeoutSeconds a session ends after this long without a packet
/// @param privateKey 32 bytes, shared with the endpoint; not copied
/// @param extensions what the tokens grant, a set of [dev.rudp.transport.netcode.Extensions]
@SuppressWarnings("ArrayRecordComponent")
public record TokenTerms(
        PeerAddress server,
        long protocolId,
        Duration life,
        int timeoutSeconds,
        byte[] privateKey,
        int extensions) {
    /// Leaves the key out.
    @Override
    public String toString() {
        return "TokenTerms[server=" + server + ", life=" + life + "]";
    }
}
