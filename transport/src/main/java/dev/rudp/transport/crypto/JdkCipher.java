package dev.rudp.transport.crypto;

import dev.rudp.transport.wire.LittleEndian;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// ChaCha20-Poly1305 of the Java platform: always there, on every system. It cannot avoid
/// allocation: about 2.2 kB per packet, sealed or opened, whatever its length (measured on JDK 25),
/// and an exception for a forged one. That is why the native ciphers are preferred.
final class JdkCipher implements PacketCipher {
    private static final String ALGORITHM = "ChaCha20-Poly1305";

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public PacketKey key(byte[] key) {
        KeyBytes.check(key);
        return new Key(new SecretKeySpec(key, "ChaCha20"), newCipher(), newCipher());
    }

    @Override
    public String toString() {
        return name();
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance(ALGORITHM);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }

    private static final class Key implements PacketKey {
        private final SecretKey key;
        private final Cipher sealing;
        private final Cipher opening;
        private final byte[] nonce = new byte[12];
        private long lastOpened;
        private boolean openedBefore;
        private boolean closed;

        Key(SecretKey key, Cipher sealing, Cipher opening) {
            this.key = key;
            this.sealing = sealing;
            this.opening = opening;
        }

        @Override
        public void seal(
                long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
            assert !closed;
            try {
                start(sealing, Cipher.ENCRYPT_MODE, sequence);
                sealing.updateAAD(aad, 0, aadLength);
                sealing.doFinal(buffer, offset, length, buffer, offset);
            } catch (InvalidKeyException reused) {
                throw new IllegalStateException(
                        "sequence=" + sequence + " sealed twice with one key", reused);
            } catch (GeneralSecurityException unexpected) {
                throw new IllegalStateException("sealing failed", unexpected);
            }
        }

        @Override
        public boolean open(
                long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
            assert !closed;
            if (length < PacketCipher.TAG_BYTES) {
                return false;
            }
            try {
                if (openedBefore && sequence == lastOpened) {
                    // The platform refuses one nonce twice in a row, even for opening. A forger who
                    // guesses the next sequence must not spoil it for the true packet.
                    start(opening, Cipher.DECRYPT_MODE, ~sequence);
                }
                openedBefore = true;
                lastOpened = sequence;
                start(opening, Cipher.DECRYPT_MODE, sequence);
                opening.updateAAD(aad, 0, aadLength);
                opening.doFinal(buffer, offset, length, buffer, offset);
                return true;
            } catch (AEADBadTagException forged) {
                return false;
            } catch (GeneralSecurityException unexpected) {
                throw new IllegalStateException("opening failed", unexpected);
            }
        }

        private void start(Cipher cipher, int mode, long sequence)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            LittleEndian.putI64(nonce, 4, sequence);
            cipher.init(mode, key, new IvParameterSpec(nonce));
        }

        /// The platform offers no way to erase a [SecretKeySpec] or a [Cipher]; they are left to
        /// the garbage collector, and this key refuses further use.
        @Override
        public void close() {
            closed = true;
        }
    }
}
