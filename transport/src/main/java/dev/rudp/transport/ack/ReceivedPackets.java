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

    private int newest;

    public ReceivedPackets() {
        reset();
    }

    public void reset() {
        newest = 0xFFFF;
        Arrays.fill(seen, 0);
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
            Arrays.fill(seen, 0);
        } else {
            for (int i = 1; i < ahead; i++) {
                int skipped = newest + i;
                seen[word(skipped)] &= ~(1L << skipped);
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
        // The 32 bits that end at `ack` lie in one word or in two neighbours.
        int first = ack - 31;
        int shift = first & 63;
        long low = seen[word(first)] >>> shift;
        long high = shift == 0 ? 0 : seen[word(ack)] << (Long.SIZE - shift);
        return Integer.reverse((int) (word(first) == word(ack) ? low : low | high));
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
