package dev.rudp.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.interest.DetailRings;
import org.junit.jupiter.api.Test;

class QualityTest {
    private final QualityLadder ladder = new QualityLadder(3, 10);

    private void observe(boolean strained, int times) {
        for (int i = 0; i < times; i++) {
            ladder.observe(strained);
        }
    }

    @Test
    void fallsStepByStepUnderStrainAndNotBeyondTheLast() {
        observe(true, 2);
        assertEquals(Quality.FULL, ladder.quality());
        observe(true, 1);
        assertEquals(Quality.FAR_HALVED, ladder.quality());
        observe(true, 3);
        assertEquals(Quality.HALVED, ladder.quality());
        observe(true, 300);
        assertEquals(Quality.SPARSE, ladder.quality());
    }

    @Test
    void strainThatDoesNotLastChangesNothing() {
        for (int i = 0; i < 100; i++) {
            observe(true, 2);
            observe(false, 1);
        }
        assertEquals(Quality.FULL, ladder.quality());
    }

    @Test
    void risesSlowlyAndSlowerEachTimeThatItWasWrong() {
        observe(true, 3);
        observe(false, 9);
        assertEquals(Quality.FAR_HALVED, ladder.quality());
        observe(false, 1);
        assertEquals(Quality.FULL, ladder.quality());
        observe(true, 3);
        observe(false, 19);
        assertEquals(Quality.FAR_HALVED, ladder.quality());
        observe(false, 1);
        assertEquals(Quality.FULL, ladder.quality());
        ladder.reset();
        observe(true, 3);
        observe(false, 10);
        assertEquals(Quality.FULL, ladder.quality());
    }

    @Test
    void eachStepTellsLessAndTheFarBeforeTheNear() {
        Quality before = Quality.FULL;
        for (Quality quality : Quality.values()) {
            for (int ring = 0; ring < DetailRings.COUNT; ring++) {
                assertTrue(quality.periodTicks(ring) >= before.periodTicks(ring));
                assertTrue(quality.periodTicks(ring) < ClientView.MAX_AGE);
                assertTrue(ring == 0 || quality.periodTicks(ring) >= quality.periodTicks(ring - 1));
            }
            assertTrue(quality.budgetDivisor() >= before.budgetDivisor());
            assertEquals(quality, Quality.least(before, quality));
            before = quality;
        }
    }

    @Test
    void budgetIsTheRateInTheLongRunAndTheBurstAtOnce() {
        SnapshotBudget budget = new SnapshotBudget();
        budget.reset(5_000, 1);
        long spent = 0;
        int first = budget.take(1, 60, 6_000, 5_000, 100, 1_100);
        assertEquals(1_100, first);
        assertFalse(budget.isLow(5_000));
        for (int tick = 1; tick <= 600; tick++) {
            int room = budget.take(tick, 60, 6_000, 5_000, 50, 1_100);
            budget.spend(room);
            spent += room;
        }
        assertTrue(spent >= 59_900 + 5_000 - 100 && spent <= 60_000 + 5_000, "spent=" + spent);
        assertTrue(budget.isLow(5_000));
        assertEquals(50, budget.take(600, 60, 6_000, 5_000, 50, 1_100));
    }
}
