package dev.rudp.transport.crypto;

import dev.rudp.transport.wire.LittleEndian;
import java.util.Arrays;

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): ChaCha20-Poly1305 with a nonce so long that
/// random ones never meet, for tokens. HChaCha20 makes a key of its own out of the key and the
/// first 16 bytes of the nonce; any [PacketCipher] does the rest with the last 8. Owner: one
/// thread. Each call sets up a key: for tokens, not for packets.
public final class XChaCha20Poly1305 implements AutoCloseable {
    public static final int NONCE_BYTES = 24;

    /// "expand 32-byte k" in four little-endian words (RFC 8439, section 2.3).
    private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private final PacketCipher cipher;
    private final byte[] key;
    private final byte[] subkey = new byte[PacketCipher.KEY_BYTES];
    private final int[] state = new int[16];
    private boolean closed;

    /// @param key [PacketCipher#KEY_BYTES] bytes, copied
    public XChaCha20Poly1305(PacketCipher cipher, byte[] key) {
        this.cipher = cipher;
        this.key = KeyBytes.copyOf(key);
    }

    /// Replaces `length` bytes of plaintext at `offset` by as many of ciphertext and the tag behind
    /// them. The nonce is the [#NONCE_BYTES] bytes at `nonceOffset`.
    public void seal(
            byte[] nonce,
            int nonceOffset,
            byte[] aad,
            int aadLength,
            byte[] buffer,
            int offset,
            int length) {
        try (PacketKey packetKey = subkey(nonce, nonceOffset)) {
            long sequence = LittleEndian.i64(nonce, nonceOffset + 16);
            packetKey.seal(sequence, aad, aadLength, buffer, offset, length);
        }
    }

    /// Replaces the ciphertext at `offset` by its plaintext, which is shorter by a tag.
    ///
    /// @param length bytes of ciphertext and tag together; less than a tag is refused
    /// @return whether the tag was right; if not, the buffer's content is undefined
    public boolean open(
            byte[] nonce,
            int nonceOffset,
            byte[] aad,
            int aadLength,
            byte[] buffer,
            int offset,
            int length) {
        try (PacketKey packetKey = subkey(nonce, nonceOffset)) {
            long sequence = LittleEndian.i64(nonce, nonceOffset + 16);
            return packetKey.open(sequence, aad, aadLength, buffer, offset, length);
        }
    }

    /// Erases the key; what it had derived is erased after each call.
    @Override
    public void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
    }

    private PacketKey subkey(byte[] nonce, int nonceOffset) {
        assert !closed;
        hChaCha20(state, key, nonce, nonceOffset, subkey);
        PacketKey made = cipher.key(subkey);
        Arrays.fill(subkey, (byte) 0);
        Arrays.fill(state, 0);
        return made;
    }

    /// HChaCha20 (section 2.2 of the draft): the ChaCha20 rounds over constants, key and 16 bytes
    /// of nonce, without the final addition; the first and last rows are the result.
    static void hChaCha20(int[] state, byte[] key, byte[] nonce, int nonceOffset, byte[] result) {
        System.arraycopy(CONSTANTS, 0, state, 0, 4);
        for (int i = 0; i < 8; i++) {
            state[4 + i] = LittleEndian.i32(key, 4 * i);
        }
        for (int i = 0; i < 4; i++) {
            state[12 + i] = LittleEndian.i32(nonce, nonceOffset + (4 * i));
        }
        for (int round = 0; round < 20; round += 2) {
            quarterRound(state, 0, 4, 8, 12);
            quarterRound(state, 1, 5, 9, 13);
            quarterRound(state, 2, 6, 10, 14);
            quarterRound(state, 3, 7, 11, 15);
            quarterRound(state, 0, 5, 10, 15);
            quarterRound(state, 1, 6, 11, 12);
            quarterRound(state, 2, 7, 8, 13);
            quarterRound(state, 3, 4, 9, 14);
        }
        for (int i = 0; i < 4; i++) {
            LittleEndian.putI32(result, 4 * i, state[i]);
            LittleEndian.putI32(result, 16 + (4 * i), state[12 + i]);
        }
    }

    /// RFC 8439, section 2.1.
    private static void quarterRound(int[] s, int a, int b, int c, int d) {
        s[a] += s[b];
        s[d] = Integer.rotateLeft(s[d] ^ s[a], 16);
        s[c] += s[d];
        s[b] = Integer.rotateLeft(s[b] ^ s[c], 12);
        s[a] += s[b];
        s[d] = Integer.rotateLeft(s[d] ^ s[a], 8);
        s[c] += s[d];
        s[b] = Integer.rotateLeft(s[b] ^ s[c], 7);
    }
}
