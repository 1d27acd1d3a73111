package dev.rudp.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class InputHistoryTest {
    private final InputHistory history = new InputHistory();
    private final InputMessage message = new InputMessage();

    @Test
    void repeatsWhatIsNotProcessed() {
        for (int i = 1; i <= 5; i++) {
            assertEquals(i, history.add(100 + i));
        }
        history.onProcessed(2);
        history.fill(message);
        assertEquals(3, message.count());
        assertEquals(103, message.word(0));
        assertEquals(5, message.newestSequence());
    }

    @Test
    void repeatsAtMostAMessageful() {
        for (int i = 1; i <= 300; i++) {
            history.add(i);
        }
        history.fill(message);
        assertEquals(InputMessage.MAX_INPUTS, message.count());
        assertEquals(300, message.word(InputMessage.MAX_INPUTS - 1));
        assertEquals(300 - InputHistory.CAPACITY, history.processed());
        assertEquals(173, history.word(173));
    }

    @Test
    void ignoresProgressThatCannotBe() {
        history.add(1);
        history.add(2);
        history.onProcessed(7);
        assertEquals(0, history.processed());
        history.onProcessed(2);
        history.onProcessed(1);
        assertEquals(2, history.processed());
    }

    @Test
    void everyInputReachesTheWorldOnceThroughALossyChannel() {
        Seeds.forEach(
                200,
                random -> {
                    InputHistory client = new InputHistory();
                    InputMessage wire = new InputMessage();
                    InputIntake intake = new InputIntake();
                    intake.reset(0);
                    byte[] bytes = new byte[InputMessage.MAX_BYTES];
                    int[] passed = {0};
                    for (int tick = 1; tick < 500; tick++) {
                        client.add(client.newest() * 7L);
                        wire.clear();
                        client.fill(wire);
                        int length = wire.encode(bytes, 0, bytes.length);
                        boolean isBurst = tick / 8 % 4 == 0;
                        if (random.chance(isBurst ? 0.2 : 0.9) && wire.decode(bytes, 0, length)) {
                            intake.accept(
                                    wire,
                                    9,
                                    4,
                                    tick,
                                    (slot, generation, sequence, word) -> {
                                        assertEquals(++passed[0], sequence);
                                        assertEquals((sequence - 1) * 7L, word);
                                        return true;
                                    });
                            client.onProcessed(passed[0] & 0xFFFF);
                        }
                    }
                });
    }
}
