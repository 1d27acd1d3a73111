package dev.rudp.transport.netcode;

import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of server addresses as tokens carry them: a count of 32 bits, then per address
///
/// ```
/// u8 1 | a b c d | u16 port            IPv4
/// u8 2 | 8 × u16 group | u16 port      IPv6, each group as a little-endian number
/// ```
///
/// So the bytes within a group stand the other way round than on the network.
final class AddressCodec {
    private static final int V4 = 1;
    private static final int V6 = 2;

    private AddressCodec() {}

    static void writeList(ByteWriter out, List<PeerAddress> servers) {
        out.i32(servers.size());
        for (PeerAddress server : servers) {
            write(out, server);
        }
    }

    /// {@return the addresses, or null if the count or a type is out of bounds or bytes are
    /// missing}
    static @Nullable List<PeerAddress> readList(ByteReader in) {
        int count = in.i32();
        if (count < 1 || count > Netcode.MAX_SERVERS_PER_TOKEN) {
            return null;
        }
        List<PeerAddress> servers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            PeerAddress server = read(in);
            if (server == null) {
                return null;
            }
            servers.add(server);
        }
        return List.copyOf(servers);
    }

    private static void write(ByteWriter out, PeerAddress address) {
        if (address.isV4()) {
            out.u8(V4);
            out.i32(Integer.reverseBytes((int) address.lo()));
        } else {
            out.u8(V6);
            writeGroups(out, address.hi());
            writeGroups(out, address.lo());
        }
        out.u16(address.port());
    }

    private static @Nullable PeerAddress read(ByteReader in) {
        long hi = 0;
        long lo;
        switch (in.u8()) {
            case V4 -> lo = PeerAddress.v4Lo(Integer.reverseBytes(in.i32()));
            case V6 -> {
                hi = readGroups(in);
                lo = readGroups(in);
            }
            default -> {
                return null;
            }
        }
        int port = in.u16();
        return in.failed() ? null : new PeerAddress(hi, lo, port);
    }

    private static void writeGroups(ByteWriter out, long half) {
        for (int shift = 48; shift >= 0; shift -= 16) {
            out.u16((int) (half >>> shift) & 0xFFFF);
        }
    }

    private static long readGroups(ByteReader in) {
        long half = 0;
        for (int i = 0; i < 4; i++) {
            half = (half << 16) | in.u16();
        }
        return half;
    }
}
