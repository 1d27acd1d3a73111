package dev.rudp.transport.endpoint;

import java.util.Arrays;

/// All timers of an endpoint: a hierarchical timer wheel (Varghese and Lauck, 1987; scheme 7).
/// Setting, moving and cancelling a timer is O(1) and allocates nothing; finding the next one looks
/// at eight words. Timers are numbers 0..timers-1, each set at most once at a time. Owner: one
/// thread.
///
/// Time is counted in ticks of 2^20 ns (1.05 ms) since the wheel was made. A timer due in a tick
/// whose number differs from the current one in the highest bit group `level` waits in the bucket
/// `due >>> (6 * level) & 63` of that level; so a lower level is always due before a higher one,
/// and within a level a lower bucket before a higher one. When time enters a bucket of a higher
/// level, its timers are spread over the lower ones. A timer fires up to one tick late, never
/// early.
final class TimerWheel {
    static final long NO_DEADLINE = Long.MAX_VALUE;

    /// Takes the timers that are due. It may set and cancel any timer.
    interface Expiry {
        void onTimer(int timer, long nowNs);
    }

    private static final int TICK_SHIFT = 20;
    private static final int LEVEL_SHIFT = 6;
    private static final int BUCKETS = 1 << LEVEL_SHIFT;

    /// Eight levels count 2^48 ticks: nine thousand years.
    private static final int LEVELS = 8;

    private static final long MAX_TICK = (1L << (LEVELS * LEVEL_SHIFT)) - 1;
    private static final int NOT_SET = -1;

    private final int timers;
    private final long originNs;
    private final long[] occupied = new long[LEVELS];
    private final long[] dueTick;

    /// Circular lists through `next` and `previous`; the list head of a bucket is the element
    /// `timers + bucket`.
    private final int[] next;

    private final int[] previous;
    private final int[] bucketOf;
    private long currentTick;

    TimerWheel(int timers, long nowNs) {
        this.timers = timers;
        originNs = nowNs;
        dueTick = new long[timers];
        bucketOf = new int[timers];
        Arrays.fill(bucketOf, NOT_SET);
        int elements = timers + (LEVELS * BUCKETS);
        next = new int[elements];
        previous = new int[elements];
        for (int i = timers; i < elements; i++) {
            next[i] = i;
            previous[i] = i;
        }
    }

    /// Sets the timer, or moves it. A deadline that has passed fires in the next tick,
    /// [#NO_DEADLINE] never.
    void set(int timer, long deadlineNs) {
        cancel(timer);
        if (deadlineNs == NO_DEADLINE) {
            return;
        }
        long sinceOriginNs = Math.max(0, deadlineNs - originNs);
        long tick = (sinceOriginNs >>> TICK_SHIFT) + 1;
        dueTick[timer] = Math.clamp(tick, currentTick + 1, MAX_TICK);
        insert(timer);
    }

    void cancel(int timer) {
        int bucket = bucketOf[timer];
        if (bucket == NOT_SET) {
            return;
        }
        bucketOf[timer] = NOT_SET;
        int before = previous[timer];
        int after = next[timer];
        next[before] = after;
        previous[after] = before;
        if (next[timers + bucket] == timers + bucket) {
            occupied[bucket >>> LEVEL_SHIFT] &= ~(1L << bucket);
        }
    }

    /// Fires every timer that is due, earliest tick first.
    void advance(long nowNs, Expiry expiry) {
        long target = (nowNs - originNs) >> TICK_SHIFT;
        while (true) {
            int bucket = firstBucket();
            if (bucket == NOT_SET || startTick(bucket) > target) {
                break;
            }
            currentTick = startTick(bucket);
            drain(bucket, nowNs, expiry);
        }
        currentTick = Math.max(currentTick, target);
    }

    /// {@return when to call [#advance] next: not after the earliest timer's tick, perhaps before
    /// it; or [#NO_DEADLINE]}
    long nextDeadlineNs() {
        int bucket = firstBucket();
        return bucket == NOT_SET ? NO_DEADLINE : originNs + (startTick(bucket) << TICK_SHIFT);
    }

    private void drain(int bucket, long nowNs, Expiry expiry) {
        int head = timers + bucket;
        while (next[head] != head) {
            int timer = next[head];
            cancel(timer);
            if (dueTick[timer] <= currentTick) {
                expiry.onTimer(timer, nowNs);
            } else {
                insert(timer);
            }
        }
    }

    private void insert(int timer) {
        long due = dueTick[timer];
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(due ^ currentTick)) / LEVEL_SHIFT;
        int slot = (int) (due >>> (level * LEVEL_SHIFT)) & (BUCKETS - 1);
        int bucket = (level << LEVEL_SHIFT) | slot;
        int head = timers + bucket;
        int last = previous[head];
        next[last] = timer;
        previous[timer] = last;
        next[timer] = head;
        previous[head] = timer;
        bucketOf[timer] = bucket;
        occupied[level] |= 1L << slot;
    }

    private int firstBucket() {
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                return (level << LEVEL_SHIFT) | Long.numberOfTrailingZeros(occupied[level]);
            }
        }
        return NOT_SET;
    }

    /// {@return the first tick of a bucket, all of whose ticks lie ahead}
    private long startTick(int bucket) {
        int shift = (bucket >>> LEVEL_SHIFT) * LEVEL_SHIFT;
        long above = (currentTick >>> shift) & -BUCKETS;
        return (above | (bucket & (BUCKETS - 1))) << shift;
    }
}
