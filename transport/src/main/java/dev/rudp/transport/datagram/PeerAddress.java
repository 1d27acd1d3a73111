package dev.rudp.transport.datagram;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// An IP address and a UDP port, as numbers. The address is the 128 bits of an IPv6 address in
/// network order, `hi` first; an IPv4 address is its IPv4-mapped form (`::ffff:a.b.c.d`). The hot
/// path passes the three numbers; this record is for configuration, tokens and logs.
///
/// @param hi the first eight bytes of the address, big-endian
/// @param lo the last eight bytes of the address, big-endian
/// @param port 0..65535
public record PeerAddress(long hi, long lo, int port) {
    private static final long V4_MAPPED = 0x0000_FFFF_0000_0000L;

    public PeerAddress {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port=" + port + " not in [0, 65535]");
        }
    }

    /// {@return the IPv4 address `a.b.c.d`, given as one big-endian int, with a port}
    public static PeerAddress v4(int address, int port) {
        return new PeerAddress(0, v4Lo(address), port);
    }

    /// {@return the low half of the IPv4-mapped form of `address`; the high half is 0}
    public static long v4Lo(int address) {
        return V4_MAPPED | (address & 0xFFFF_FFFFL);
    }

    public static PeerAddress of(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException("address=" + address + " is not resolved");
        }
        byte[] raw = ip.getAddress();
        if (raw.length == 4) {
            return v4((int) bigEndian(raw, 0, 4), address.getPort());
        }
        return new PeerAddress(bigEndian(raw, 0, 8), bigEndian(raw, 8, 8), address.getPort());
    }

    /// {@return whether the three numbers hold an IPv4 address}
    public static boolean isV4(long hi, long lo) {
        return hi == 0 && lo >>> 32 == 0xFFFF;
    }

    public boolean isV4() {
        return isV4(hi, lo);
    }

    public InetSocketAddress toInetSocketAddress() {
        byte[] raw = new byte[isV4() ? 4 : 16];
        for (int i = 0; i < raw.length; i++) {
            int fromEnd = raw.length - 1 - i;
            raw[i] = (byte) ((fromEnd < 8 ? lo : hi) >>> ((fromEnd & 7) * 8));
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(raw), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an address of 4 or 16 bytes", impossible);
        }
    }

    @Override
    public String toString() {
        InetSocketAddress address = toInetSocketAddress();
        String host = address.getAddress().getHostAddress();
        return (isV4() ? host : "[" + host + "]") + ":" + port;
    }

    private static long bigEndian(byte[] raw, int from, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | (raw[from + i] & 0xFF);
        }
        return value;
    }
}
