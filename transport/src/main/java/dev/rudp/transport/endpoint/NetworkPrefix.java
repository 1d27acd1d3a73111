package dev.rudp.transport.endpoint;

import dev.rudp.transport.datagram.PeerAddress;

/// The network that an address belongs to, as far as limits are concerned: what one home, office or
/// attacker usually has. The first 24 bits of an IPv4 address, the first 56 of an IPv6 address (RFC
/// 6177: what a site is given); whoever has more can act as several.
final class NetworkPrefix {
    private NetworkPrefix() {}

    /// {@return a number that addresses of one network share, and no two networks that exist}
    static long of(long hi, long lo) {
        return PeerAddress.isV4(hi, lo) ? lo >>> 8 : hi & -256L;
    }
}
