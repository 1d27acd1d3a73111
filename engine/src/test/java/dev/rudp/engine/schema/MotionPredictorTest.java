package dev.rudp.engine.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.Test;

class MotionPredictorTest {
    private static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder()
                    .position("x", "y", -100, 100, 1 / 256.0)
                    .field("vx", -64, 64, 1 / 64.0)
                    .motion("x", "vx")
                    .build();

    @Test
    void manyTicksAtOnceEqualOneAfterTheOther() {
        Seeds.forEach(
                2_000,
                random -> {
                    int tickHz = 1 + random.nextInt(1_000);
                    MotionPredictor predictor = new MotionPredictor(SCHEMA, tickHz);
                    int from = 1 + random.nextInt(1 << 30);
                    int ticks = random.nextInt(MotionPredictor.MAX_TICKS + 1);
                    int[] once = {random.nextInt(200) - 100, 5, random.nextInt(8_193) - 4_096};
                    int[] stepped = once.clone();
                    predictor.advance(once, 0, from, from + ticks);
                    for (int tick = from; tick < from + ticks; tick++) {
                        predictor.advance(stepped, 0, tick, tick + 1);
                    }
                    if (Math.abs(once[0]) < 25_600) {
                        assertArrayEquals(once, stepped);
                    }
                    assertEquals(5, once[1]);
                });
    }

    @Test
    void wholeSecondsAreExactAndTicksAreOffByLessThanAStep() {
        MotionPredictor predictor = new MotionPredictor(SCHEMA, 60);
        for (int rate = -20_000; rate <= 20_000; rate += 37) {
            for (int phase = 0; phase < 60; phase++) {
                assertEquals(rate, predictor.way(rate, phase, phase + 60));
                double exact = rate * 7 / 60.0;
                assertTrue(Math.abs(predictor.way(rate, phase, phase + 7) - exact) < 1);
                assertEquals(
                        Math.floorDiv(rate * (phase + 7), 60) - Math.floorDiv(rate * phase, 60),
                        predictor.way(rate, phase, phase + 7));
            }
        }
    }

    @Test
    void staysInTheRange() {
        MotionPredictor predictor = new MotionPredictor(SCHEMA, 60);
        int[] row = {25_590, 0, 4_096};
        predictor.advance(row, 0, 10, 20);
        assertArrayEquals(new int[] {25_600, 0, 4_096}, row);
    }

    @Test
    void refusesMotionsThatCannotWork() {
        ReplicatedSchema.Builder builder =
                ReplicatedSchema.builder()
                        .position("x", "y", -1, 1, 0.25)
                        .field("fine", -1, 1, 0.1)
                        .field("fast", -1e9, 1e9, 1_000);
        assertThrows(IllegalArgumentException.class, () -> builder.motion("x", "nothing"));
        assertThrows(IllegalArgumentException.class, () -> builder.motion("x", "fine"));
        assertThrows(IllegalArgumentException.class, () -> builder.motion("x", "fast"));
        assertThrows(IllegalArgumentException.class, () -> new MotionPredictor(SCHEMA, 0));
    }

    @Test
    void theDocumentNamesWhatWasDeclared() {
        String table = SchemaDocument.markdown(SCHEMA);
        assertTrue(
                table.contains("| `x` | -100 to 100 | 0.00390625 | 16 | 0 | all | `vx` |"), table);
        assertEquals(2 + 3, table.lines().count());
    }
}
