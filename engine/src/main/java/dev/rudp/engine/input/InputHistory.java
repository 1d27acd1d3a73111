package dev.rudp.engine.input;

/// A client's own inputs: the newest 128, numbered from 1, until the server has processed them.
/// They are repeated in each message, so a lost datagram loses none, and replayed by a client that
/// predicts. Owner: the client's thread. No allocation.
public final class InputHistory {
    /// How many inputs are kept.
    public static final int CAPACITY = 128;

    private final long[] words = new long[CAPACITY];
    private int newest;
    private int processed;

    /// Remembers the input of this tick and {@return its sequence}, from 1
    public int add(long word) {
        newest++;
        words[newest & (CAPACITY - 1)] = word;
        processed = Math.max(processed, newest - CAPACITY);
        return newest;
    }

    /// Takes note of what a snapshot says was processed, the lower 16 bits of a sequence; what
    /// cannot be is ignored.
    public void onProcessed(int wireSequence) {
        int sequence = InputMessage.extend(wireSequence, newest);
        if (sequence > processed && sequence <= newest) {
            processed = sequence;
        }
    }

    /// Adds the newest unprocessed inputs, at most [InputMessage#MAX_INPUTS], to an empty message.
    public void fill(InputMessage message) {
        int from = Math.max(processed, newest - InputMessage.MAX_INPUTS) + 1;
        for (int sequence = from; sequence <= newest; sequence++) {
            message.add(sequence, word(sequence));
        }
    }

    /// Reads ahead what the next input and message need. {@return a number without meaning, which
    /// must be used}
    public long touch() {
        return words[(newest - 7) & (CAPACITY - 1)] + words[newest & (CAPACITY - 1)];
    }

    /// {@return the input of a sequence in `(newest - CAPACITY, newest]`}
    public long word(int sequence) {
        assert sequence > newest - CAPACITY && sequence <= newest : "sequence=" + sequence;
        return words[sequence & (CAPACITY - 1)];
    }

    /// {@return the sequence of the newest input, 0 before the first}
    public int newest() {
        return newest;
    }

    /// {@return the newest sequence that the server is known to have processed, or that is too old
    /// to be kept}
    public int processed() {
        return processed;
    }
}
