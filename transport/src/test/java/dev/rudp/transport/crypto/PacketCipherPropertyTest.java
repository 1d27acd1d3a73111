package dev.rudp.transport.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacketCipherPropertyTest {
    @Test
    void everyCipherAgreesWithEveryOther() {
        List<PacketCipher> ciphers = PacketCiphers.available();
        Seeds.forEach(
                2_000,
                random -> {
                    byte[] keyBytes = new byte[PacketCipher.KEY_BYTES];
                    random.fill(keyBytes, 0, keyBytes.length);
                    byte[] aad = new byte[random.nextInt(64)];
                    random.fill(aad, 0, aad.length);
                    int length = random.nextInt(1_300);
                    int offset = random.nextInt(100);
                    long sequence = random.nextLong();
                    byte[] plain = new byte[offset + length + PacketCipher.TAG_BYTES];
                    random.fill(plain, 0, plain.length);

                    byte[] expected = plain.clone();
                    try (PacketKey key = ciphers.getLast().key(keyBytes)) {
                        key.seal(sequence, aad, aad.length, expected, offset, length);
                    }
                    for (PacketCipher cipher : ciphers) {
                        try (PacketKey key = cipher.key(keyBytes)) {
                            byte[] buffer = plain.clone();
                            key.seal(sequence, aad, aad.length, buffer, offset, length);
                            assertArrayEquals(expected, buffer, cipher.name());
                            int sealedLength = length + PacketCipher.TAG_BYTES;
                            assertTrue(
                                    key.open(
                                            sequence,
                                            aad,
                                            aad.length,
                                            buffer,
                                            offset,
                                            sealedLength),
                                    cipher.name());
                            assertTrue(
                                    Arrays.equals(
                                            plain, 0, offset + length, buffer, 0, offset + length),
                                    cipher.name());
                        }
                    }
                });
    }
}
