package dev.rudp.transport.channel;

import dev.rudp.transport.ack.Sequence16;
import java.util.Arrays;

/// Computes pieces that were lost from repairs and the pieces around them, for one channel. Keeps
/// the last [#WINDOW] pieces and up to [#ROWS] equations in *reduced row echelon form*: each has a
/// *pivot*, a piece with coefficient 1 that stands in no other equation. An equation with nothing
/// but its pivot is a piece.
///
/// All memory is made with the object. Numbers and bytes come from the wire: whatever they are, the
/// worst is a piece with wrong bytes that only their sender could have meant. Owner: the shard
/// thread.
final class RepairDecoder {
    /// How many pieces are kept, the newest.
    static final int WINDOW = 32;

    /// No more are of use: of pieces beyond one [RepairFrame#SPAN] no further repair will come.
    static final int ROWS = RepairFrame.SPAN;

    /// What [#takeSolved] returns when there is none.
    static final int NONE = -1;

    private static final int SLOTS = WINDOW - 1;

    /// The longest symbol that is kept.
    private final int symbolBytesMax;

    /// By number, modulo 32: length and bytes, zeros up to the next.
    private final byte[] symbols;

    /// Bit by slot.
    private int known;

    /// The newest piece heard of.
    private int newest;

    /// By row: its coefficients by slot, its symbol, how long that is, and its pivot's slot, or
    /// [#NONE] when there is no such row.
    private final byte[] coefficients = new byte[ROWS * WINDOW];

    private final byte[] sums;
    private final int[] sumBytes = new int[ROWS];
    private final int[] pivot = new int[ROWS];

    RepairDecoder(int symbolBytesMax) {
        this.symbolBytesMax = symbolBytesMax;
        symbols = new byte[WINDOW * symbolBytesMax];
        sums = new byte[ROWS * symbolBytesMax];
        start(0);
    }

    /// Forgets everything.
    ///
    /// @param sequence a piece that will not be older than most that come
    void start(int sequence) {
        newest = sequence;
        known = 0;
        Arrays.fill(pivot, NONE);
    }

    /// A whole piece has arrived.
    void onPiece(int sequence, byte[] bytes, int offset, int length) {
        int slot = sequence & SLOTS;
        if (!reach(sequence) || length >= symbolBytesMax || isKnown(slot)) {
            return;
        }
        int at = slot * symbolBytesMax;
        symbols[at] = (byte) length;
        System.arraycopy(bytes, offset, symbols, at + 1, length);
        Arrays.fill(symbols, at + 1 + length, at + symbolBytesMax, (byte) 0);
        known |= 1 << slot;
        for (int row = 0; row < ROWS; row++) {
            if (pivot[row] != NONE && coefficient(row, slot) != 0) {
                subtractKnown(row, slot);
                if (pivot[row] == slot) {
                    choosePivot(row);
                }
            }
        }
    }

    /// A repair has arrived, see [RepairFrame].
    void onRepair(byte[] frame, int offset, int length) {
        int top = RepairFrame.newest(frame, offset);
        int covered = RepairFrame.covered(frame, offset);
        int span = Integer.SIZE - Integer.numberOfLeadingZeros(covered);
        int count = length - RepairFrame.HEAD_BYTES;
        if (count > symbolBytesMax || !reach(top) || !reach(Sequence16.plus(top, 1 - span))) {
            return;
        }
        int row = freeRow();
        int key = RepairFrame.key(frame, offset);
        Arrays.fill(coefficients, row * WINDOW, (row + 1) * WINDOW, (byte) 0);
        int at = row * symbolBytesMax;
        System.arraycopy(frame, offset + RepairFrame.HEAD_BYTES, sums, at, count);
        Arrays.fill(sums, at + count, at + symbolBytesMax, (byte) 0);
        sumBytes[row] = count;
        for (int left = covered; left != 0; left &= left - 1) {
            int piece = top - Integer.numberOfTrailingZeros(left);
            int slot = piece & SLOTS;
            coefficients[row * WINDOW + slot] = (byte) RepairFrame.coefficient(key, piece);
            if (isKnown(slot)) {
                subtractKnown(row, slot);
            }
        }
        for (int other = 0; other < ROWS; other++) {
            if (pivot[other] != NONE) {
                clearPivotOf(other, row);
            }
        }
        choosePivot(row);
    }

