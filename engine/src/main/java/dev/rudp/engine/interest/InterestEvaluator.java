package dev.rudp.engine.interest;

import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.space.NeighbourQuery;

/// Decides who is in view, for all sessions of one shard thread. No allocation after construction.
///
/// The rule, exact in integers: the *key* of an entity is its squared distance times 529, or times
/// 400 when it is in view already (√(529/400) = 1.15). In view are the entities whose key is at
/// most 529 r², and if those are more than the cap, the ones with the smallest keys, at equal keys
/// the lower slot. The player's own entity comes before all. So both borders, that of the radius
/// and that of the cap, have the same hysteresis: who stands on one does not flicker.
///
/// An evaluation happens every few ticks per session. In between, entities that ended leave at
/// once.
public final class InterestEvaluator {
    private static final long OUTSIDE_WEIGHT = 529;
    private static final long INSIDE_WEIGHT = 400;
    private static final long OWN_KEY = -1;

    private final int everyTicks;
    private final int enterRadius;
    private final int leaveRadius;
    private final NeighbourQuery query;
    private final long[] keys;
    private final int[] slots;

    /// When a slot was last seen in the view that is being evaluated.
    private final int[] seen;

    private final long[] chosen;
    private int evaluation;

    /// @param capacity slots of the frames that will be asked
    public InterestEvaluator(InterestConfig config, ReplicatedSchema schema, int capacity) {
        this.everyTicks = config.everyTicks();
        double steps = config.enterRadius() / schema.field(schema.xField()).quantum();
        this.enterRadius = (int) Math.min(1 << 26, Math.max(1, Math.rint(steps)));
        this.leaveRadius = (int) Math.ceil(enterRadius * 1.15) + 1;
        this.query = new NeighbourQuery(capacity);
        this.keys = new long[capacity];
        this.slots = new int[capacity];
        this.seen = new int[capacity];
        this.chosen = new long[(capacity + 63) >>> 6];
    }

    /// Brings a set up to date with `frame`; call it once per tick and session, before encoding.
    public void update(Frame frame, InterestSet set) {
        if (set.isOwnLive(frame)) {
            set.centreX = frame.x(set.ownSlot);
            set.centreY = frame.y(set.ownSlot);
        }
        if (set.due || (frame.tick() + set.phase) % everyTicks == 0) {
            evaluate(frame, set);
            set.due = false;
        } else {
            dropEnded(frame, set);
        }
    }

    /// {@return the distance within which entities come into view, in steps}
    public int enterRadius() {
        return enterRadius;
    }

    private void evaluate(Frame frame, InterestSet set) {
        evaluation++;
        for (int i = 0; i < set.count; i++) {
            if (frame.generation(set.slot(i)) == set.generation(i)) {
                seen[set.slot(i)] = evaluation;
            }
        }
        int found = query.circle(frame.index(), set.centreX, set.centreY, leaveRadius);
        int ownSlot = set.isOwnLive(frame) ? set.ownSlot : -1;
        long limit = OUTSIDE_WEIGHT * enterRadius * enterRadius;
        int count = 0;
        for (int i = 0; i < found; i++) {
            int slot = query.slot(i);
            long weight = seen[slot] == evaluation ? INSIDE_WEIGHT : OUTSIDE_WEIGHT;
            long key = slot == ownSlot ? OWN_KEY : query.distanceSquared(i) * weight;
            if (key <= limit) {
                keys[count] = key;
                slots[count] = slot;
                count++;
            }
        }
        int cap = set.entities.length;
        if (count > cap) {
            selectSmallest(cap, count);
            count = cap;
        }
        for (int i = 0; i < count; i++) {
            chosen[slots[i] >>> 6] |= 1L << slots[i];
        }
        takeChosen(frame, set);
    }

    /// Moves the chosen slots into the set, ascending: a walk over a bit set instead of a sort.
    private void takeChosen(Frame frame, InterestSet set) {
        int count = 0;
        for (int word = 0; word < chosen.length; word++) {
            for (long bits = chosen[word]; bits != 0; bits &= bits - 1) {
                int slot = (word << 6) + Long.numberOfTrailingZeros(bits);
                int generation = frame.generation(slot);
                // Nobody lives there: the frame was written over while it was read.
                if (generation != 0) {
                    set.entities[count++] = (slot << 16) | generation;
                }
            }
            chosen[word] = 0;
        }
        set.count = count;
    }

    private static void dropEnded(Frame frame, InterestSet set) {
        int kept = 0;
        for (int i = 0; i < set.count; i++) {
            if (frame.generation(set.slot(i)) == set.generation(i)) {
                set.entities[kept++] = set.entities[i];
            }
        }
        set.count = kept;
    }

    /// Brings the `wanted` smallest of `count` candidates to the front, in any order (quickselect,
    /// Hoare 1961).
    private void selectSmallest(int wanted, int count) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            sortPair(low, middle);
            sortPair(low, high);
            sortPair(middle, high);
            long pivotKey = keys[middle];
            int pivotSlot = slots[middle];
            int left = low;
            int right = high;
            while (left <= right) {
                while (isBefore(keys[left], slots[left], pivotKey, pivotSlot)) {
                    left++;
                }
                while (isBefore(pivotKey, pivotSlot, keys[right], slots[right])) {
                    right--;
                }
                if (left <= right) {
                    swap(left++, right--);
                }
            }
            if (wanted <= right) {
                high = right;
            } else if (wanted > left) {
                low = left;
            } else {
                return;
            }
        }
    }

    private void sortPair(int low, int high) {
        if (isBefore(keys[high], slots[high], keys[low], slots[low])) {
            swap(low, high);
        }
    }

    private void swap(int a, int b) {
        long key = keys[a];
        int slot = slots[a];
        keys[a] = keys[b];
        slots[a] = slots[b];
        keys[b] = key;
        slots[b] = slot;
    }

    private static boolean isBefore(long key, int slot, long otherKey, int otherSlot) {
        return key < otherKey || (key == otherKey && slot < otherSlot);
    }
}
