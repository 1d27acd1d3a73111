package dev.rudp.transport.netcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.transport.crypto.PacketCipher;
import dev.rudp.transport.crypto.PacketCiphers;
import org.junit.jupiter.api.Test;

class ChallengeTokensTest {
    /// A request that the network doubled once stopped the server: the JDK's cipher refuses to seal
    /// one nonce twice in a row.
    @Test
    void aChallengeCanBeSentAgainWithEveryCipher() {
        for (PacketCipher cipher : PacketCiphers.available()) {
            ChallengeTokens tokens = new ChallengeTokens(cipher, new SeededRandom(1));
            byte[] userData = new byte[Netcode.USER_DATA_BYTES];
            byte[] first = new byte[Netcode.CHALLENGE_BODY_BYTES];
            byte[] again = new byte[Netcode.CHALLENGE_BODY_BYTES];
            byte[] later = new byte[Netcode.CHALLENGE_BODY_BYTES];
            long one = tokens.next();
            tokens.put(first, 0, one, 7, userData);
            tokens.put(again, 0, one, 7, userData);
            assertArrayEquals(first, again, cipher.name());

            tokens.put(new byte[Netcode.CHALLENGE_BODY_BYTES], 0, tokens.next(), 8, userData);
            tokens.put(later, 0, one, 7, userData);
            assertArrayEquals(first, later, cipher.name());
            assertTrue(tokens.open(later, 0), cipher.name());
        }
    }
}
