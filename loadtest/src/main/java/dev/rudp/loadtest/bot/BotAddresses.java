package dev.rudp.loadtest.bot;

import dev.rudp.transport.datagram.PeerAddress;

/// Which loopback address belongs to which bot, by arithmetic both ways: bot `i` is `127.(1 + i mod
/// 254).(1 + i / 254 mod 254).(1 + i / 64516)`.
///
/// All of 127.0.0.0/8 is this machine, so one socket bound to every address can speak as any of
/// them. The second byte changes fastest so that bots spread over many /24 networks, as players do:
/// the server's limits per network would else see one crowd.
final class BotAddresses {
    /// Bytes of an address run from 1 to 254: 0 and 255 look like networks and broadcasts.
    private static final int VALUES = 254;

    /// Bots that have an address of their own.
    static final int MAX_BOTS = VALUES * VALUES * VALUES;

    private static final int LOOPBACK = 127;

    private BotAddresses() {}

    /// {@return the low half of bot `index`'s address; the high half is 0}
    static long lo(int index) {
        int second = 1 + index % VALUES;
        int third = 1 + index / VALUES % VALUES;
        int fourth = 1 + index / (VALUES * VALUES);
        return PeerAddress.v4Lo((LOOPBACK << 24) | (second << 16) | (third << 8) | fourth);
    }

    /// {@return the bot with that address, -1 when it is nobody's}
    static int index(long hi, long lo) {
        if (!PeerAddress.isV4(hi, lo) || (lo >>> 24 & 0xFF) != LOOPBACK) {
            return -1;
        }
        int second = (int) (lo >>> 16 & 0xFF) - 1;
        int third = (int) (lo >>> 8 & 0xFF) - 1;
        int fourth = (int) (lo & 0xFF) - 1;
        if (outside(second) || outside(third) || outside(fourth)) {
            return -1;
        }
        return (fourth * VALUES + third) * VALUES + second;
    }

    private static boolean outside(int value) {
        return value < 0 || value >= VALUES;
    }
}