    /// Takes a piece that can be computed now; its bytes are then known.
    ///
    /// @return its number, or [#NONE]
    int takeSolved() {
        for (int row = 0; row < ROWS; row++) {
            int slot = pivot[row];
            if (slot == NONE || !isAlone(row)) {
                continue;
            }
            pivot[row] = NONE;
            int from = row * symbolBytesMax;
            int length = sums[from] & 0xFF;
            // Whoever does not lie adds no more than the zeros behind a shorter piece.
            if (length < sumBytes[row] && areZero(from + 1 + length, from + sumBytes[row])) {
                System.arraycopy(sums, from, symbols, slot * symbolBytesMax, symbolBytesMax);
                known |= 1 << slot;
                return sequence(slot);
            }
        }
        return NONE;
    }

    /// {@return where the bytes of known pieces stand}
    byte[] bytes() {
        return symbols;
    }

    /// {@return where those of one begin}
    int offset(int sequence) {
        return (sequence & SLOTS) * symbolBytesMax + 1;
    }

    int length(int sequence) {
        return symbols[(sequence & SLOTS) * symbolBytesMax] & 0xFF;
    }

    /// Moves on to a newer piece, and forgets what falls out of the window.
    ///
    /// @return whether the piece lies in the window
    private boolean reach(int sequence) {
        int ahead = Sequence16.distance(sequence, newest);
        if (ahead >= WINDOW) {
            start(sequence);
        } else if (ahead > 0) {
            for (int i = 1; i <= ahead; i++) {
                forget((newest + i) & SLOTS);
            }
            newest = sequence;
        }
        return ahead > -WINDOW;
    }

    private void forget(int slot) {
        known &= ~(1 << slot);
        for (int row = 0; row < ROWS; row++) {
            if (pivot[row] != NONE && coefficient(row, slot) != 0) {
                pivot[row] = NONE;
            }
        }
    }

    /// {@return a row that is free; if need be, that of the oldest pivot gives way}
    private int freeRow() {
        int oldest = 0;
        for (int row = 0; row < ROWS; row++) {
            if (pivot[row] == NONE) {
                return row;
            }
            if (age(pivot[row]) > age(pivot[oldest])) {
                oldest = row;
            }
        }
        pivot[oldest] = NONE;
        return oldest;
    }

    private void subtractKnown(int row, int slot) {
        int factor = coefficient(row, slot);
        int from = slot * symbolBytesMax;
        int count = 1 + (symbols[from] & 0xFF);
        sumBytes[row] = Math.max(sumBytes[row], count);
        Gf256.addScaled(sums, row * symbolBytesMax, symbols, from, count, factor);
        coefficients[row * WINDOW + slot] = 0;
    }

    /// Takes the pivot of another row out of this one.
    private void clearPivotOf(int pivotRow, int from) {
        int factor = coefficient(from, pivot[pivotRow]);
        if (factor == 0) {
            return;
        }
        int count = sumBytes[pivotRow];
        sumBytes[from] = Math.max(sumBytes[from], count);
        int to = from * symbolBytesMax;
        Gf256.addScaled(sums, to, sums, pivotRow * symbolBytesMax, count, factor);
        Gf256.addScaled(
                coefficients, from * WINDOW, coefficients, pivotRow * WINDOW, WINDOW, factor);
    }

    /// Gives a row without pivot one, its oldest piece, and takes that out of all others; or frees
    /// the row, when nothing is left of it.
    private void choosePivot(int row) {
        int slot = NONE;
        for (int i = 0; i < WINDOW; i++) {
            if (coefficient(row, i) != 0 && (slot == NONE || age(i) > age(slot))) {
                slot = i;
            }
        }
        pivot[row] = slot;
        if (slot == NONE) {
            return;
        }
        int factor = Gf256.inverse(coefficient(row, slot));
        Gf256.scale(coefficients, row * WINDOW, WINDOW, factor);
        Gf256.scale(sums, row * symbolBytesMax, sumBytes[row], factor);
        for (int other = 0; other < ROWS; other++) {
            if (other != row && pivot[other] != NONE) {
                clearPivotOf(row, other);
            }
        }
    }

    private boolean isAlone(int row) {
        int count = 0;
        for (int i = row * WINDOW; i < (row + 1) * WINDOW; i++) {
            count += coefficients[i] != 0 ? 1 : 0;
        }
        return count == 1;
    }

    private boolean areZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (sums[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isKnown(int slot) {
        return (known >>> slot & 1) != 0;
    }

    private int coefficient(int row, int slot) {
        return coefficients[row * WINDOW + slot] & 0xFF;
    }

    private int age(int slot) {
        return (newest - slot) & SLOTS;
    }

    private int sequence(int slot) {
        return Sequence16.plus(newest, -age(slot));
    }
}
