package dev.rudp.testkit.network;

/// An address in the virtual network: 128 bits and a port, without further meaning.
public record VirtualAddress(long hi, long lo, int port) {
    /// {@return the IPv4-mapped form of `a.b.c.d:port`, the address given as one big-endian int}
    public static VirtualAddress v4(int address, int port) {
        return new VirtualAddress(0, 0x0000_FFFF_0000_0000L | (address & 0xFFFF_FFFFL), port);
    }
}
