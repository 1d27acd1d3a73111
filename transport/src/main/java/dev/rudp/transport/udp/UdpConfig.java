package dev.rudp.transport.udp;

import dev.rudp.transport.datagram.PeerAddress;
import dev.rudp.transport.filter.FilterProgram;
import org.jspecify.annotations.Nullable;

/// How to open a socket.
///
/// @param bind the address and port to receive at; port 0 lets the kernel choose. An IPv4 address
///   makes an IPv4 socket, `::` one for both families, any other IPv6 address an IPv6 socket
/// @param receiveBufferBytes what the kernel may hold for us, 4 KiB to 1 GiB; it silently takes its
///   own maximum (`net.core.rmem_max`) when that is less
/// @param sendBufferBytes what it may hold on the way out, same range
/// @param reusePort whether several sockets share the port, each receiving the datagrams of its
///   share of the peers (`SO_REUSEPORT`)
/// @param driver which implementation
/// @param filter run by the kernel for each datagram before it takes room in the receive buffer;
///   null: all pass. Drivers that cannot do this let all pass
public record UdpConfig(
        PeerAddress bind,
        int receiveBufferBytes,
        int sendBufferBytes,
        boolean reusePort,
        UdpDriver driver,
        @Nullable FilterProgram filter) {
    private static final int MIN_BUFFER_BYTES = 4 << 10;
    private static final int MAX_BUFFER_BYTES = 1 << 30;

    public UdpConfig {
        checkBuffer("receive-buffer-bytes", receiveBufferBytes);
        checkBuffer("send-buffer-bytes", sendBufferBytes);
    }

    /// Without a filter.
    public UdpConfig(
            PeerAddress bind,
            int receiveBufferBytes,
            int sendBufferBytes,
            boolean reusePort,
            UdpDriver driver) {
        this(bind, receiveBufferBytes, sendBufferBytes, reusePort, driver, null);
    }

    /// {@return a socket of its own with 4 MiB each way}: 2,000 players send 2,000 datagrams of
    /// some 100 bytes per tick, for which the kernel reckons 768 bytes each; 4 MiB hold two ticks
    /// and more, and are the usual limit of the kernel
    public static UdpConfig of(PeerAddress bind) {
        return new UdpConfig(bind, 4 << 20, 4 << 20, false, UdpDriver.AUTO);
    }

    public UdpConfig withReusePort() {
        return new UdpConfig(bind, receiveBufferBytes, sendBufferBytes, true, driver, filter);
    }

    public UdpConfig withDriver(UdpDriver driver) {
        return new UdpConfig(bind, receiveBufferBytes, sendBufferBytes, reusePort, driver, filter);
    }

    public UdpConfig withFilter(FilterProgram filter) {
        return new UdpConfig(bind, receiveBufferBytes, sendBufferBytes, reusePort, driver, filter);
    }

    private static void checkBuffer(String key, int bytes) {
        if (bytes < MIN_BUFFER_BYTES || bytes > MAX_BUFFER_BYTES) {
            throw new IllegalArgumentException(
                    key
                            + "="
                            + bytes
                            + " not in ["
                            + MIN_BUFFER_BYTES
                            + ", "
                            + MAX_BUFFER_BYTES
                            + "]");
        }
    }
}
