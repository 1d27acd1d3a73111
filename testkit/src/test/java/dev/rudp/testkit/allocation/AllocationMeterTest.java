package dev.rudp.testkit.allocation;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AllocationMeterTest {
    private int counter;
    private Object kept = "";

    @Test
    void codeThatAllocatesNothingPasses() {
        AllocationMeter.assertZero(1_000, 10_000, () -> counter++);
        assertTrue(counter >= 11_000);
    }

    @Test
    void everyAllocationIsCounted() {
        long bytes = AllocationMeter.allocatedBytes(100, 1_000, () -> kept = new byte[1_000]);
        assertTrue(bytes >= 1_000_000 && bytes <= 1_100_000, "bytes=" + bytes);
        assertTrue(kept instanceof byte[]);
    }

    @Test
    void codeThatAllocatesNowAndThenFails() {
        assertThrows(
                AssertionError.class,
                () ->
                        AllocationMeter.assertZero(
                                100,
                                10_000,
                                () -> {
                                    if (++counter % 5_000 == 0) {
                                        kept = new int[4];
                                    }
                                },
                                100_000_000L));
    }
}
