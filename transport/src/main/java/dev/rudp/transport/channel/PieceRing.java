package dev.rudp.transport.channel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The pieces of the messages that a [ReliableSender] has queued, by their number: rings of the
/// same power of two, which grow. What few channels use, deadlines and receipts, is made when first
/// used. Owner: the shard thread.
final class PieceRing {
    static final byte QUEUED = 0;
    static final byte IN_FLIGHT = 1;
    static final byte LOST = 2;
    static final byte ACKED = 3;

    private static final int PIECES_INITIAL = 8;

    /// Where the bytes begin in the channel's [ByteFifo].
    long[] position = new long[PIECES_INITIAL];

    short[] length = new short[PIECES_INITIAL];

    /// As in [MessageFrame].
    byte[] flags = new byte[PIECES_INITIAL];

    byte[] state = new byte[PIECES_INITIAL];

    /// Packets with this piece whose fate is open.
    byte[] copiesInFlight = new byte[PIECES_INITIAL];

    // Only the last piece of a message has a deadline and a receipt.
    private long @Nullable [] deadlineNs;
    private int @Nullable [] receipt;

    /// Oldest unacknowledged piece, first never sent, first free number: base ≤ cursor ≤ tail.
    long base;

    long cursor;
    long tail;

    void reset() {
        base = 0;
        cursor = 0;
        tail = 0;
        deadlineNs = null;
        receipt = null;
    }

    int place(long piece) {
        return (int) piece & (position.length - 1);
    }

    void add(long start, int pieceBytes, int pieceFlags) {
        if (tail - base == position.length) {
            grow();
        }
        int place = place(tail);
        position[place] = start;
        length[place] = (short) pieceBytes;
        flags[place] = (byte) pieceFlags;
        state[place] = QUEUED;
        copiesInFlight[place] = 0;
        if (deadlineNs != null) {
            deadlineNs[place] = SendingChannel.NO_DEADLINE;
        }
        if (receipt != null) {
            receipt[place] = SendingChannel.NO_RECEIPT;
        }
        tail++;
    }

    void deadline(long piece, long newDeadlineNs) {
        long[] all = deadlineNs;
        if (all == null) {
            all = new long[position.length];
            Arrays.fill(all, SendingChannel.NO_DEADLINE);
            deadlineNs = all;
        }
        all[place(piece)] = newDeadlineNs;
    }

    long deadline(long piece) {
        long[] all = deadlineNs;
        return all == null ? SendingChannel.NO_DEADLINE : all[place(piece)];
    }

    void receipt(long piece, int newReceipt) {
        int[] all = receipt;
        if (all == null) {
            all = new int[position.length];
            receipt = all;
        }
        all[place(piece)] = newReceipt;
    }

    int receipt(long piece) {
        int[] all = receipt;
        return all == null ? SendingChannel.NO_RECEIPT : all[place(piece)];
    }

    boolean hasReceipts() {
        return receipt != null;
    }

    /// {@return the oldest piece of the message of `piece` that is not forgotten yet}
    long firstOf(long piece) {
        long first = piece;
        while (first > base && (flags[place(first)] & MessageFrame.CONTINUES) != 0) {
            first--;
        }
        return first;
    }

    /// {@return the last piece of the message of `piece`}
    long lastOf(long piece) {
        long last = piece;
        while ((flags[place(last)] & MessageFrame.MORE) != 0) {
            last++;
        }
        return last;
    }

    boolean areAcked(long first, long last) {
        for (long piece = first; piece <= last; piece++) {
            if (state[place(piece)] != ACKED) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        PieceRing old = new PieceRing();
        old.position = position;
        old.length = length;
        old.flags = flags;
        old.state = state;
        old.copiesInFlight = copiesInFlight;
        int larger = position.length * 2;
        position = new long[larger];
        length = new short[larger];
        flags = new byte[larger];
        state = new byte[larger];
        copiesInFlight = new byte[larger];
        long[] oldDeadlines = deadlineNs;
        int[] oldReceipts = receipt;
        deadlineNs = oldDeadlines == null ? null : new long[larger];
        receipt = oldReceipts == null ? null : new int[larger];
        for (long piece = base; piece < tail; piece++) {
            int from = old.place(piece);
            int to = place(piece);
            position[to] = old.position[from];
            length[to] = old.length[from];
            flags[to] = old.flags[from];
            state[to] = old.state[from];
            copiesInFlight[to] = old.copiesInFlight[from];
            if (deadlineNs != null && oldDeadlines != null) {
                deadlineNs[to] = oldDeadlines[from];
            }
            if (receipt != null && oldReceipts != null) {
                receipt[to] = oldReceipts[from];
            }
        }
    }
}
