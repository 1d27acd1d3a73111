package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.transport.netcode.DropReason;
import org.junit.jupiter.api.Test;

class TokenHistoryTest {
    @Test
    void admitsATokenOnceForGood() {
        TokenHistory history = new TokenHistory(8);
        assertNull(history.claim(1, 2, 100, 0));
        assertTrue(history.consume(1, 2));
        assertFalse(history.consume(1, 2), "a second session");
        history.release(1, 2);
        assertEquals(DropReason.TOKEN_CONSUMED, history.claim(1, 2, 100, 50));
        assertTrue(history.isConsumed(1, 2));
        assertFalse(history.isConsumed(2, 1));
    }

    @Test
    void aTokenMayBePendingAtManyAddressesAndIsKeptUntilTheLastIsOver() {
        TokenHistory history = new TokenHistory(1);
        for (int i = 0; i < 300; i++) {
            assertNull(history.claim(1, 2, 100, 0));
        }
        for (int i = 0; i < 299; i++) {
            history.release(1, 2);
        }
        assertEquals(DropReason.TOKEN_HISTORY_FULL, history.claim(3, 4, 900, 500));
        history.release(1, 2);
        assertNull(history.claim(3, 4, 900, 501));
    }

    @Test
    void aFullHistoryRefusesInsteadOfForgetting() {
        TokenHistory history = new TokenHistory(3);
        for (int token = 0; token < 3; token++) {
            assertNull(history.claim(token, 0, 100 + token, 0));
            assertTrue(history.consume(token, 0));
            history.release(token, 0);
        }
        assertEquals(DropReason.TOKEN_HISTORY_FULL, history.claim(9, 9, 200, 99));
        assertTrue(history.isConsumed(0, 0), "nothing was pushed out");
        assertNull(history.claim(9, 9, 200, 101), "one has expired");
        assertEquals(3, history.size());
        assertFalse(history.isConsumed(0, 0));
        assertTrue(history.isConsumed(1, 0));
    }

    @Test
    void aPendingTokenIsKeptPastItsTime() {
        TokenHistory history = new TokenHistory(1);
        assertNull(history.claim(1, 1, 10, 0));
        assertEquals(DropReason.TOKEN_HISTORY_FULL, history.claim(2, 2, 99, 50));
        history.release(1, 1);
        assertNull(history.claim(2, 2, 99, 51));
    }
}
