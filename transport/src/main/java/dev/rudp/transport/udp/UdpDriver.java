package dev.rudp.transport.udp;

/// How a socket talks to the kernel.
public enum UdpDriver {
    /// [#LINUX] where it runs, else [#NIO].
    AUTO,

    /// Batched system calls (`recvmmsg`, `sendmmsg`) through the Foreign Function & Memory API:
    /// 64-bit Linux only.
    LINUX,

    /// `java.nio`: one system call per datagram, on every system.
    NIO
}
