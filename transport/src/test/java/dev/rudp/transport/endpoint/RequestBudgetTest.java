package dev.rudp.transport.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RequestBudgetTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void allowsItsRateAndATenthOfASecondMore() {
        long startNs = -5 * SECOND_NS;
        RequestBudget budget = new RequestBudget(1_000, startNs);
        int allowed = 0;
        for (long nowNs = startNs; nowNs < startNs + 10 * SECOND_NS; nowNs += 100_000) {
            allowed += budget.tryTake(nowNs) ? 1 : 0;
        }
        assertEquals(10_000 + 100, allowed, 1);
    }

    @Test
    void savesNothingUpWhileUnused() {
        RequestBudget budget = new RequestBudget(1_000, 0);
        int allowed = 0;
        for (int i = 0; i < 5_000; i++) {
            allowed += budget.tryTake(3_600 * SECOND_NS) ? 1 : 0;
        }
        assertEquals(101, allowed);
    }
}
