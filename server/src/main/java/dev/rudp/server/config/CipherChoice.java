package dev.rudp.server.config;

/// Which packet cipher to use; all produce the same bytes.
public enum CipherChoice {
    /// The fastest that this machine has.
    AUTO,
    /// Java's own.
    JDK,
    /// The libsodium of the machine.
    LIBSODIUM,
    /// The libcrypto (OpenSSL) of the machine.
    LIBCRYPTO
}
