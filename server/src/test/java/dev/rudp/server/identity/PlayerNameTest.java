package dev.rudp.server.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "Ann Lee", "김철수", "émile_7", "🦊", "abcdefghijklmnopqrstuvwx"})
    void takesNamesOfAllScripts(String name) {
        assertTrue(PlayerName.isValid(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " Ann",
                "Ann ",
                "a\nb",
                "a\u0000b",
                "a\u202Eb",
                "a\u200Bb",
                "a\u00A0b",
                "\uD800",
                "abcdefghijklmnopqrstuvwxy"
            })
    void refusesWhatCannotBeSeenOrIsTooLong(String name) {
        assertFalse(PlayerName.isValid(name));
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertTrue(PlayerName.isValid("🦊".repeat(24)));
        assertFalse(PlayerName.isValid("🦊".repeat(25)));
        assertEquals(96, PlayerName.MAX_BYTES);
    }
}
