package dev.rudp.engine.schema;

import java.util.ArrayList;
import java.util.List;

/// The replicated fields of every entity, declared once by a game, in order; two of them are the
/// horizontal position. From it come the wire format, the first baselines, the motion predictor and
/// the table of [SchemaDocument]. Fields that change together should stand together: a snapshot
/// spends one bit on each four that did not change. Immutable.
///
/// ```java
/// ReplicatedSchema.builder()
///         .position("x", "y", -256, 256, 1 / 256.0)
///         .field("vx", -16, 16, 1 / 64.0)
///         .field("vy", -16, 16, 1 / 64.0)
///         .field("heading", 0, 360, 360 / 256.0)
///         .field("ammo", 0, 200, 1).initially(30).visibleTo(FieldVisibility.OWNER)
///         .motion("x", "vx")
///         .motion("y", "vy")
///         .build();
/// ```
public final class ReplicatedSchema {
    /// The most fields an entity may have.
    public static final int MAX_FIELDS = 32;

    /// Names the layout of snapshots and inputs; part of [#hash()], so that a client of another
    /// layout finds out at its welcome.
    public static final int WIRE_FORMAT = 2;

    private static final int MAX_POSITION_STEPS = 1 << 25;
    private static final int MAX_MOTION_RATIO = 1 << 16;
    private static final int MAX_MOTION_STEPS_PER_SECOND = 1 << 22;

    private final List<ReplicatedField> fields;
    private final double[] quantum;
    private final int[] minStep;
    private final int[] maxStep;
    private final int xField;
    private final int yField;
    private final int zField;
    private final int teamField;
    private final List<FieldMotionRule> motions;
    private final long hash;

    private ReplicatedSchema(Builder builder) {
        this.fields = List.copyOf(builder.fields);
        this.motions = List.copyOf(builder.motions);
        this.teamField = builder.teamField;
        this.quantum = fields.stream().mapToDouble(ReplicatedField::quantum).toArray();
        this.minStep = fields.stream().mapToInt(ReplicatedField::minStep).toArray();
        this.maxStep = fields.stream().mapToInt(ReplicatedField::maxStep).toArray();
        this.xField = builder.xField;
        this.yField = builder.yField;
        this.zField = builder.zField;
        this.hash = hashOf();
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

    /// {@return the field that holds an entity's team, or -1}
    public int teamField() {
        return teamField;
    }

    /// {@return which fields are the change of which}
    public List<FieldMotionRule> motions() {
        return motions;
    }

    /// {@return whether every field is told to everybody}
    public boolean isPublic() {
        return fields.stream().allMatch(field -> field.visibility() == FieldVisibility.ALL);
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

    private long hashOf() {
        long result = mix(0xCBF2_9CE4_8422_2325L, WIRE_FORMAT);
        result = mix(mix(mix(result, xField), yField), teamField);
        for (ReplicatedField field : fields) {
            for (int i = 0; i < field.name().length(); i++) {
                result = mix(result, field.name().charAt(i));
            }
            result = mix(result, Double.doubleToLongBits(field.min()));
            result = mix(result, Double.doubleToLongBits(field.max()));
            result = mix(result, Double.doubleToLongBits(field.quantum()));
            result = mix(result, Double.doubleToLongBits(field.initial()));
            result = mix(result, field.visibility().name().charAt(0));
        }
        for (FieldMotionRule motion : motions) {
            result = mix(mix(result, motion.position()), motion.velocity());
            result = mix(result, motion.stepsPerSecond());
        }
        return result;
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
        private int teamField = -1;
        private final List<FieldMotionRule> motions = new ArrayList<>();

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
            double initial = Math.max(min, Math.min(max, 0));
            fields.add(new ReplicatedField(name, min, max, quantum, initial, FieldVisibility.ALL));
            return this;
        }

        /// Says what the field declared last holds before anything is told; 0, or the bound nearest
        /// to it, if nothing is said.
        public Builder initially(double value) {
            ReplicatedField last = fields.removeLast();
            fields.add(
                    new ReplicatedField(
                            last.name(),
                            last.min(),
                            last.max(),
                            last.quantum(),
                            value,
                            last.visibility()));
            return this;
        }

        /// Says who is told the field declared last.
        public Builder visibleTo(FieldVisibility visibility) {
            ReplicatedField last = fields.removeLast();
            fields.add(
                    new ReplicatedField(
                            last.name(),
                            last.min(),
                            last.max(),
                            last.quantum(),
                            last.initial(),
                            visibility));
            return this;
        }

        /// Names the field that holds an entity's team.
        public Builder team(String name) {
            teamField = indexOf(name);
            return this;
        }

        /// Declares that `velocity`, in units of the position per second, is how `position`
        /// changes. Its quantum is a whole multiple of the position's.
        public Builder motion(String position, String velocity) {
            int moved = indexOf(position);
            int by = indexOf(velocity);
            double ratio = fields.get(by).quantum() / fields.get(moved).quantum();
            if (ratio != Math.rint(ratio) || ratio < 1 || ratio > MAX_MOTION_RATIO) {
                throw new IllegalArgumentException(
                        "motion."
                                + position
                                + " quantum ratio="
                                + ratio
                                + " not a whole number in [1, "
                                + MAX_MOTION_RATIO
                                + "]");
            }
            double fastest = ratio * Math.max(-fields.get(by).minStep(), fields.get(by).maxStep());
            if (fastest > MAX_MOTION_STEPS_PER_SECOND) {
                throw new IllegalArgumentException(
                        "motion." + position + " steps-per-second=" + fastest + " > 2^22");
            }
            if (motions.stream().anyMatch(motion -> motion.position() == moved)) {
                throw new IllegalArgumentException("motion." + position + " declared twice");
            }
            motions.add(new FieldMotionRule(moved, by, (int) ratio));
            return this;
        }

        private int indexOf(String name) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).name().equals(name)) {
                    return i;
                }
            }
            throw new IllegalArgumentException("field.name=" + name + " not declared before");
        }

        public ReplicatedSchema build() {
            if (xField < 0) {
                throw new IllegalArgumentException("schema.position is missing");
            }
            if (fields.size() > MAX_FIELDS) {
                throw new IllegalArgumentException(
                        "schema.fields=" + fields.size() + " > " + MAX_FIELDS);
            }
            for (ReplicatedField field : fields) {
                if (field.visibility() == FieldVisibility.TEAM && teamField < 0) {
                    throw new IllegalArgumentException(
                            "field." + field.name() + " is for a team, schema.team is missing");
                }
            }
            return new ReplicatedSchema(this);
        }
    }
}
