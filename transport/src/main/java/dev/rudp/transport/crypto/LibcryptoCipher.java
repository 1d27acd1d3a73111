package dev.rudp.transport.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// ChaCha20-Poly1305 of OpenSSL's libcrypto (1.1 or 3). Setting up a context is dear, so each key
/// keeps one for each direction, and a packet sets only its nonce; that makes four or five short
/// native calls per packet, nothing allocated.
final class LibcryptoCipher implements PacketCipher {
    private static final String CONTEXT_NEW = "EVP_CIPHER_CTX_new";
    private static final String CONTEXT_FREE = "EVP_CIPHER_CTX_free";
    private static final String CONTROL = "EVP_CIPHER_CTX_ctrl";
    private static final String ALGORITHM = "EVP_chacha20_poly1305";
    private static final String INIT = "EVP_CipherInit_ex";
    private static final String UPDATE = "EVP_CipherUpdate";
    private static final String FINAL = "EVP_CipherFinal_ex";

    /// EVP_CTRL_AEAD_GET_TAG and EVP_CTRL_AEAD_SET_TAG of openssl/evp.h.
    private static final int GET_TAG = 0x10;

    private static final int SET_TAG = 0x11;

    /// The last argument of EVP_CipherInit_ex; "as before" is what a packet says.
    private static final int DECRYPT = 0;

    private static final int ENCRYPT = 1;
    private static final int AS_BEFORE = -1;

    private static final NativeLibrary.Names NAMES =
            new NativeLibrary.Names(
                    List.of("libcrypto.so.3", "libcrypto.so.1.1"),
                    // Never the bare name: macOS ends a process that loads its own libcrypto.
                    List.of(
                            "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib",
                            "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib",
                            "/opt/local/lib/libcrypto.3.dylib"),
                    List.of("libcrypto-3-x64.dll", "libcrypto-3-arm64.dll"));

    private static Optional<NativeLibrary> library() {
        return NativeLibrary.find(
                NAMES, List.of(CONTEXT_NEW, CONTEXT_FREE, CONTROL, ALGORITHM, INIT, UPDATE, FINAL));
    }

    /// {@return the cipher, if the library is installed and offers the algorithm}
    static Optional<PacketCipher> find() {
        if (library().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LibcryptoCipher());
    }

    @Override
    public String name() {
        return "libcrypto";
    }

    /// The key holds native memory until it is closed.
    @Override
    public PacketKey key(byte[] key) {
        KeyBytes.check(key);
        return new Key(Calls.newContext(key, ENCRYPT), Calls.newContext(key, DECRYPT));
    }

    @Override
    public String toString() {
        return name();
    }

    /// The handles, in constants so that the compiler sees through them. Initialised only once the
    /// library is known to be there. A context is passed as a number: it is never dereferenced
    /// here.
    private static final class Calls {
        private static final MethodHandle NEW;
        private static final MethodHandle FREE;
        private static final MethodHandle CHACHA20_POLY1305;

        /// int init(ctx, cipher, engine, key, iv, encrypt), with all arguments: takes locks.
        private static final MethodHandle SET_KEY;

        /// The same function with a nonce only.
        private static final MethodHandle SET_NONCE;

        /// int update(ctx, out, *outLength, in, inLength); associated data has a null `out`.
        private static final MethodHandle TEXT;

        private static final MethodHandle AAD;

        /// int final(ctx, out, *outLength)
        private static final MethodHandle FINISH;

        /// int ctrl(ctx, command, length, pointer)
        private static final MethodHandle TAG;

