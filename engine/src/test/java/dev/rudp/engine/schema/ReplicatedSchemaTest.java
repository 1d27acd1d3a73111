package dev.rudp.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReplicatedSchemaTest {
    private static ReplicatedSchema.Builder base() {
        return ReplicatedSchema.builder().position("x", "y", -256, 256, 1 / 256.0);
    }

    @Test
    void quantisesToTheNearestStepAndClamps() {
        ReplicatedSchema schema = base().field("heading", 0, 360, 1.5).build();
        assertEquals(256, schema.quantise(0, 1.0));
        assertEquals(-65_536, schema.quantise(0, -1e9));
        assertEquals(65_536, schema.quantise(0, Double.POSITIVE_INFINITY));
        assertEquals(0, schema.quantise(0, Double.NaN));
        assertEquals(240, schema.quantise(2, 400));
        assertEquals(3.0, schema.value(2, 2));
        assertTrue(schema.isInRange(2, 240));
        assertFalse(schema.isInRange(2, 241));
        assertFalse(schema.isInRange(2, -1));
    }

    @Test
    void everyStepSurvivesTheWayToUnitsAndBack() {
        ReplicatedSchema schema = base().field("odd", -7, 13, 0.1).build();
        for (int field = 0; field < schema.fieldCount(); field++) {
            for (int step = schema.field(field).minStep();
                    step <= schema.field(field).maxStep();
                    step++) {
                assertEquals(step, schema.quantise(field, schema.value(field, step)));
            }
        }
    }

    @Test
    void hashTellsDeclarationsApart() {
        long hash = base().field("hp", 0, 100, 1).build().hash();
        assertEquals(hash, base().field("hp", 0, 100, 1).build().hash());
        assertNotEquals(hash, base().field("mp", 0, 100, 1).build().hash());
        assertNotEquals(hash, base().field("hp", 0, 101, 1).build().hash());
        assertNotEquals(hash, base().field("hp", 0, 100, 2).build().hash());
        assertNotEquals(hash, base().build().hash());
    }

    @Test
    void findsFieldsByName() {
        ReplicatedSchema schema = base().field("hp", 0, 100, 1).build();
        assertEquals(2, schema.indexOf("hp"));
        assertEquals(schema.indexOf("y"), schema.yField());
        assertThrows(IllegalArgumentException.class, () -> schema.indexOf("mp"));
    }

    @Test
    void refusesDeclarationsThatCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> ReplicatedSchema.builder().build());
        assertThrows(IllegalArgumentException.class, () -> base().position("a", "b", 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> base().field("x", 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> base().field("z", 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> base().field("z", 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> base().field("z", 0, 1e12, 1));
        assertThrows(IllegalArgumentException.class, () -> base().field("Bad Name", 0, 1, 1));
        ReplicatedSchema.Builder wide = base();
        for (int i = 0; i < 31; i++) {
            wide.field("f" + i, 0, 1, 1);
        }
        assertThrows(IllegalArgumentException.class, wide::build);
    }

    @Test
    void heightIsAFieldInTheStepsOfThePosition() {
        ReplicatedSchema schema =
                ReplicatedSchema.builder()
                        .position("x", "y", 0, 100, 0.5)
                        .height("z", -8, 8)
                        .build();
        assertEquals(2, schema.zField());
        assertEquals(-16, schema.field(2).minStep());
        ReplicatedSchema flat = ReplicatedSchema.builder().position("x", "y", 0, 100, 0.5).build();
        assertEquals(-1, flat.zField());
        assertThrows(
                IllegalArgumentException.class, () -> ReplicatedSchema.builder().height("z", 0, 1));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        ReplicatedSchema.builder()
                                .position("x", "y", 0, 100, 0.5)
                                .height("z", 0, 1 << 25));
    }
}
