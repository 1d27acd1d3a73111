package dev.rudp.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacitySearchTest {
    @Test
    void doublesThenHalvesTheGap() {
        assertEquals(List.of(250, 500, 1000, 2000, 1500, 1250, 1375), tried(1400, 8000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 250, 333, 700, 1999, 4000, 7999})
    void endsWithinATenthBelowTheTruth(int truth) {
        CapacitySearch search = new CapacitySearch(250, 8000, 30);
        run(search, truth);
        assertTrue(search.best() <= truth, "best=" + search.best());
        assertTrue(truth < 250 || search.best() >= truth * 0.9 - 25, "best=" + search.best());
    }

    @Test
    void stopsAtTheMostAndAtTheLastStep() {
        assertEquals(List.of(250, 500, 600), tried(9999, 600));
        CapacitySearch search = new CapacitySearch(250, 8000, 2);
        assertEquals(List.of(250, 500), run(search, 9999));
        assertEquals(500, search.best());
    }

    @Test
    void nothingHoldsIsZero() {
        CapacitySearch search = new CapacitySearch(250, 8000, 9);
        run(search, 0);
        assertEquals(0, search.best());
    }

    private static List<Integer> tried(int truth, int most) {
        return run(new CapacitySearch(250, most, 9), truth);
    }

    private static List<Integer> run(CapacitySearch search, int truth) {
        List<Integer> tried = new ArrayList<>();
        for (OptionalInt next = search.next(); next.isPresent(); next = search.next()) {
            tried.add(next.getAsInt());
            search.tried(next.getAsInt() <= truth);
        }
        return tried;
    }
}
