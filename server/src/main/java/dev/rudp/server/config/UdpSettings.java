package dev.rudp.server.config;

import java.util.List;

/// The game's socket and the cipher of its packets.
public record UdpSettings(
        @Setting("Address to listen on; 0.0.0.0 or :: need udp.public-addresses.") String bindHost,
        @Setting(value = "UDP port; 0 takes a free one.", min = 0, max = 65_535) int port,
        @Setting(
                        value =
                                "Addresses that clients reach the server at (behind NAT or a wildcard bind),"
                                        + " as host or host:port; the first goes into connect tokens.",
                        byDefault = "the bound address")
                List<HostPort> publicAddresses,
        @Setting("auto = batched system calls on Linux, Java's channels elsewhere.")
                DriverChoice driver,
        @Setting(
                        value = "Receive buffer of each socket; the kernel may grant less.",
                        min = 65_536,
                        max = 1_073_741_824)
                int receiveBufferBytes,
        @Setting(
                        value = "Send buffer of each socket; the kernel may grant less.",
                        min = 65_536,
                        max = 1_073_741_824)
                int sendBufferBytes,
        @Setting(
                        "Whether the kernel drops what cannot be valid before it takes room in the receive"
                                + " buffer (Linux driver).")
                boolean kernelFilter,
        @Setting("Packet cipher; auto = the fastest that this machine has.") CipherChoice cipher) {
    static final String FEATURE = "udp";

    public UdpSettings {
        publicAddresses = List.copyOf(publicAddresses);
        Limits.check(
                UdpSettings.class,
                FEATURE,
                bindHost,
                port,
                publicAddresses,
                driver,
                receiveBufferBytes,
                sendBufferBytes,
                kernelFilter,
                cipher);
        boolean wildcard = bindHost.equals("0.0.0.0") || bindHost.equals("::");
        if (wildcard && publicAddresses.isEmpty()) {
            throw new IllegalArgumentException(
                    "udp.bind-host="
                            + bindHost
                            + " needs udp.public-addresses: clients cannot connect to a wildcard");
        }
    }

    /// Buffers of 4 MiB hold 2,000 players' datagrams of 20 ticks at 100 bytes each.
    public static UdpSettings defaults() {
        return new UdpSettings(
                "127.0.0.1",
                40_000,
                List.of(),
                DriverChoice.AUTO,
                4 << 20,
                4 << 20,
                true,
                CipherChoice.AUTO);
    }
}
