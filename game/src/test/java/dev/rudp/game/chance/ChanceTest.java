package dev.rudp.game.chance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void aThrowDependsOnWhatItIsForAndNotOnThoseBefore() {
        Chance one = new Chance(1);
        Chance other = new Chance(1);
        long late = one.bits(Purpose.HIT, 5, 6, 7);
        for (int i = 0; i < 10; i++) {
            assertNotEquals(late, other.bits(Purpose.HIT, 4, 6, i));
        }
        assertEquals(late, other.bits(Purpose.HIT, 5, 6, 7));
        assertNotEquals(late, one.bits(Purpose.LOOT, 5, 6, 7));
        assertNotEquals(late, new Chance(2).bits(Purpose.HIT, 5, 6, 7));
    }

    @Test
    void everyOutcomeIsAsLikelyInEveryDirection() {
        Chance chance = new Chance(3);
        int[][] seen = new int[3][8];
        for (int i = 0; i < 80_000; i++) {
            seen[0][chance.below(8, Purpose.HIT, i, 1, 1)]++;
            seen[1][chance.below(8, Purpose.HIT, 1, i, 1)]++;
            seen[2][chance.below(8, Purpose.HIT, 1, 1, i)]++;
        }
        for (int[] direction : seen) {
            for (int count : direction) {
                // Ten thousand each; five standard deviations are 468.
                assertTrue(Math.abs(count - 10_000) < 468, "count=" + count);
            }
        }
    }
}
