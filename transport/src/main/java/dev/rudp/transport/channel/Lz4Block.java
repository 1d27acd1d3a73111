package dev.rudp.transport.channel;

import dev.rudp.transport.wire.LittleEndian;
import java.util.Arrays;

/// Packs and unpacks LZ4 blocks (the published block format, without a frame), for blocks of up to
/// 64 KiB. Allocates nothing once made, and throws nothing whatever it is given to unpack; for both
/// it is our own code, tested against `at.yawk.lz4`: see docs/adr/0008. Owner: the shard thread.
final class Lz4Block {
    /// What [#pack] and [#unpack] return when they did not succeed.
    static final int NONE = -1;

    private static final int BLOCK_BYTES_MAX = 65_536;
    private static final int HASH_BITS = 12;
    private static final int HASH_FACTOR = 0x9E37_79B1;
    private static final int MATCH_MIN = 4;
    private static final int NIBBLE_MAX = 15;

    /// The format wants the last bytes to be literals, and no match to begin near the end.
    private static final int LAST_LITERALS = 5;

    private static final int MATCH_START_MARGIN = 12;

    /// Where a hash was seen last. Cleared for each block, so that its packing depends on it alone.
    /// Made when first used.
    private short[] seen = new short[0];

    /// Packs a block.
    ///
    /// @return the bytes written from `target`, or [#NONE] if they would be more than `bytesMax`
    int pack(byte[] in, int offset, int length, byte[] out, int target, int bytesMax) {
        assert length <= BLOCK_BYTES_MAX;
        if (seen.length == 0) {
            seen = new short[1 << HASH_BITS];
        }
        Arrays.fill(seen, (short) 0);
        int end = target + bytesMax;
        int to = target;
        int anchor = 0;
        int at = 0;
        while (at <= length - MATCH_START_MARGIN) {
            int word = LittleEndian.i32(in, offset + at);
            int hash = (word * HASH_FACTOR) >>> (Integer.SIZE - HASH_BITS);
            int from = seen[hash] & 0xFFFF;
            seen[hash] = (short) at;
            if (from >= at || LittleEndian.i32(in, offset + from) != word) {
                // Where nothing matches for long, look less closely.
                at += 1 + ((at - anchor) >>> 6);
                continue;
            }
            int matched = MATCH_MIN;
            int most = length - LAST_LITERALS - at;
            while (matched < most && in[offset + from + matched] == in[offset + at + matched]) {
                matched++;
            }
            to = literals(in, offset + anchor, at - anchor, matched - MATCH_MIN, out, to, end);
            if (to == NONE || end - to < 2 + extraBytes(matched - MATCH_MIN)) {
                return NONE;
            }
            LittleEndian.putU16(out, to, at - from);
            to = extra(matched - MATCH_MIN, out, to + 2);
            at += matched;
            anchor = at;
        }
        to = literals(in, offset + anchor, length - anchor, 0, out, to, end);
        return to == NONE ? NONE : to - target;
    }

    /// Unpacks a block from the wire to the start of `out`.
    ///
    /// @param bytesMax what it may be, at most `out`'s length
    /// @return its bytes, or [#NONE] if it is malformed or longer
    static int unpack(byte[] in, int offset, int length, byte[] out, int bytesMax) {
        int end = offset + length;
        int from = offset;
        int to = 0;
        while (from < end) {
            int token = in[from++] & 0xFF;
            int literals = token >>> 4;
            if (literals == NIBBLE_MAX) {
                int next;
                do {
                    if (from >= end || literals > bytesMax) {
                        return NONE;
                    }
                    next = in[from++] & 0xFF;
                    literals += next;
                } while (next == 0xFF);
            }
            if (literals > end - from || literals > bytesMax - to) {
                return NONE;
            }
            System.arraycopy(in, from, out, to, literals);
            from += literals;
            to += literals;
            if (from == end) {
                return to;
            }
            if (end - from < 2) {
                return NONE;
            }
            int distance = LittleEndian.u16(in, from);
            from += 2;
            int matched = token & NIBBLE_MAX;
            if (matched == NIBBLE_MAX) {
                int next;
                do {
                    if (from >= end || matched > bytesMax) {
                        return NONE;
                    }
                    next = in[from++] & 0xFF;
                    matched += next;
                } while (next == 0xFF);
            }
            matched += MATCH_MIN;
            if (distance == 0 || distance > to || matched > bytesMax - to) {
                return NONE;
            }
            to = repeat(out, to, distance, matched);
        }
        return NONE;
    }

    /// Source and target overlap where a pattern repeats: byte by byte is what is meant.
    private static int repeat(byte[] out, int at, int distance, int count) {
        if (distance >= count) {
            System.arraycopy(out, at - distance, out, at, count);
        } else {
            for (int i = 0; i < count; i++) {
                out[at + i] = out[at - distance + i];
            }
        }
        return at + count;
    }

    private static int literals(
            byte[] in, int from, int count, int matchCode, byte[] out, int at, int end) {
        if (end - at < 1 + extraBytes(count) + count) {
            return NONE;
        }
        out[at] = (byte) (Math.min(count, NIBBLE_MAX) << 4 | Math.min(matchCode, NIBBLE_MAX));
        int to = extra(count, out, at + 1);
        System.arraycopy(in, from, out, to, count);
        return to + count;
    }

    private static int extraBytes(int code) {
        return code < NIBBLE_MAX ? 0 : 1 + (code - NIBBLE_MAX) / 0xFF;
    }

    private static int extra(int code, byte[] out, int at) {
        if (code < NIBBLE_MAX) {
            return at;
        }
        int to = at;
        int rest = code - NIBBLE_MAX;
        for (; rest >= 0xFF; rest -= 0xFF) {
            out[to++] = (byte) 0xFF;
        }
        out[to++] = (byte) rest;
        return to;
    }
}
