package dev.rudp.transport.crypto;

/// One ChaCha20-Poly1305 key (RFC 8439), kept ready so that a packet costs no set-up. Works in
/// place and allocates nothing where the implementation can avoid it. Owner: one thread.
///
/// The 96-bit nonce is four zero bytes and `sequence` in little-endian, as netcode 1.02 has it. A
/// key never seals two packets with one sequence: the caller counts.
public interface PacketKey extends AutoCloseable {
    /// Replaces `length` bytes of plaintext at `offset` by as many of ciphertext and the tag behind
    /// them ([PacketCipher#TAG_BYTES] more).
    void seal(long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length);

    /// Replaces the ciphertext at `offset` by its plaintext, which is [PacketCipher#TAG_BYTES]
    /// shorter.
    ///
    /// @param length bytes of ciphertext and tag together; less than a tag is refused
    /// @return whether the tag was right; if not, the buffer's content is undefined and must not be
    ///   used
    boolean open(long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length);

    /// Reads ahead what sealing and opening need, see
    /// [dev.rudp.transport.connection.Connection#touch].
    default long touch() {
        return 0;
    }

    /// Erases the key.
    @Override
    void close();
}
