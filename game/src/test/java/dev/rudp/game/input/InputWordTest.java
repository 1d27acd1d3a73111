package dev.rudp.game.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class InputWordTest {
    @Test
    void everyPartComesBack() {
        long word = InputWord.of(-127, 64, 0xBEEF, InputWord.SPRINT);

        assertEquals(-127, InputWord.moveX(word));
        assertEquals(64, InputWord.moveY(word));
        assertEquals(0xBEEF, InputWord.yaw(word));
        assertTrue(InputWord.isPressed(word, InputWord.SPRINT));
        assertFalse(InputWord.isPressed(word, InputWord.JUMP));
        assertEquals(0x0000_4081_0002_BEEFL, word);
    }

    @Test
    void theNeutralWordIsZeroAndAsksForNothing() {
        assertEquals(InputWord.NEUTRAL, InputWord.of(0, 0, 0, 0));
    }

    @Test
    void sanitisingClearsWhatNobodyKnowsAndKeepsTheRest() {
        assertEquals(
                InputWord.of(-127, -127, 0xFFFF, InputWord.JUMP | InputWord.SPRINT),
                InputWord.sanitized(0xFFFF_8080_FFFF_FFFFL));
    }

    @Test
    void anyValueIsBoundedAndSanitisingTwiceChangesNothing() {
        Seeds.forEach(
                10_000,
                random -> {
                    long word = random.nextLong();
                    long clean = InputWord.sanitized(word);
                    assertEquals(clean, InputWord.sanitized(clean));
                    assertEquals(0, clean >>> 48);
                    assertEquals(InputWord.yaw(word), InputWord.yaw(clean));
                    assertEquals(InputWord.moveX(word), InputWord.moveX(clean));
                    assertTrue(Math.abs(InputWord.moveX(word)) <= 127);
                    assertTrue(Math.abs(InputWord.moveY(word)) <= 127);
                });
    }
}
