package dev.rudp.transport.ack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class Sequence16Test {
    @Test
    void orderSurvivesTheWrapAround() {
        assertTrue(Sequence16.isNewer(0, 65_535));
        assertTrue(Sequence16.isNewer(5, 65_530));
        assertFalse(Sequence16.isNewer(65_535, 0));
        assertFalse(Sequence16.isNewer(7, 7));
        assertTrue(Sequence16.isNewer(32_767, 0));
        assertFalse(Sequence16.isNewer(32_768, 0), "half the circle is in no order");
        assertFalse(Sequence16.isNewer(0, 32_768), "half the circle is in no order");
        assertEquals(-3, Sequence16.distance(65_534, 1));
    }

    @Test
    void agreesWithUnlimitedNumbersThatAreNear() {
        Seeds.forEach(
                2_000,
                random -> {
                    long base = random.nextLong(1L << 40);
                    long other = base + random.nextInt(-32_767, 32_768);
                    int baseLow = (int) base & 0xFFFF;
                    int otherLow = (int) other & 0xFFFF;
                    assertEquals(other - base, Sequence16.distance(otherLow, baseLow));
                    assertEquals(other > base, Sequence16.isNewer(otherLow, baseLow));
                    int delta = (int) (other - base);
                    assertEquals(otherLow, Sequence16.plus(baseLow, delta));
                    if (other >= base) {
                        assertEquals(other, Sequence16.atOrAbove(base, otherLow));
                    }
                });
    }
}
