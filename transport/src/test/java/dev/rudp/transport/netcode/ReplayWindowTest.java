package dev.rudp.transport.netcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    /// The window as the standard describes it: 256 sequences, each in the place of its remainder.
    private static final class Plain {
        private final long[] slots = new long[ReplayWindow.SIZE];
        private long newest;

        Plain() {
            Arrays.fill(slots, -1);
        }

        boolean isFresh(long sequence) {
            boolean windowIsFull = Long.compareUnsigned(newest, ReplayWindow.SIZE) >= 0;
            long oldest = newest - ReplayWindow.SIZE;
            if (windowIsFull && Long.compareUnsigned(sequence, oldest) <= 0) {
                return false;
            }
            long held = slots[(int) (sequence & 255)];
            return held == -1 || Long.compareUnsigned(held, sequence) < 0;
        }

        void accept(long sequence) {
            if (Long.compareUnsigned(sequence, newest) > 0) {
                newest = sequence;
            }
            slots[(int) (sequence & 255)] = sequence;
        }
    }

    @Test
    void agreesWithThePlainWindow() {
        Seeds.forEach(
                300,
                random -> {
                    ReplayWindow window = new ReplayWindow();
                    Plain plain = new Plain();
                    long around = random.chance(0.5) ? 0 : random.nextLong();
                    for (int i = 0; i < 1_000; i++) {
                        long near = around + random.nextInt(600) - (around == 0 ? 0 : 300);
                        long sequence = random.chance(0.01) ? random.nextLong() : near;
                        if (sequence == -1) {
                            continue; // the plain window's mark of an empty place
                        }
                        assertEquals(
                                plain.isFresh(sequence),
                                window.isFresh(sequence),
                                () -> Long.toUnsignedString(sequence));
                        if (plain.isFresh(sequence) && random.chance(0.8)) {
                            plain.accept(sequence);
                            window.accept(sequence);
                        }
                        around += random.nextInt(3);
                    }
                });
    }

    @Test
    void refusesTheSameSequenceTwiceFromTheFirstOn() {
        ReplayWindow window = new ReplayWindow();
        assertTrue(window.isFresh(0));
        window.accept(0);
        assertFalse(window.isFresh(0));
        window.reset();
        assertTrue(window.isFresh(0));
    }

    @Test
    void refusesWhatIsOlderThanTheWindow() {
        ReplayWindow window = new ReplayWindow();
        window.accept(1_000);
        assertTrue(window.isFresh(1_000 - 255));
        assertFalse(window.isFresh(1_000 - 256));
        assertFalse(window.isFresh(0));
    }

    @Test
    void holdsAtTheEndOfTheSequences() {
        ReplayWindow window = new ReplayWindow();
        window.accept(-1);
        assertFalse(window.isFresh(-1));
        assertTrue(window.isFresh(-2));
        assertFalse(window.isFresh(0), "zero is the oldest, not the next");
    }
}
