package dev.rudp.engine.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CommandBudgetTest {
    private static int takeAll(CommandBudget budget, int tick) {
        int taken = 0;
        while (budget.allows(tick)) {
            budget.take();
            taken++;
        }
        return taken;
    }

    @Test
    void allowsABurstAndThenTheRate() {
        CommandBudget budget = new CommandBudget(20, 30, 60);
        budget.reset(100);
        assertEquals(30, takeAll(budget, 100));
        assertEquals(0, takeAll(budget, 102));
        assertEquals(1, takeAll(budget, 103), "20 a second are one in three ticks");
        assertEquals(20, takeAll(budget, 163));
        assertEquals(30, takeAll(budget, 100_000), "no more than the burst is saved");
    }

    @Test
    void losesNoFractionAtRatesThatDoNotDivide() {
        CommandBudget budget = new CommandBudget(7, 10, 60);
        budget.reset(0);
        int taken = takeAll(budget, 0);
        for (int tick = 1; tick <= 60_000; tick++) {
            taken += takeAll(budget, tick);
        }
        assertEquals(10 + 7_000, taken);
    }

    @Test
    void aClockThatStandsOrGoesBackGrantsNothing() {
        CommandBudget budget = new CommandBudget(20, 2, 60);
        budget.reset(500);
        assertEquals(2, takeAll(budget, 500));
        assertEquals(0, takeAll(budget, 400));
        assertEquals(0, takeAll(budget, 502));
    }

    @Test
    void refusesRatesThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new CommandBudget(0, 1, 60));
        assertThrows(IllegalArgumentException.class, () -> new CommandBudget(1, 1_001, 60));
    }
}
