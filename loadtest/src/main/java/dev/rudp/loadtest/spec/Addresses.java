package dev.rudp.loadtest.spec;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The list of servers in a token, docs/protocol.md §1.2.
final class Addresses {
    private static final int MAX = 32;

    private Addresses() {}

    static List<InetSocketAddress> read(ByteBuffer in) throws RefusedException {
        RefusedException.unless(in.remaining() >= 4, "number of servers is cut off");
        int count = in.getInt();
        RefusedException.unless(count >= 1 && count <= MAX, "servers not in [1, 32]");
        List<InetSocketAddress> servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(readOne(in));
        }
        return List.copyOf(servers);
    }

    static void write(ByteBuffer out, List<InetSocketAddress> servers) {
        out.putInt(servers.size());
        for (InetSocketAddress server : servers) {
            byte[] ip = server.getAddress().getAddress();
            out.put((byte) (ip.length == 4 ? 1 : 2));
            for (int i = 0; i < ip.length; i++) {
                // Groups of IPv6 are little-endian numbers: the two bytes of each change places.
                out.put(ip[ip.length == 4 ? i : i ^ 1]);
            }
            out.putShort((short) server.getPort());
        }
    }

    private static InetSocketAddress readOne(ByteBuffer in) throws RefusedException {
        int type = Wire.take(in, 1, "address")[0];
        RefusedException.unless(type == 1 || type == 2, "address type not in [1, 2]");
        byte[] ip = Wire.take(in, type == 1 ? 4 : 16, "address");
        if (type == 2) {
            for (int i = 0; i < 16; i += 2) {
                byte low = ip[i];
                ip[i] = ip[i + 1];
                ip[i + 1] = low;
            }
        }
        byte[] port = Wire.take(in, 2, "port");
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(ip), (port[0] & 0xFF) | ((port[1] & 0xFF) << 8));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of 4 or 16 bytes", impossible);
        }
    }
}
