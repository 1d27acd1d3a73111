package dev.rudp.server.app;

import dev.rudp.server.config.HostPort;
import dev.rudp.server.config.UdpSettings;
import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.filter.FilterProgram;
import dev.rudp.transport.udp.UdpConfig;
import dev.rudp.transport.udp.UdpDriver;
import dev.rudp.transport.udp.UdpSocket;
import dev.rudp.transport.udp.UdpSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// The game's sockets, one per shard on one port, and the addresses under which clients reach them.
///
/// @param publicAddresses at least one; the first goes into connect tokens
record Sockets(List<UdpSocket> sockets, List<PeerAddress> publicAddresses) {
    /// @param filter used unless the settings say otherwise
    static Sockets open(UdpSettings settings, int count, FilterProgram filter) throws IOException {
        List<UdpSocket> sockets = new ArrayList<>();
        try {
            int port = settings.port();
            for (int i = 0; i < count; i++) {
                sockets.add(UdpSockets.open(config(settings, port, count > 1, filter)));
                port = sockets.getFirst().localAddress().port();
            }
            return new Sockets(
                    List.copyOf(sockets),
                    publicAddresses(settings, sockets.getFirst().localAddress()));
        } catch (IOException | IllegalArgumentException failure) {
            sockets.forEach(UdpSocket::close);
            throw new IOException(
                    "udp.port="
                            + settings.port()
                            + " on udp.bind-host="
                            + settings.bindHost()
                            + " cannot be opened: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static UdpConfig config(
            UdpSettings settings, int port, boolean shared, FilterProgram filter)
            throws IOException {
        InetSocketAddress bind = new HostPort(settings.bindHost(), port).resolve(port);
        UdpDriver driver =
                switch (settings.driver()) {
                    case AUTO -> UdpDriver.AUTO;
                    case LINUX -> UdpDriver.LINUX;
                    case NIO -> UdpDriver.NIO;
                };
        return new UdpConfig(
                PeerAddress.of(bind),
                settings.receiveBufferBytes(),
                settings.sendBufferBytes(),
                shared,
                driver,
                settings.kernelFilter() ? filter : null);
    }

    private static List<PeerAddress> publicAddresses(UdpSettings settings, PeerAddress bound)
            throws IOException {
        List<PeerAddress> addresses = new ArrayList<>();
        for (HostPort address : settings.publicAddresses()) {
            addresses.add(PeerAddress.of(address.resolve(bound.port())));
        }
        return addresses.isEmpty() ? List.of(bound) : addresses;
    }
}
