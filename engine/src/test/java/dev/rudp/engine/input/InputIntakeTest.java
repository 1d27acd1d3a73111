package dev.rudp.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputIntakeTest {
    private final InputIntake intake = new InputIntake();
    private final List<Integer> passed = new ArrayList<>();
    private final InputIntake.Sink sink =
            (slot, generation, sequence, word) -> passed.add(sequence);

    InputIntakeTest() {
        intake.reset(100);
    }

    private static InputMessage message(int from, int to) {
        InputMessage message = new InputMessage();
        for (int sequence = from; sequence <= to; sequence++) {
            message.add(sequence, sequence);
        }
        return message;
    }

    @Test
    void passesEachSequenceOnce() {
        intake.accept(message(1, 3), 1, 1, 101, sink);
        intake.accept(message(2, 5), 1, 1, 102, sink);
        intake.accept(message(1, 4), 1, 1, 103, sink);
        assertEquals(List.of(1, 2, 3, 4, 5), passed);
        assertEquals(6, intake.repeated());
        assertEquals(5, intake.newest());
    }

    @Test
    void fastClientGetsNoMoreThanRealTime() {
        int sequence = 1;
        for (int tick = 101; tick <= 700; tick++) {
            for (int message = 0; message < 4; message++) {
                intake.accept(message(sequence, sequence + 15), 1, 1, tick, sink);
                sequence += 16;
            }
        }
        assertTrue(passed.size() <= 600 + InputIntake.BURST, "passed=" + passed.size());
        assertTrue(intake.overBudget() > 0);
    }

    /// A world that skips ticks grants less than real time: the client is ahead by what was
    /// skipped.
    @Test
    void clientThatIsAheadIsHeardAtOnceAgain() {
        int sequence = 1;
        for (int tick = 101; tick <= 160; tick++) {
            intake.accept(message(Math.max(1, sequence - 15), sequence), 1, 1, tick, sink);
            sequence++;
        }
        for (int skipped = 0; skipped < 60; skipped++) {
            intake.accept(message(sequence - 15, sequence), 1, 1, 160, sink);
            sequence++;
        }
        for (int tick = 161; tick <= 220; tick++) {
            intake.accept(message(sequence - 15, sequence), 1, 1, tick, sink);
            assertTrue(sequence - intake.newest() <= InputIntake.SLACK, "tick=" + tick);
            sequence++;
        }
        assertEquals(60 + InputIntake.BURST - 1 + 60, passed.size(), 1);
        assertTrue(intake.overBudget() > 30, "passed over " + intake.overBudget());
    }

    @Test
    void stalledClientMayCatchUpWithABurst() {
        intake.accept(message(1, 1), 1, 1, 101, sink);
        intake.accept(message(5, 20), 1, 1, 120, sink);
        assertEquals(17, passed.size());
    }

    @Test
    void inputThatTheRingRefusesIsTakenWhenItIsRepeated() {
        intake.accept(message(1, 3), 1, 1, 101, (slot, generation, sequence, word) -> false);
        assertEquals(1, intake.refused());
        assertEquals(0, intake.newest());
        intake.accept(message(1, 3), 1, 1, 101, sink);
        assertEquals(List.of(1, 2, 3), passed);
    }

    @Test
    void emptyMessageChangesNothing() {
        intake.accept(message(1, 2), 1, 1, 101, sink);
        intake.accept(new InputMessage(), 1, 1, 102, sink);
        assertEquals(2, intake.newest());
        assertEquals(2, passed.size());
    }
}
