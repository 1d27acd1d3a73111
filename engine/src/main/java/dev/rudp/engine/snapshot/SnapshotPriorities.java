package dev.rudp.engine.snapshot;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.interest.InterestSet;

/// Who goes first when a snapshot has not room for all. No allocation after construction.
final class SnapshotPriorities {
    static final int OWN = Integer.MAX_VALUE;

    private static final int NEAR_WEIGHT = 64;
    private static final int MAX_ERROR = 512;
    private static final int ERROR_OF_DOUBLE = 64;
    private static final int URGENT = 1 << 29;

    private final long radiusSquared;
    private final long[] queue;
    private int queued;
    private boolean heaped;

    SnapshotPriorities(int places, int enterRadius) {
        this.radiusSquared = Math.max(1, (long) enterRadius * enterRadius);
        this.queue = new long[places];
    }

    void clear() {
        queued = 0;
        heaped = false;
    }

    void add(int candidate, int priority) {
        queue[queued++] = ((long) priority << 16) | (0xFFFF - candidate);
    }

    /// {@return the priority of an entity: ticks since its information was good, times 64 at the
    /// viewer falling to 8 at the radius, times 1 rising to 9 with the steps by which the client's
    /// guess is off, so that one weight is at most 72 times another}
    int of(Frame frame, InterestSet visible, int place, int waited, int error) {
        int slot = visible.slot(place);
        long dx = frame.x(slot) - visible.centreX();
        long dy = frame.y(slot) - visible.centreY();
        long squared = Math.min(2 * radiusSquared, dx * dx + dy * dy);
        long near = NEAR_WEIGHT * radiusSquared / (radiusSquared + 7 * squared);
        long weight = near * (ERROR_OF_DOUBLE + Math.min(MAX_ERROR, error));
        int urgent = waited >= SnapshotEncoder.URGENT_TICKS ? URGENT : 0;
        return urgent + (int) Math.min(URGENT - 1, (1 + waited) * weight);
    }

    /// {@return the candidate of the highest priority that was not given yet, the one added first
    /// among equals; -1 when there is none}
    int next() {
        if (queued == 0) {
            return -1;
        }
        if (!heaped) {
            heapify();
        }
        long greatest = queue[0];
        queue[0] = queue[--queued];
        siftDown(0);
        if (queued == 0) {
            heaped = false;
        }
        return 0xFFFF - (int) (greatest & 0xFFFF);
    }

    /// Heapsort's heap (Williams, 1964): unlike the library's sorts, it never allocates.
    private void heapify() {
        for (int root = queued / 2 - 1; root >= 0; root--) {
            siftDown(root);
        }
        heaped = true;
    }

    private void siftDown(int from) {
        long value = queue[from];
        int at = from;
        for (int child = 2 * at + 1; child < queued; child = 2 * at + 1) {
            if (child + 1 < queued && queue[child + 1] > queue[child]) {
                child++;
            }
            if (queue[child] <= value) {
                break;
            }
            queue[at] = queue[child];
            at = child;
        }
        queue[at] = value;
    }
}
