package dev.rudp.transport.endpoint;

import dev.rudp.transport.connection.ConnectionConfig;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.netcode.Extensions;
import dev.rudp.transport.netcode.Netcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [ServerEndpoint] must know.
///
/// @param protocolId tells games and versions apart; requests for another are ignored
/// @param privateKey the 32 bytes shared with the issuer of tokens; secret, copied
/// @param publicAddresses under which clients reach this server: a token must name one of them. Not
///   the bound address: that may be 0.0.0.0, or hidden behind NAT
/// @param maxSessions clients at the same time, 1..65,536
/// @param connection channels and limits of each session; null: no channels, payloads are passed as
///   they are ([ServerEndpoint#sendRaw], [EndpointListener#onRawPayload])
/// @param epochMinusMonotonicNs what to add to `nowNs` to get nanoseconds of the epoch
/// @param extensions what is offered to clients whose token grants it: a set of [Extensions]
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, and left out of toString
public record ServerEndpointConfig(
        long protocolId,
        byte[] privateKey,
        List<PeerAddress> publicAddresses,
        int maxSessions,
        AdmissionLimits admission,
        @Nullable ConnectionConfig connection,
        long epochMinusMonotonicNs,
        int extensions) {
    public static final int MAX_SESSIONS = 65_536;

    public ServerEndpointConfig {
        if (privateKey.length != Netcode.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "transport.private-key: " + privateKey.length + " bytes, not 32");
        }
        if (publicAddresses.isEmpty()) {
            throw new IllegalArgumentException("transport.public-addresses: none");
        }
        AdmissionLimits.check("max-sessions", maxSessions, 1, MAX_SESSIONS);
        privateKey = privateKey.clone();
        publicAddresses = List.copyOf(publicAddresses);
    }

    /// Plain netcode 1.02.
    public ServerEndpointConfig(
            long protocolId,
            byte[] privateKey,
            List<PeerAddress> publicAddresses,
            int maxSessions,
            AdmissionLimits admission,
            @Nullable ConnectionConfig connection,
            long epochMinusMonotonicNs) {
        this(
                protocolId,
                privateKey,
                publicAddresses,
                maxSessions,
                admission,
                connection,
                epochMinusMonotonicNs,
                Extensions.NONE);
    }

    /// The same with the default [AdmissionLimits].
    public ServerEndpointConfig(
            long protocolId,
            byte[] privateKey,
            List<PeerAddress> publicAddresses,
            int maxSessions,
            @Nullable ConnectionConfig connection,
            long epochMinusMonotonicNs) {
        this(
                protocolId,
                privateKey,
                publicAddresses,
                maxSessions,
                AdmissionLimits.defaults(maxSessions),
                connection,
                epochMinusMonotonicNs);
    }

    /// {@return the same with these extensions}
    public ServerEndpointConfig with(int extensions) {
        return new ServerEndpointConfig(
                protocolId,
                privateKey,
                publicAddresses,
                maxSessions,
                admission,
                connection,
                epochMinusMonotonicNs,
                extensions);
    }

    @Override
    public byte[] privateKey() {
        return privateKey.clone();
    }

    /// Leaves the private key out.
    @Override
    public String toString() {
        return "ServerEndpointConfig[protocolId=0x"
                + Long.toHexString(protocolId)
                + ", publicAddresses="
                + publicAddresses
                + ", maxSessions="
                + maxSessions
                + ", "
                + admission
                + "]";
    }
}
