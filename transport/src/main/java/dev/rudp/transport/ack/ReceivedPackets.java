package dev.rudp.transport.ack;

import java.util.Arrays;

/// Which of the newest 256 packets have arrived: refuses duplicates and gives the acks for the next
/// header. Owner: the shard thread.
public final class ReceivedPackets {
    /// A packet this far behind the newest is stale: whether it came before is no longer known.
    public static final int WINDOW = 256;

    private static final int WORDS = WINDOW / Long.SIZE;

    /// Bit `sequence % 256`; only the window behind the newest has meaning.
    private final long[] seen = new long[WORDS];

    /// Which of those the peer is known to have been told of, and which it must be told of again.
    private final long[] told = new long[WORDS];

    private final long[] again = new long[WORDS];

    private int newest;

    public ReceivedPackets() {
        reset();
    }

    public void reset() {
        newest = 0xFFFF;
        forgetAll();
    }

    /// {@return whether the packet lies too far behind the newest to be judged}
    public boolean isStale(int sequence) {
        int behind = Sequence16.distance(newest, sequence);
        return behind >= WINDOW || behind == Short.MIN_VALUE;
    }

    /// {@return whether the packet, which is not stale, was marked before}
    public boolean isDuplicate(int sequence) {
        return !Sequence16.isNewer(sequence, newest) && bit(sequence);
    }

    /// Remembers a packet that is neither stale nor a duplicate.
    public void mark(int sequence) {
        int ahead = Sequence16.distance(sequence, newest);
        if (ahead >= WINDOW) {
            forgetAll();
        } else {
            for (int i = 1; i <= ahead; i++) {
                int passed = newest + i;
                long kept = ~(1L << passed);
                seen[word(passed)] &= kept;
                told[word(passed)] &= kept;
                again[word(passed)] &= kept;
            }
        }
        if (ahead > 0) {
            newest = sequence;
        }
        seen[word(sequence)] |= 1L << sequence;
    }

    /// {@return the newest packet's number; 65535 before the first}
    public int ack() {
        return newest;
    }

    /// {@return the ack for the next header, when the last one named `reported`}
    ///
    /// That is the newest packet, unless more than 32 came since: then the oldest of those would
    /// never be acknowledged, and an older ack goes first. Repeat until it is [#ack()].
    public int ackAfter(int reported) {
        if (mustTellAgain()) {
            return ackToTellAgain();
        }
        int ahead = Sequence16.distance(newest, reported);
        if (ahead <= Integer.SIZE) {
            return newest;
        }
        int behind = Math.min(ahead, WINDOW) - Integer.SIZE;
        while (behind > 0 && ackBits(Sequence16.plus(newest, -behind)) == 0) {
            behind -= Integer.SIZE;
        }
        return Sequence16.plus(newest, -Math.max(behind, 0));
    }

    /// {@return bit n: packet `ack − n` arrived}
    ///
    /// @param ack the newest packet, or one up to 224 before it
    public int ackBits(int ack) {
        return bitsBehind(seen, ack);
    }

    private static int bitsBehind(long[] set, int ack) {
        // The 32 bits that end at `ack` lie in one word or in two neighbours.
        int first = ack - 31;
        int shift = first & 63;
        long low = set[word(first)] >>> shift;
        long high = shift == 0 ? 0 : set[word(ack)] << (Long.SIZE - shift);
        return Integer.reverse((int) (word(first) == word(ack) ? low : low | high));
    }

    private static void put(long[] set, int ack, int bits) {
        for (int left = bits; left != 0; left &= left - 1) {
            int sequence = ack - Integer.numberOfTrailingZeros(left);
            set[word(sequence)] |= 1L << sequence;
        }
    }

    /// Whether all 32 packets that a header with this ack names are still remembered.
    private boolean isInWindow(int ack) {
        int behind = Sequence16.distance(newest, ack);
        return behind >= 0 && behind <= WINDOW - Integer.SIZE;
    }

    /// {@return the ack of a header that names the oldest of what must be told again}
    private int ackToTellAgain() {
        int behind = WINDOW - 1;
        while ((again[word(newest - behind)] & (1L << (newest - behind))) == 0) {
            behind--;
        }
        return Sequence16.plus(newest, -Math.max(behind - 31, 0));
    }

    private void forgetAll() {
        Arrays.fill(seen, 0);
        Arrays.fill(told, 0);
        Arrays.fill(again, 0);
    }

    /// A header with these acks has left.
    public void onReportSent(int ack) {
        if (mustTellAgain()) {
            for (int n = 0; n < Integer.SIZE; n++) {
                again[word(ack - n)] &= ~(1L << (ack - n));
            }
        }
    }

    /// A header with these acks has reached the peer.
    public void onReportArrived(int ack, int bits) {
        if (isInWindow(ack)) {
            put(told, ack, bits & ackBits(ack));
        }
    }

    /// A header with these acks was lost. What no other header has told the peer meanwhile must be
    /// told again: else its sender would take it for lost, for good.
    public void onReportLost(int ack, int bits) {
        if (isInWindow(ack)) {
            put(again, ack, bits & ackBits(ack) & ~bitsBehind(told, ack));
        }
    }

    /// {@return whether a header of its own is needed for what was told in vain}
    public boolean mustTellAgain() {
        return (again[0] | again[1] | again[2] | again[3]) != 0;
    }

    /// Reads ahead, see [dev.rudp.transport.connection.Connection#touch].
    public long touch() {
        return seen[word(newest)];
    }

    private boolean bit(int sequence) {
        return (seen[word(sequence)] & (1L << sequence)) != 0;
    }

    private static int word(int sequence) {
        return (sequence >>> 6) & (WORDS - 1);
    }
}
