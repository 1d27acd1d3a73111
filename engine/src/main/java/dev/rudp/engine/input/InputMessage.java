package dev.rudp.engine.input;

import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;

/// The client's message of each tick: its newest inputs, every one repeated until the server has
/// processed it, and which snapshot it decoded last. Reusable without allocation; not thread-safe.
///
/// ```
/// u8 head: bits 0-4 count 0..16, bit 5 checksum wanted, bits 6-7 zero
/// u32 decodedTick: the newest snapshot that was decoded, 0 = none: send me everything
/// if decodedTick > 0: varuint missing: bit k is set when the snapshot of decodedTick - 1 - k was
///               not decoded, k = 0..31
/// if count > 0: u16 newest sequence, varuint oldest word, then for each newer one varuint of
///               (word XOR the word before)
/// ```
public final class InputMessage {
    /// The most inputs in a message.
    public static final int MAX_INPUTS = 16;

    /// The longest message.
    public static final int MAX_BYTES = 1 + 4 + 5 + 2 + 10 * MAX_INPUTS;

    private static final int CHECKSUM_WANTED = 1 << 5;
    private static final int RESERVED = 0xC0;

    private final ByteReader in = new ByteReader();
    private final ByteWriter out = new ByteWriter();
    private final long[] words = new long[MAX_INPUTS];
    private int count;
    private int newestSequence;
    private int decodedTick;
    private int missing;
    private boolean checksumWanted;

    /// Empties this message before it is composed.
    public void clear() {
        count = 0;
        newestSequence = 0;
        decodedTick = 0;
        missing = 0;
        checksumWanted = false;
    }

    /// Appends the next newer input; at most [#MAX_INPUTS], with consecutive sequences.
    public void add(int sequence, long word) {
        assert count < MAX_INPUTS : "count=" + count;
        assert count == 0 || ((newestSequence + 1) & 0xFFFF) == (sequence & 0xFFFF);
        words[count++] = word;
        newestSequence = sequence & 0xFFFF;
    }

    /// Says which snapshots were decoded: the newest, and of the 32 ticks before it those that were
    /// not, the nearest in the lowest bit. A newest of 0 asks for everything.
    public void decoded(int newestTick, int missingBits) {
        decodedTick = newestTick;
        missing = newestTick == 0 ? 0 : missingBits;
    }

    /// Asks that snapshots carry the checksum of the view.
    public void checksumWanted(boolean wanted) {
        checksumWanted = wanted;
    }

    /// Writes this message and {@return its length}, 0 when there was no room
    public int encode(byte[] bytes, int offset, int capacityBytes) {
        out.wrap(bytes, offset, capacityBytes);
        out.u8(count | (checksumWanted ? CHECKSUM_WANTED : 0));
        out.i32(decodedTick);
        if (decodedTick > 0) {
            out.varU32(missing);
        }
        if (count > 0) {
            out.u16(newestSequence);
            long before = 0;
            for (int i = 0; i < count; i++) {
                out.varU64(words[i] ^ before);
                before = words[i];
            }
        }
        return out.overflowed() ? 0 : out.length();
    }

    /// Reads a message from the wire; {@return false when it is malformed}, and this message is
    /// then empty
    public boolean decode(byte[] bytes, int offset, int length) {
        clear();
        in.wrap(bytes, offset, length);
        int head = in.u8();
        int inputs = head & 0x1F;
        int tick = in.i32();
        if (in.failed() || inputs > MAX_INPUTS || (head & RESERVED) != 0 || tick < 0) {
            return false;
        }
        int lacks = tick > 0 ? in.varU32() : 0;
        if (inputs > 0) {
            int newest = in.u16();
            long before = 0;
            for (int i = 0; i < inputs; i++) {
                before ^= in.varU64();
                words[i] = before;
            }
            newestSequence = newest;
        }
        if (in.failed() || in.remaining() != 0) {
            clear();
            return false;
        }
        count = inputs;
        decodedTick = tick;
        missing = lacks;
        checksumWanted = (head & CHECKSUM_WANTED) != 0;
        return true;
    }

    public int count() {
        return count;
    }

    /// {@return the i-th input, oldest first}
    public long word(int i) {
        return words[i];
    }

    /// {@return the lower 16 bits of the newest input's sequence}
    public int newestSequence() {
        return newestSequence;
    }

    public int decodedTick() {
        return decodedTick;
    }

    /// {@return bit k is set when the snapshot of [#decodedTick()] - 1 - k was not decoded}
    public int missing() {
        return missing;
    }

    public boolean checksumWanted() {
        return checksumWanted;
    }

    /// {@return the number nearest to `reference` whose lower 16 bits are `wire`}
    public static int extend(int wire, int reference) {
        return reference + (short) (wire - reference);
    }
}
