package dev.rudp.testkit.seed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void splitMixMatchesItsPublishedFirstOutputs() {
        // SplitMix64 from state 1234567: the values that the algorithm's authors give.
        long gamma = 0x9E37_79B9_7F4A_7C15L;
        assertEquals(6457827717110365317L, SeededRandom.mix(1_234_567 + gamma));
        assertEquals(3203168211198807973L, SeededRandom.mix(1_234_567 + gamma + gamma));
    }

    @Test
    void sameSeedGivesSameNumbers() {
        SeededRandom one = new SeededRandom(42);
        SeededRandom two = new SeededRandom(42);
        byte[] first = new byte[37];
        byte[] second = new byte[37];
        one.fill(first, 0, 37);
        two.fill(second, 0, 37);
        assertArrayEquals(first, second);
        assertNotEquals(new SeededRandom(43).nextLong(), new SeededRandom(42).nextLong());
    }

    @Test
    void chanceFollowsItsProbability() {
        SeededRandom random = new SeededRandom(7);
        int hits = 0;
        for (int i = 0; i < 100_000; i++) {
            hits += random.chance(0.3) ? 1 : 0;
        }
        assertEquals(0.3, hits / 100_000.0, 0.01);
    }

    @Test
    void everyCaseHasItsOwnSeed() {
        List<Long> seeds = new ArrayList<>();
        Seeds.forEach(50, random -> seeds.add(random.seed()));
        assertEquals(seeds.size(), new HashSet<>(seeds).size());
    }

    @Test
    void aFailureNamesTheCommandThatRepeatsIt() {
        List<Long> seen = new ArrayList<>();
        AssertionError failure =
                assertThrows(
                        AssertionError.class,
                        () ->
                                Seeds.forEach(
                                        5,
                                        random -> {
                                            seen.add(random.seed());
                                            throw new IllegalStateException("broken");
                                        }));
        String message = String.valueOf(failure.getMessage());
        String command =
                "./rudp test -Drudp.seed=0x"
                        + Long.toHexString(seen.getFirst())
                        + " -Dtest=SeedsTest#aFailureNamesTheCommandThatRepeatsIt";
        assertTrue(message.startsWith("broken") && message.endsWith(command), message);
    }

    @Test
    void optionsChooseTheFirstSeedAndTheNumberOfRuns() {
        assertEquals(0x2AL, Seeds.firstSeed("0x2A"));
        assertEquals(-1L, Seeds.firstSeed("0xffffffffffffffff"));
        assertEquals(42L, Seeds.firstSeed("42"));
        assertEquals(300, Seeds.runCount(300, "", ""));
        assertEquals(1, Seeds.runCount(300, "0x2A", ""));
        assertEquals(300, Seeds.runCount(300, "random", ""));
        assertEquals(10_000, Seeds.runCount(300, "", "10000"));
        assertEquals(7, Seeds.runCount(300, "0x2A", "7"));
    }
}
