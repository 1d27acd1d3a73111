package dev.rudp.client.view;

import dev.rudp.engine.schema.ReplicatedSchema;
import java.util.Arrays;

/// How each replicated field moves between two snapshots, and beyond the last. Fields of which
/// nothing is said step: the older value holds until the newer one's time has come. Immutable after
/// its declaration.
public final class FieldMotion {
    enum Kind {
        STEP,
        LINEAR,
        TURN
    }

    static final int NO_RATE = -1;

    final Kind[] kinds;

    /// The field that holds a field's change per second, or [#NO_RATE].
    final int[] rateField;

    private final ReplicatedSchema schema;

    private FieldMotion(ReplicatedSchema schema) {
        this.schema = schema;
        this.kinds = new Kind[schema.fieldCount()];
        this.rateField = new int[schema.fieldCount()];
        Arrays.fill(kinds, Kind.STEP);
        Arrays.fill(rateField, NO_RATE);
    }

    /// {@return a motion in which every field steps}
    public static FieldMotion of(ReplicatedSchema schema) {
        return new FieldMotion(schema);
    }

    /// Declares that a field goes straight from one value to the next.
    public FieldMotion linear(String field) {
        kinds[schema.indexOf(field)] = Kind.LINEAR;
        return this;
    }

    /// Declares that a field goes straight, and beyond the last snapshot on at the rate that
    /// another field holds.
    public FieldMotion linear(String field, String rate) {
        rateField[schema.indexOf(field)] = schema.indexOf(rate);
        return linear(field);
    }

    /// Declares that a field is a direction, in turns: it goes the short way round and stays in [0,
    /// 1).
    public FieldMotion turn(String field) {
        kinds[schema.indexOf(field)] = Kind.TURN;
        return this;
    }

    ReplicatedSchema schema() {
        return schema;
    }
}
