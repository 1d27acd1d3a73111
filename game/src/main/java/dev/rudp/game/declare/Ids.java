package dev.rudp.game.declare;

import java.util.Arrays;

/// A short list of numbers of one section, in the file's order. Immutable.
public final class Ids {
    public static final Ids EMPTY = new Ids(new int[0]);

    private final int[] values;

    Ids(int[] values) {
        this.values = values;
    }

    public static Ids of(int... values) {
        return new Ids(values.clone());
    }

    public int size() {
        return values.length;
    }

    public int get(int i) {
        return values[i];
    }

    public boolean contains(int id) {
        for (int value : values) {
            if (value == id) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ids that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
