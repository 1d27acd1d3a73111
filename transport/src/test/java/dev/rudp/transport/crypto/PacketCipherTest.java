package dev.rudp.transport.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every cipher of this machine must do alike.
final class PacketCipherTest {
    private static final byte[] KEY = new byte[PacketCipher.KEY_BYTES];
    private static final byte[] AAD = {1, 2, 3, 4, 5};

    static List<PacketCipher> ciphers() {
        return PacketCiphers.available();
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void answersTheExampleOfTheStandard(PacketCipher cipher) {
        assertTrue(CipherSelfTest.passes(cipher));
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void sealsNothingIntoATag(PacketCipher cipher) {
        // Computed with an independent implementation (Python's cryptography 48).
        byte[] expected = HexFormat.of().parseHex("4eb972c9a8fb3a1b382bb4d36f5ffad1");
        try (PacketKey key = cipher.key(KEY)) {
            byte[] buffer = new byte[PacketCipher.TAG_BYTES];
            key.seal(0, new byte[0], 0, buffer, 0, 0);
            assertArrayEquals(expected, buffer);
            assertTrue(key.open(0, new byte[0], 0, buffer, 0, buffer.length));
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void refusesAChangeOfAnyByte(PacketCipher cipher) {
        try (PacketKey key = cipher.key(KEY)) {
            byte[] sealed = sealed(key, 7, 40);
            for (int i = 0; i < sealed.length; i++) {
                byte[] changed = sealed.clone();
                changed[i] ^= (byte) (1 << (i & 7));
                assertFalse(key.open(7, AAD, AAD.length, changed, 0, changed.length), "byte " + i);
            }
            for (int i = 0; i < AAD.length; i++) {
                byte[] changed = AAD.clone();
                changed[i] ^= 1;
                byte[] packet = sealed.clone();
                assertFalse(key.open(7, changed, AAD.length, packet, 0, packet.length));
            }
            assertFalse(key.open(7, AAD, AAD.length - 1, sealed.clone(), 0, sealed.length));
            assertFalse(key.open(8, AAD, AAD.length, sealed.clone(), 0, sealed.length));
            assertTrue(key.open(7, AAD, AAD.length, sealed, 0, sealed.length));
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void refusesWhatIsCutOrTooShortForATag(PacketCipher cipher) {
        try (PacketKey key = cipher.key(KEY)) {
            byte[] sealed = sealed(key, 1, 20);
            for (int length = 0; length < sealed.length; length++) {
                byte[] packet = sealed.clone();
                assertFalse(key.open(1, AAD, AAD.length, packet, 0, length), "length " + length);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void opensTheTruePacketAfterAForgedOneOfTheSameSequence(PacketCipher cipher) {
        try (PacketKey key = cipher.key(KEY)) {
            byte[] sealed = sealed(key, -1, 30);
            byte[] forged = sealed.clone();
            forged[3] ^= 1;
            assertFalse(key.open(-1, AAD, AAD.length, forged, 0, forged.length));
            assertTrue(key.open(-1, AAD, AAD.length, sealed.clone(), 0, sealed.length));
            assertTrue(key.open(-1, AAD, AAD.length, sealed, 0, sealed.length));
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void touchesOnlyItsPartOfTheBuffer(PacketCipher cipher) {
        try (PacketKey key = cipher.key(KEY)) {
            byte[] buffer = new byte[200];
            Arrays.fill(buffer, (byte) 0x55);
            key.seal(3, AAD, AAD.length, buffer, 50, 80);
            assertTrue(key.open(3, AAD, AAD.length, buffer, 50, 96));
            for (int i = 0; i < buffer.length; i++) {
                boolean tag = i >= 130 && i < 146;
                assertTrue(tag || buffer[i] == 0x55, "byte " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void keepsItsKeyWhenTheCallersArrayChanges(PacketCipher cipher) {
        byte[] bytes = KEY.clone();
        try (PacketKey key = cipher.key(bytes);
                PacketKey same = cipher.key(KEY)) {
            Arrays.fill(bytes, (byte) 9);
            assertArrayEquals(sealed(same, 5, 10), sealed(key, 5, 10));
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void refusesUseAfterClose(PacketCipher cipher) {
        PacketKey key = cipher.key(KEY);
        key.close();
        key.close();
        byte[] buffer = new byte[64];
        assertThrows(AssertionError.class, () -> key.seal(0, AAD, 5, buffer, 0, 40));
        assertThrows(AssertionError.class, () -> key.open(0, AAD, 5, buffer, 0, 40));
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void refusesAKeyOfTheWrongLength(PacketCipher cipher) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> cipher.key(new byte[31]).close());
        assertEquals("key.length=31 is not 32", refused.getMessage());
    }

    @Test
    void findsACipherByItsName() {
        for (PacketCipher cipher : ciphers()) {
            assertSame(cipher, PacketCiphers.named(cipher.name()));
        }
        assertSame(PacketCiphers.jdk(), PacketCiphers.named("jdk"));
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> PacketCiphers.named("rot13"));
        assertTrue(String.valueOf(unknown.getMessage()).startsWith("cipher=rot13 not in ["));
    }

    @Test
    void aCipherThatAnswersWronglyFailsTheSelfTest() {
        PacketCipher wrong =
                new PacketCipher() {
                    @Override
                    public String name() {
                        return "wrong";
                    }

                    @Override
                    public PacketKey key(byte[] key) {
                        byte[] other = key.clone();
                        other[0] ^= 1;
                        return PacketCiphers.jdk().key(other);
                    }
                };
        assertFalse(CipherSelfTest.passes(wrong));
    }

    private static byte[] sealed(PacketKey key, long sequence, int length) {
        byte[] buffer = new byte[length + PacketCipher.TAG_BYTES];
        for (int i = 0; i < length; i++) {
            buffer[i] = (byte) i;
        }
        key.seal(sequence, AAD, AAD.length, buffer, 0, length);
        return buffer;
    }
}
