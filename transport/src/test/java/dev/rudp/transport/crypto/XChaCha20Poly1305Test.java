package dev.rudp.transport.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of draft-irtf-cfrg-xchacha-03, sections 2.2.1 and A.3.1.
final class XChaCha20Poly1305Test {
    private static final byte[] PLAIN =
            ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the"
                            + " future, sunscreen would be it.")
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AAD = hex("50515253c0c1c2c3c4c5c6c7");
    private static final byte[] KEY = counting(0x80, 32);
    private static final byte[] NONCE = counting(0x40, 24);
    private static final byte[] SEALED =
            hex(
                    """
                    bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb
                    731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452
                    2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9
                    21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780a
                    cf49
                    """);

    static List<PacketCipher> ciphers() {
        return PacketCiphers.available();
    }

    @Test
    void derivesTheSubkeyOfTheDraft() {
        byte[] subkey = new byte[32];
        byte[] nonce = hex("ff000000090000004a0000000031415927");
        XChaCha20Poly1305.hChaCha20(new int[16], counting(0, 32), nonce, 1, subkey);
        assertArrayEquals(
                hex("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc"), subkey);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void sealsAndOpensTheExampleOfTheDraft(PacketCipher cipher) {
        byte[] buffer = Arrays.copyOf(PLAIN, SEALED.length);
        try (var token = new XChaCha20Poly1305(cipher, KEY)) {
            token.seal(NONCE, 0, AAD, AAD.length, buffer, 0, PLAIN.length);
            assertArrayEquals(SEALED, buffer);
            assertTrue(token.open(NONCE, 0, AAD, AAD.length, buffer, 0, buffer.length));
            assertArrayEquals(PLAIN, Arrays.copyOf(buffer, PLAIN.length));
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void refusesAnotherNonceKeyOrText(PacketCipher cipher) {
        try (var token = new XChaCha20Poly1305(cipher, KEY);
                var other = new XChaCha20Poly1305(cipher, counting(0x81, 32))) {
            for (int i = 0; i < NONCE.length; i++) {
                byte[] nonce = NONCE.clone();
                nonce[i] ^= 1;
                assertFalse(
                        token.open(nonce, 0, AAD, AAD.length, SEALED.clone(), 0, SEALED.length));
            }
            for (int i = 0; i < SEALED.length; i++) {
                byte[] changed = SEALED.clone();
                changed[i] ^= (byte) 0x80;
                assertFalse(token.open(NONCE, 0, AAD, AAD.length, changed, 0, changed.length));
            }
            assertFalse(other.open(NONCE, 0, AAD, AAD.length, SEALED.clone(), 0, SEALED.length));
            assertTrue(token.open(NONCE, 0, AAD, AAD.length, SEALED.clone(), 0, SEALED.length));
        }
    }

    @Test
    void refusesUseAfterClose() {
        var token = new XChaCha20Poly1305(PacketCiphers.jdk(), KEY);
        token.close();
        byte[] buffer = SEALED.clone();
        assertThrows(
                AssertionError.class,
                () -> token.open(NONCE, 0, AAD, AAD.length, buffer, 0, buffer.length));
    }

    private static byte[] counting(int first, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }
}