        static {
            NativeLibrary library = library().orElseThrow();
            NEW = library.ordinary(CONTEXT_NEW, FunctionDescriptor.of(JAVA_LONG));
            FREE = library.ordinary(CONTEXT_FREE, FunctionDescriptor.ofVoid(JAVA_LONG));
            CHACHA20_POLY1305 = library.ordinary(ALGORITHM, FunctionDescriptor.of(JAVA_LONG));
            SET_KEY =
                    library.ordinary(
                            INIT,
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG,
                                    JAVA_INT));
            SET_NONCE =
                    library.critical(
                            INIT,
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS,
                                    JAVA_INT));
            TEXT =
                    library.critical(
                            UPDATE,
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
            AAD =
                    library.critical(
                            UPDATE,
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT));
            FINISH =
                    library.critical(
                            FINAL, FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS));
            TAG =
                    library.critical(
                            CONTROL,
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS));
        }

        static long newContext(byte[] key, int direction) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment copy = arena.allocateFrom(JAVA_BYTE, key);
                long context = (long) NEW.invokeExact();
                long algorithm = (long) CHACHA20_POLY1305.invokeExact();
                int result = (int) SET_KEY.invokeExact(context, algorithm, 0L, copy, 0L, direction);
                copy.fill((byte) 0);
                if (result != 1) {
                    free(context);
                    throw NativeCallFailure.of(INIT, result);
                }
                return context;
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(INIT, unexpected);
            }
        }

        /// Erases the context's key and gives its memory back.
        static void free(long context) {
            try {
                FREE.invokeExact(context);
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(CONTEXT_FREE, unexpected);
            }
        }
    }

    private static final class Key implements PacketKey {
        private long sealing;
        private long opening;

        Key(long sealing, long opening) {
            this.sealing = sealing;
            this.opening = opening;
        }

        @Override
        public void seal(
                long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
            assert sealing != 0;
            NativeScratch scratch = NativeScratch.ofThread();
            MemorySegment text = scratch.text(buffer, offset, length);
            if (!start(sealing, sequence, scratch, aad, aadLength)
                    || !text(sealing, text, length, scratch.outLength)
                    || !finish(sealing, scratch)
                    || !tag(sealing, GET_TAG, scratch.tagSegment)) {
                throw NativeCallFailure.of("sealing with libcrypto", 0);
            }
            scratch.copyTextTo(buffer, offset, length);
            System.arraycopy(scratch.tag, 0, buffer, offset + length, PacketCipher.TAG_BYTES);
        }

        @Override
        public boolean open(
                long sequence, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
            assert opening != 0;
            int textLength = length - PacketCipher.TAG_BYTES;
            if (textLength < 0) {
                return false;
            }
            NativeScratch scratch = NativeScratch.ofThread();
            MemorySegment text = scratch.text(buffer, offset, textLength);
            System.arraycopy(buffer, offset + textLength, scratch.tag, 0, PacketCipher.TAG_BYTES);
            boolean opened =
                    start(opening, sequence, scratch, aad, aadLength)
                            && tag(opening, SET_TAG, scratch.tagSegment)
                            && text(opening, text, textLength, scratch.outLength)
                            && finish(opening, scratch);
            if (opened) {
                scratch.copyTextTo(buffer, offset, textLength);
            }
            return opened;
        }

        private boolean start(
                long context, long sequence, NativeScratch scratch, byte[] aad, int aadLength) {
            scratch.nonce(sequence);
            try {
                int result =
                        (int)
                                Calls.SET_NONCE.invokeExact(
                                        context, 0L, 0L, 0L, scratch.nonceSegment, AS_BEFORE);
                if (result != 1 || aadLength == 0) {
                    return result == 1;
                }
                MemorySegment copy = scratch.aad(aad, aadLength);
                return (int) Calls.AAD.invokeExact(context, 0L, scratch.outLength, copy, aadLength)
                        == 1;
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(INIT, unexpected);
            }
        }

        private static boolean text(
                long context, MemorySegment text, int length, MemorySegment outLength) {
            if (length == 0) {
                return true;
            }
            try {
                return (int) Calls.TEXT.invokeExact(context, text, outLength, text, length) == 1;
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(UPDATE, unexpected);
            }
        }

        /// {@return whether the tag was right, when opening}
        private static boolean finish(long context, NativeScratch scratch) {
            try {
                // A stream cipher has nothing left to write: any pointer will do.
                return (int)
                                Calls.FINISH.invokeExact(
                                        context, scratch.nonceSegment, scratch.outLength)
                        == 1;
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(FINAL, unexpected);
            }
        }

        private static boolean tag(long context, int command, MemorySegment tag) {
            try {
                return (int) Calls.TAG.invokeExact(context, command, PacketCipher.TAG_BYTES, tag)
                        == 1;
            } catch (Throwable unexpected) {
                throw NativeCallFailure.of(CONTROL, unexpected);
            }
        }

        @Override
        public void close() {
            if (sealing != 0) {
                Calls.free(sealing);
                Calls.free(opening);
                sealing = 0;
                opening = 0;
            }
        }
    }
}
