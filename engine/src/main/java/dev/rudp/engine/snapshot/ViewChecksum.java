package dev.rudp.engine.snapshot;

/// The checksum of a view: over every entity in order of its place, that place, its slot and
/// generation, the tick of its values, and these. Both sides compute it from what they hold; equal
/// checksums are the proof that they hold the same.
///
/// One multiply and one rotation per number, as in wyhash's and xxHash's inner steps, folded to 32
/// bits. It finds errors, not forgers: the transport's cipher keeps those out.
final class ViewChecksum {
    private static final long START = 0x9E37_79B9_7F4A_7C15L;
    private static final long PRIME = 0xD6E8_FEB8_6659_FD93L;

    private ViewChecksum() {}

    static long start(int tick, int count) {
        return add(add(START, tick), count);
    }

    /// @param entity `slot << 16 | generation`
    static long entity(
            long hash,
            int place,
            int entity,
            int valueTick,
            int[] rows,
            int rowAt,
            int fieldCount) {
        long result = add(add(add(hash, place), entity), valueTick);
        for (int i = rowAt; i < rowAt + fieldCount; i++) {
            result = add(result, rows[i]);
        }
        return result;
    }

    static int finish(long hash) {
        long folded = (hash ^ (hash >>> 32)) * PRIME;
        return (int) (folded >>> 32);
    }

    private static long add(long hash, int value) {
        return Long.rotateLeft((hash ^ value) * PRIME, 29);
    }
}
