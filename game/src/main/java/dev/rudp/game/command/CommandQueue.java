package dev.rudp.game.command;

import java.util.Arrays;

/// The commands of one tick as rows. They are carried out by (slot, order of arrival), so that it
/// does not matter which connection's thread was first. Full, more than [#PER_PLAYER] of one
/// player, or numbers out of bounds: refused and counted. Owner: the world thread. Allocates
/// nothing after construction.
public final class CommandQueue {
    /// Commands of one player in one tick.
    public static final int PER_PLAYER = 8;

    public static final int MAX_TEXT = 200;

    private static final int TEXT_BYTES_PER_ROW = 32;

    private final int[] slot;
    private final int[] number;
    private final CommandKind[] kind;
    private final long[] fields;
    private final int[] textStart;
    private final int[] textLength;
    private final byte[] texts;
    private final int[] order;
    private final int[] perSlot;
    private int count;
    private int textEnd;
    private long refused;

    /// @param capacity commands of all players in one tick
    /// @param slots the world's entity slots
    public CommandQueue(int capacity, int slots) {
        slot = new int[capacity];
        number = new int[capacity];
        kind = new CommandKind[capacity];
        fields = new long[capacity * CommandKind.MOST_FIELDS];
        textStart = new int[capacity];
        textLength = new int[capacity];
        texts = new byte[Math.max(MAX_TEXT, capacity * TEXT_BYTES_PER_ROW)];
        order = new int[capacity];
        perSlot = new int[slots + 1];
    }

    /// Adds a record. {@return whether it was taken}
    public boolean offer(int ofSlot, int itsNumber, PlayerCommand command) {
        byte[] text = command.textBytes();
        return offer(ofSlot, itsNumber, command.kind(), command.fields(), text, 0, text.length);
    }

    /// Adds a command. {@return whether it was taken}
    public boolean offer(
            int ofSlot,
            int itsNumber,
            CommandKind what,
            long[] values,
            byte[] text,
            int offset,
            int length) {
        boolean fits =
                count < slot.length
                        && ofSlot >= 0
                        && ofSlot < perSlot.length - 1
                        && length <= MAX_TEXT
                        && textEnd + length <= texts.length
                        && perSlot[ofSlot] < PER_PLAYER;
        for (int i = 0; i < what.fieldCount(); i++) {
            fits &= what.field(i).allows(values[i]);
        }
        if (!fits) {
            refused++;
            return false;
        }
        slot[count] = ofSlot;
        number[count] = itsNumber;
        kind[count] = what;
        System.arraycopy(values, 0, fields, count * CommandKind.MOST_FIELDS, what.fieldCount());
        System.arraycopy(text, offset, texts, textEnd, length);
        textStart[count] = textEnd;
        textLength[count] = length;
        textEnd += length;
        perSlot[ofSlot]++;
        count++;
        return true;
    }

    /// Brings the rows into order: ascending by slot, and by arrival among those of one.
    public void sort() {
        int start = 0;
        for (int s = 0; s < perSlot.length; s++) {
            int here = perSlot[s];
            perSlot[s] = start;
            start += here;
        }
        for (int row = 0; row < count; row++) {
            order[perSlot[slot[row]]++] = row;
        }
        Arrays.fill(perSlot, 0);
    }

    public void clear() {
        count = 0;
        textEnd = 0;
        Arrays.fill(perSlot, 0);
    }

    public int count() {
        return count;
    }

    /// {@return the i-th row to carry out; valid after [#sort()]}
    public int row(int i) {
        return order[i];
    }

    public int slot(int row) {
        return slot[row];
    }

    public int number(int row) {
        return number[row];
    }

    public CommandKind kind(int row) {
        return kind[row];
    }

    public long field(int row, int i) {
        return fields[row * CommandKind.MOST_FIELDS + i];
    }

    public byte[] texts() {
        return texts;
    }

    public int textStart(int row) {
        return textStart[row];
    }

    public int textLength(int row) {
        return textLength[row];
    }

    /// {@return commands that were not taken, since the beginning}
    public long refused() {
        return refused;
    }
}
