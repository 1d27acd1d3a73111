package dev.rudp.engine.snapshot;

import dev.rudp.transport.wire.LittleEndian;

/// Writes numbers of any number of bits behind one another, the low bit first. Writes eight bytes
/// at a time, so the array must be eight bytes longer than what is written. Not thread-safe.
final class BitWriter {
    /// Bytes behind the last bit that may be written over.
    static final int SLACK_BYTES = 8;

    private byte[] bytes = new byte[SLACK_BYTES];
    private int start;
    private int at;
    private long pending;
    private int used;

    void wrap(byte[] array, int offset) {
        bytes = array;
        start = offset;
        at = offset;
        pending = 0;
        used = 0;
    }

    /// Writes the lower `count` bits of `value`, whose others are 0; 0..56 of them.
    void put(long value, int count) {
        pending |= value << used;
        used += count;
        LittleEndian.putI64(bytes, at, pending);
        int whole = used >>> 3;
        at += whole;
        // A shift by 56 at most, as at most 63 bits are pending.
        pending >>>= whole << 3;
        used &= 7;
    }

    /// Writes a number by the Exp-Golomb code of order `k`, see [BitCodes].
    void expGolomb(long value, int k) {
        long biased = value + (1L << k);
        int width = 64 - Long.numberOfLeadingZeros(biased);
        int zeros = width - k - 1;
        // Low bit first: the zeros, the leading one, then what is below it.
        put(1L << zeros, zeros + 1);
        put(biased ^ (1L << (width - 1)), width - 1);
    }

    /// Writes a number by the Rice code of parameter `k`: quotient in unary, remainder in `k` bits.
    void rice(int value, int k) {
        int quotient = value >>> k;
        int rest = quotient;
        for (; rest > 48; rest -= 48) {
            put(0, 48);
        }
        put(1L << rest, rest + 1);
        put(value & ((1 << k) - 1), k);
    }

    /// Copies bits that another writer left at `from`.
    void splice(byte[] source, int from, int bits) {
        int read = from;
        int rest = bits;
        for (; rest > 56; rest -= 56) {
            put(LittleEndian.i64(source, read) & ((1L << 56) - 1), 56);
            read += 7;
        }
        put(LittleEndian.i64(source, read) & ((1L << rest) - 1), rest);
    }

    /// {@return bits written since [#wrap]}
    int bits() {
        return ((at - start) << 3) + used;
    }

    /// {@return the end of the last byte with a bit in it; the rest of that byte is 0}
    int end() {
        return at + ((used + 7) >>> 3);
    }
}
