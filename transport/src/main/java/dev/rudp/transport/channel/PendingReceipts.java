package dev.rudp.transport.channel;

/// The receipts of unreliable messages that were sent and whose packets' fate is open, by sequence.
/// Of more than [#CAPACITY] the oldest is told to be lost. Owner: the shard thread.
final class PendingReceipts {
    static final int CAPACITY = 256;

    private final int[] receipt = new int[CAPACITY];
    private final short[] sequence = new short[CAPACITY];

    /// {@return the receipt whose place this one takes, or 0}
    int put(int newSequence, int newReceipt) {
        int place = newSequence & (CAPACITY - 1);
        int old = receipt[place];
        receipt[place] = newReceipt;
        sequence[place] = (short) newSequence;
        return old;
    }

    /// {@return the receipt of this message, which is forgotten, or 0}
    int take(int ofSequence) {
        int place = ofSequence & (CAPACITY - 1);
        if (sequence[place] != (short) ofSequence) {
            return SendingChannel.NO_RECEIPT;
        }
        int found = receipt[place];
        receipt[place] = SendingChannel.NO_RECEIPT;
        return found;
    }
}
