package dev.rudp.server.config;

/// Which UDP driver to use.
public enum DriverChoice {
    /// The Linux one where it works, else NIO.
    AUTO,
    /// Batched system calls through the Foreign Function & Memory API.
    LINUX,
    /// Java's own channels, on every system.
    NIO
}
