package dev.rudp.engine.snapshot;

/// Reads what a [BitWriter] wrote, from a message that may hold anything. Reading past the end
/// gives zeros and sets [#failed()], which stays. Not thread-safe.
final class BitReader {
    private byte[] bytes = new byte[0];
    private long at;
    private long end;
    private boolean failed;

    void wrap(byte[] array, int offset, int length) {
        bytes = array;
        at = (long) offset << 3;
        end = (long) (offset + length) << 3;
        failed = false;
    }

    /// {@return the next `count` bits, 0..63}
    long get(int count) {
        if (count > end - at) {
            failed = true;
            at = end;
            return 0;
        }
        long value = 0;
        int got = 0;
        while (got < count) {
            int inByte = (int) (at & 7);
            int take = Math.min(8 - inByte, count - got);
            long part = (bytes[(int) (at >>> 3)] & 0xFF) >>> inByte & ((1 << take) - 1);
            value |= part << got;
            got += take;
            at += take;
        }
        return value;
    }

    boolean bit() {
        return get(1) != 0;
    }

    /// {@return a number by the Exp-Golomb code of order `k`, below 2^34; longer ones fail}
    long expGolomb(int k) {
        int zeros = zeros(34);
        int below = zeros + k;
        if (below > 34) {
            failed = true;
            return 0;
        }
        return ((1L << below) | get(below)) - (1L << k);
    }

    /// {@return a number by the Rice code of parameter `k`, whose quotient is at most 1024}
    int rice(int k) {
        return (zeros(1024) << k) | (int) get(k);
    }

    private int zeros(int most) {
        int zeros = 0;
        while (get(1) == 0) {
            if (failed || ++zeros > most) {
                failed = true;
                return 0;
            }
        }
        return zeros;
    }

    /// {@return whether nothing follows but the zeros that fill the last byte, and all went well}
    boolean isDone() {
        if (failed || end - at >= 8) {
            return false;
        }
        return get((int) (end - at)) == 0;
    }

    void fail() {
        failed = true;
    }

    boolean failed() {
        return failed;
    }
}
