package dev.rudp.transport.endpoint;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How often per second each network may do something: a token bucket per [NetworkPrefix], in a
/// table of fixed size that no number of networks makes grow. O(1), no allocation. Owner: one
/// thread.
///
/// The table is a count-min sketch with conservative update (Estan and Varghese, 2002) over the
/// bucket's one number (GCRA, ITU-T I.371): each network has one cell in each of [#ROWS] rows, its
/// bucket is the emptiest of them, and taking raises only those cells that would be too low. So a
/// network is refused wrongly only when all its cells are shared with networks that are at their
/// limit: with `n` such, `(1 - e^(-n/width))^4` of the others (0.2 % for 2,000, 4 % for 5,000).
/// Every [#EPOCH_NS] all networks fall into other cells, so that none stays locked out for long.
final class PrefixBudget {
    static final int ROWS = 4;

    /// Cells per row; with four rows 256 KiB. To fill all of them takes `width * perSecond`
    /// requests a second: four million with the default limit.
    static final int WIDTH = 1 << 13;

    static final long EPOCH_NS = 8_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int BITS_PER_ROW = 16;

    /// Per cell: when its bucket will be full again.
    private final long[] fullAtNs = new long[ROWS * WIDTH];

    private final long key0;
    private final long key1;
    private final long intervalNs;
    private final long burstNs;

    /// @param perSecond what a network may take in the long run
    /// @param burstSeconds the share of so many seconds may be taken at once
    PrefixBudget(int perSecond, int burstSeconds, RandomGenerator random, long nowNs) {
        intervalNs = Math.max(1, SECOND_NS / perSecond);
        burstNs = burstSeconds * SECOND_NS;
        key0 = random.nextLong();
        key1 = random.nextLong();
        Arrays.fill(fullAtNs, nowNs);
    }

    /// {@return whether this address's network may take one more now; if so, it is paid for}
    boolean tryTake(long hi, long lo, long nowNs) {
        long epoch = Math.floorDiv(nowNs, EPOCH_NS);
        long cells = KeyedHash.of(key0, key1, NetworkPrefix.of(hi, lo), epoch, 0);
        long leastNs = Long.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            leastNs = Math.min(leastNs, fullAtNs[cell(cells, row)] - nowNs);
        }
        if (leastNs + intervalNs > burstNs) {
            return false;
        }
        long raisedNs = Math.max(leastNs, 0) + intervalNs;
        for (int row = 0; row < ROWS; row++) {
            int cell = cell(cells, row);
            if (fullAtNs[cell] - nowNs < raisedNs) {
                fullAtNs[cell] = nowNs + raisedNs;
            }
        }
        return true;
    }

    private static int cell(long cells, int row) {
        return (row * WIDTH) + ((int) (cells >>> (row * BITS_PER_ROW)) & (WIDTH - 1));
    }
}
