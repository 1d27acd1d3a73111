package dev.rudp.engine.schema;

/// One replicated number of an entity. On the wire and in frames it is an integer: the value
/// divided by `quantum`, rounded to the nearest and clamped to the range.
///
/// @param name lower-case letters, digits and dashes, at most 32
/// @param min smallest value, in units
/// @param max largest value, in units
/// @param quantum units per step, above 0
/// @param initial the value that a client assumes of an entity that it has just been told of, in
///   units; also what those hold who may not see the field
/// @param visibility who is told
public record ReplicatedField(
        String name,
        double min,
        double max,
        double quantum,
        double initial,
        FieldVisibility visibility) {
    private static final double MAX_STEPS = 1 << 30;

    public ReplicatedField {
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("field.name=" + name + " not [a-z][a-z0-9-]{0,31}");
        }
        if (!(quantum > 0) || Double.isInfinite(quantum)) {
            throw new IllegalArgumentException("field." + name + ".quantum=" + quantum + " <= 0");
        }
        if (!(min < max)) {
            throw new IllegalArgumentException(
                    "field." + name + ".min=" + min + " not below max=" + max);
        }
        if (!(-min / quantum <= MAX_STEPS) || !(max / quantum <= MAX_STEPS)) {
            throw new IllegalArgumentException(
                    "field." + name + " range [" + min + ", " + max + "] exceeds 2^30 steps");
        }
        if (!(initial >= min && initial <= max)) {
            throw new IllegalArgumentException(
                    "field." + name + ".initial=" + initial + " not in [" + min + ", " + max + "]");
        }
    }

    /// {@return the smallest quantised value}
    public int minStep() {
        return steps(min);
    }

    /// {@return the largest quantised value}
    public int maxStep() {
        return steps(max);
    }

    /// {@return the quantised initial value}
    public int initialStep() {
        return steps(initial);
    }

    /// {@return the bits that hold any value of the range: its distance from the smallest}
    public int bits() {
        return 32 - Integer.numberOfLeadingZeros(maxStep() - minStep());
    }

    private int steps(double value) {
        return (int) Math.rint(value / quantum);
    }
}
