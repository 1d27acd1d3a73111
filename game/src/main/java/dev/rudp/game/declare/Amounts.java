package dev.rudp.game.declare;

import java.util.Arrays;

/// Amounts by numbers of one section, such as `{strength: 3, stamina: 5}`, ascending by number.
/// Immutable.
public final class Amounts {
    public static final Amounts EMPTY = new Amounts(new int[0], new int[0]);

    private final int[] ids;
    private final int[] values;

    Amounts(int[] ids, int[] values) {
        this.ids = ids;
        this.values = values;
    }

    public int size() {
        return ids.length;
    }

    public int id(int i) {
        return ids[i];
    }

    public int value(int i) {
        return values[i];
    }

    /// {@return the amount of `id`, 0 if there is none}
    public int of(int id) {
        int at = Arrays.binarySearch(ids, id);
        return at < 0 ? 0 : values[at];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Amounts that
                && Arrays.equals(ids, that.ids)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids) + "=" + Arrays.toString(values);
    }
}
