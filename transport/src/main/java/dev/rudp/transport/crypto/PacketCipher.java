package dev.rudp.transport.crypto;

/// One implementation of ChaCha20-Poly1305 (RFC 8439). Thread-safe; the keys it makes are not.
public interface PacketCipher {
    /// Bytes of a key.
    int KEY_BYTES = 32;

    /// Bytes that sealing adds.
    int TAG_BYTES = 16;

    /// {@return a short name for logs and reports, such as `jdk` or `libsodium`}
    String name();

    /// {@return a key ready for use; `key` has [#KEY_BYTES] bytes and is copied}
    PacketKey key(byte[] key);
}
