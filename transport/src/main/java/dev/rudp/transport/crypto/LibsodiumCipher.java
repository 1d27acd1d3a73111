package dev.rudp.transport.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.rudp.transport.wire.LittleEndian;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// ChaCha20-Poly1305 of libsodium, the library that most netcode peers use: one native call per
/// packet, nothing allocated on either side.
final class LibsodiumCipher implements PacketCipher {
    private static final String INIT = "sodium_init";
    private static final String ENCRYPT = "crypto_aead_chacha20poly1305_ietf_encrypt";
    private static final String DECRYPT = "crypto_aead_chacha20poly1305_ietf_decrypt";

    private static final NativeLibrary.Names NAMES =
            new NativeLibrary.Names(
                    List.of("libsodium.so.26", "libsodium.so.23", "libsodium.so"),
                    List.of(
                            "libsodium.dylib",
                            "/opt/homebrew/lib/libsodium.dylib",
                            "/usr/local/lib/libsodium.dylib"),
                    List.of("libsodium.dll"));

    private static Optional<NativeLibrary> library() {
        return NativeLibrary.find(NAMES, List.of(INIT, ENCRYPT, DECRYPT));
    }

    /// {@return the cipher, if the library is installed and starts}
    static Optional<PacketCipher> find() {
        if (library().isEmpty() || !Calls.start()) {
            return Optional.empty();
        }
        return Optional.of(new LibsodiumCipher());
    }

    @Override
    public String name() {
        return "libsodium";
    }

    @Override
    public PacketKey key(byte[] key) {
        return new Key(key);
    }

    @Override
    public String toString() {
        return name();
    }

    /// The handles, in constants so that the compiler sees through them. Initialised only once the
    /// library is known to be there.
    private static final class Calls {
        private static final MethodHandle START;

        /// int encrypt(c, *clen, m, mlen, ad, adlen, nsec, npub, k); `clen` and `nsec` are not used
        /// and passed as null pointers, hence as numbers.
        private static final MethodHandle SEAL;

        /// int decrypt(m, *mlen, nsec, c, clen, ad, adlen, npub, k)
        private static final MethodHandle OPEN;

        static {
            NativeLibrary library = library().orElseThrow();
            START = library.ordinary(INIT, FunctionDescriptor.of(JAVA_INT));
            SEAL =
                    library.critical(
                            ENCRYPT,
                            FunctionDescriptor.of(
                                    JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS,
                                    JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS));
            OPEN =
                    library.critical(
                            DECRYPT,
                            FunctionDescriptor.of(
                                    JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG,
                                    ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
        }

        /// Without this the library works, but with its slowest code. Returns 0, or 1 when it has
        /// been started before.
        static boolean start() {
            try {
                return (int) START.invokeExact() >= 0;
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(INIT, unexpected);
            }
        }
    }

    private static final class Key implements PacketKey {
        // Not an array: so a key is one cache line, of the thousands that a server works with.
        private long key0;
        private long key1;
        private long key2;
        private long key3;
        private boolean closed;

        Key(byte[] key) {
            KeyBytes.check(key);
            key0 = LittleEndian.i64(key, 0);
            key1 = LittleEndian.i64(key, 8);
            key2 = LittleEndian.i64(key, 16);
            key3 = LittleEndian.i64(key, 24);
        }

        @Override
        public void seal(
                long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
            assert !closed;
            NativeScratch scratch = NativeScratch.ofThread();
            scratch.nonce(sequence);
            scratch.key(key0, key1, key2, key3);
            MemorySegment text = scratch.text(buffer, offset, length);
            int result;
            try {
                result =
                        (int)
                                Calls.SEAL.invokeExact(
                                        text,
                                        0L,
                                        text,
                                        (long) length,
                                        scratch.aad(aad, aadLength),
                                        (long) aadLength,
                                        0L,
                                        scratch.nonceSegment,
                                        scratch.keySegment);
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(ENCRYPT, unexpected);
            }
            if (result != 0) {
                throw NativeCallFailure.of(ENCRYPT, result);
            }
            scratch.copyTextTo(buffer, offset, length + PacketCipher.TAG_BYTES);
        }

        @Override
        public boolean open(
                long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
            assert !closed;
            if (length < PacketCipher.TAG_BYTES) {
                return false;
            }
            NativeScratch scratch = NativeScratch.ofThread();
            scratch.nonce(sequence);
            scratch.key(key0, key1, key2, key3);
            MemorySegment text = scratch.text(buffer, offset, length);
            int result;
            try {
                result =
                        (int)
                                Calls.OPEN.invokeExact(
                                        text,
                                        0L,
                                        0L,
                                        text,
                                        (long) length,
                                        scratch.aad(aad, aadLength),
                                        (long) aadLength,
                                        scratch.nonceSegment,
                                        scratch.keySegment);
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(DECRYPT, unexpected);
            }
            if (result != 0) {
                return false;
            }
            scratch.copyTextTo(buffer, offset, length - PacketCipher.TAG_BYTES);
            return true;
        }

        @Override
        public long touch() {
            return key0;
        }

        @Override
        public void close() {
            closed = true;
            key0 = 0;
            key1 = 0;
            key2 = 0;
            key3 = 0;
            NativeScratch.ofThread().key(0, 0, 0, 0);
        }
    }
}
