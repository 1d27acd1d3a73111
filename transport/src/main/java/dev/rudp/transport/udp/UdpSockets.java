package dev.rudp.transport.udp;

import java.io.IOException;

/// Opens UDP sockets.
public final class UdpSockets {
    private UdpSockets() {}

    /// Opens and binds a socket.
    ///
    /// @throws IOException if the address cannot be bound; the message names the address
    /// @throws IllegalArgumentException if the driver asked for does not run here
    public static UdpSocket open(UdpConfig config) throws IOException {
        return switch (config.driver()) {
            case AUTO ->
                    LinuxUdpSocket.isSupported()
                            ? LinuxUdpSocket.open(config)
                            : NioUdpSocket.open(config);
            case LINUX -> {
                if (!LinuxUdpSocket.isSupported()) {
                    throw new IllegalArgumentException(
                            "driver=LINUX on "
                                    + System.getProperty("os.name")
                                    + "/"
                                    + System.getProperty("os.arch")
                                    + ": needs 64-bit Linux and native access; use NIO");
                }
                yield LinuxUdpSocket.open(config);
            }
            case NIO -> NioUdpSocket.open(config);
        };
    }
}
