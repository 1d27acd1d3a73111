package dev.rudp.loadtest.spec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// ChaCha20-Poly1305 (RFC 8439) and XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), as docs/
/// protocol.md §1 uses them. Each call makes a cipher of its own.
final class Seal {
    static final int TAG_BYTES = 16;

    private Seal() {}

    /// Seals a packet or a challenge: the nonce is four zero bytes and the sequence.
    static byte[] packet(byte[] key, long sequence, byte[] associated, byte[] plain) {
        try {
            return crypt(Cipher.ENCRYPT_MODE, key, nonce(sequence), associated, plain);
        } catch (AEADBadTagException impossible) {
            throw new IllegalStateException("sealing checks no tag", impossible);
        }
    }

    static byte[] openPacket(byte[] key, long sequence, byte[] associated, byte[] sealed)
            throws RefusedException {
        try {
            return crypt(Cipher.DECRYPT_MODE, key, nonce(sequence), associated, sealed);
        } catch (AEADBadTagException forged) {
            throw refused(forged);
        }
    }

    /// Seals a private token: a nonce of 24 bytes.
    static byte[] token(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            return crypt(Cipher.ENCRYPT_MODE, subkey(key, nonce), tail(nonce), associated, plain);
        } catch (AEADBadTagException impossible) {
            throw new IllegalStateException("sealing checks no tag", impossible);
        }
    }

    static byte[] openToken(byte[] key, byte[] nonce, byte[] associated, byte[] sealed)
            throws RefusedException {
        try {
            return crypt(Cipher.DECRYPT_MODE, subkey(key, nonce), tail(nonce), associated, sealed);
        } catch (AEADBadTagException forged) {
            throw refused(forged);
        }
    }

    private static RefusedException refused(AEADBadTagException forged) {
        RefusedException refused = new RefusedException("the tag is wrong");
        refused.initCause(forged);
        return refused;
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] associated, byte[] text)
            throws AEADBadTagException {
        try {
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
            cipher.updateAAD(associated);
            return cipher.doFinal(text);
        } catch (AEADBadTagException forged) {
            throw forged;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has ChaCha20-Poly1305", missing);
        }
    }

    private static byte[] nonce(long sequence) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .putLong(sequence)
                .array();
    }

    private static byte[] tail(byte[] nonce) {
        return ByteBuffer.allocate(12).putInt(0).put(nonce, 16, 8).array();
    }

    /// HChaCha20: twenty rounds over constants, key and the nonce's first 16 bytes; the first and
    /// the last row are the key.
    private static byte[] subkey(byte[] key, byte[] nonce) {
        ByteBuffer block = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        block.put("expand 32-byte k".getBytes(StandardCharsets.US_ASCII));
        block.put(key).put(nonce, 0, 16).flip();
        int[] x = new int[16];
        block.asIntBuffer().get(x);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 4; i++) {
                quarter(x, i, 4 + i, 8 + i, 12 + i);
            }
            for (int i = 0; i < 4; i++) {
                quarter(x, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
            }
        }
        ByteBuffer out = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            out.putInt(4 * i, x[i]).putInt(16 + 4 * i, x[12 + i]);
        }
        return out.array();
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[a] += x[b];
        x[d] = Integer.rotateLeft(x[d] ^ x[a], 16);
        x[c] += x[d];
        x[b] = Integer.rotateLeft(x[b] ^ x[c], 12);
        x[a] += x[b];
        x[d] = Integer.rotateLeft(x[d] ^ x[a], 8);
        x[c] += x[d];
        x[b] = Integer.rotateLeft(x[b] ^ x[c], 7);
    }
}
