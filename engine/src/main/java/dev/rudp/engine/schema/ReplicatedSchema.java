package dev.rudp.engine.schema;

import java.util.ArrayList;
import java.util.List;

/// The replicated fields of every entity, declared once by a game, in order; two of them are the
/// horizontal position. Put fields that change often first: a snapshot's field mask has one byte
/// per eight fields. Immutable.
///
/// ```java
/// ReplicatedSchema.builder()
///         .position("x", "y", -256, 256, 1 / 256.0)
///         .field("heading", 0, 360, 360 / 256.0)
///         .build();
/// ```
public final class ReplicatedSchema {
    /// The most fields an entity may have.
    public static final int MAX_FIELDS = 32;

    /// Names the layout of snapshots and inputs; part of [#hash()], so that a client of another
    /// layout finds out at its welcome.
    public static final int WIRE_FORMAT = 1;

    private static final int MAX_POSITION_STEPS = 1 << 25;

    private final List<ReplicatedField> fields;
    private final double[] quantum;
    private final int[] minStep;
    private final int[] maxStep;
    private final int xField;
    private final int yField;
    private final int zField;
    private final long hash;

    private ReplicatedSchema(List<ReplicatedField> fields, int xField, int yField, int zField) {
        this.fields = List.copyOf(fields);
        this.quantum = fields.stream().mapToDouble(ReplicatedField::quantum).toArray();
        this.minStep = fields.stream().mapToInt(ReplicatedField::minStep).toArray();
        this.maxStep = fields.stream().mapToInt(ReplicatedField::maxStep).toArray();
        this.xField = xField;
        this.yField = yField;
        this.zField = zField;
        this.hash = hashOf(fields, xField, yField);
    }

    public static Builder builder() {
        return new Builder();
    }

    public int fieldCount() {
        return minStep.length;
    }

    public ReplicatedField field(int index) {
        return fields.get(index);
    }

    public List<ReplicatedField> fields() {
        return fields;
    }

    /// {@return the index of the field of that name}
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("field.name=" + name + " not in " + fields);
    }

    /// {@return the field that is the first horizontal coordinate}
    public int xField() {
        return xField;
    }

    /// {@return the field that is the second horizontal coordinate}
    public int yField() {
        return yField;
    }

    /// {@return the index of the field that is the height, or -1 in a flat world}
    public int zField() {
        return zField;
    }

    /// {@return the same number on every machine for the same declaration, another for another}
    public long hash() {
        return hash;
    }

    /// {@return `value` in steps, clamped to the field's range; NaN becomes the step of 0}
    public int quantise(int field, double value) {
        return clamp(field, (int) Math.rint(value / quantum[field]));
    }

    /// {@return `step` in units}
    public double value(int field, int step) {
        return step * quantum[field];
    }

    /// {@return the step within the field's range nearest to `step`}
    public int clamp(int field, int step) {
        return Math.max(minStep[field], Math.min(maxStep[field], step));
    }

    public boolean isInRange(int field, int step) {
        return step >= minStep[field] && step <= maxStep[field];
    }

    private static long hashOf(List<ReplicatedField> fields, int xField, int yField) {
        long hash = mix(0xCBF2_9CE4_8422_2325L, WIRE_FORMAT);
        hash = mix(mix(hash, xField), yField);
        for (ReplicatedField field : fields) {
            for (int i = 0; i < field.name().length(); i++) {
                hash = mix(hash, field.name().charAt(i));
            }
            hash = mix(hash, Double.doubleToLongBits(field.min()));
            hash = mix(hash, Double.doubleToLongBits(field.max()));
            hash = mix(hash, Double.doubleToLongBits(field.quantum()));
        }
        return hash;
    }

    /// FNV-1a over the eight bytes of `value`.
    private static long mix(long hash, long value) {
        long result = hash;
        for (int shift = 0; shift < 64; shift += 8) {
            result = (result ^ ((value >>> shift) & 0xFF)) * 0x100_0000_01B3L;
        }
        return result;
    }

    /// Collects the fields of a schema, in wire order.
    public static final class Builder {
        private final List<ReplicatedField> fields = new ArrayList<>();
        private int xField = -1;
        private int yField = -1;
        private int zField = -1;

        private Builder() {}

        /// Declares the horizontal position, once; at most 2^25 steps to either side of 0.
        public Builder position(
                String xName, String yName, double min, double max, double quantum) {
            if (xField >= 0) {
                throw new IllegalArgumentException("schema.position declared twice");
            }
            if (-min / quantum > MAX_POSITION_STEPS || max / quantum > MAX_POSITION_STEPS) {
                throw new IllegalArgumentException(
                        "schema.position range [" + min + ", " + max + "] exceeds 2^25 steps");
            }
            xField = fields.size();
            field(xName, min, max, quantum);
            yField = fields.size();
            return field(yName, min, max, quantum);
        }

        /// Declares the height, once, after the position and in its steps; at most 2^25 of them to
        /// either side of 0. Spatial indexes then know it; on the wire it is a field like others.
        public Builder height(String name, double min, double max) {
            if (zField >= 0 || xField < 0) {
                throw new IllegalArgumentException(
                        "schema.height declared twice or before schema.position");
            }
            double quantum = fields.get(xField).quantum();
            if (-min / quantum > MAX_POSITION_STEPS || max / quantum > MAX_POSITION_STEPS) {
                throw new IllegalArgumentException(
                        "schema.height range [" + min + ", " + max + "] exceeds 2^25 steps");
            }
            zField = fields.size();
            return field(name, min, max, quantum);
        }

        public Builder field(String name, double min, double max, double quantum) {
            if (fields.stream().anyMatch(field -> field.name().equals(name))) {
                throw new IllegalArgumentException("field.name=" + name + " declared twice");
            }
            fields.add(new ReplicatedField(name, min, max, quantum));
            return this;
        }

        public ReplicatedSchema build() {
            if (xField < 0) {
                throw new IllegalArgumentException("schema.position is missing");
            }
            if (fields.size() > MAX_FIELDS) {
                throw new IllegalArgumentException(
                        "schema.fields=" + fields.size() + " > " + MAX_FIELDS);
            }
            return new ReplicatedSchema(fields, xField, yField, zField);
        }
    }
}
