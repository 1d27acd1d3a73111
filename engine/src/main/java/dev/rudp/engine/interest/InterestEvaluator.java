package dev.rudp.engine.interest;

import dev.rudp.engine.frame.EntityScope;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.space.NeighbourQuery;

/// Decides who is in view, and in which ring, for all sessions of one shard thread. No allocation
/// after construction.
///
/// The rule, exact in integers: the *key* of an entity is its squared distance times 529, or times
/// 400 when it is in view already (√(529/400) = 1.15). In view are the entities whose key is at
/// most 529 r², and if those are more than the places, the ones with the smallest keys, at equal
/// keys the lower slot. The player's own entity comes before all, what is in view by its
/// [EntityScope] whatever the distance next. So both borders, that of the radius and that of the
/// places, have the same hysteresis: who stands on one does not flicker. The borders of the rings
/// have it as well.
///
/// An evaluation happens every few ticks per session. In between, entities that ended leave at
/// once.
public final class InterestEvaluator {
    private static final long OUTSIDE_WEIGHT = 529;
    private static final long INSIDE_WEIGHT = 400;
    private static final long OWN_KEY = -2;
    private static final long SCOPED_KEY = -1;
    private static final int SLOW_RING = 2;
    private static final int MAX_STEPS = 1 << 26;
    private static final int NO_PLACE = -1;

    private final int everyTicks;
    private final int graceTicks;
    private final int fullRate;
    private final int enterRadius;
    private final int leaveRadius;
    private final int teamField;
    private final VisibilityFilter filter;
    private final boolean filters;

    /// Per border of a ring its squared radius times [#OUTSIDE_WEIGHT].
    private final long[] borders = new long[DetailRings.COUNT - 1];

    private final NeighbourQuery query;

    // Candidates of the evaluation in work.
    private final long[] keys;
    private final int[] slots;

    /// Per slot in which evaluation it was found in view, and where.
    private final int[] seen;

    private final char[] seenPlace;

    /// Per slot its squared distance, for those of the evaluation in work.
    private final long[] distance;

    private final long[] kept;
    private int evaluation;

    /// @param capacity slots of the frames that will be asked
    public InterestEvaluator(
            InterestConfig config, ReplicatedSchema schema, int capacity, VisibilityFilter filter) {
        this.everyTicks = config.everyTicks();
        this.graceTicks = config.graceTicks();
        this.fullRate = config.rings().fullRate();
        this.enterRadius = steps(schema, config.enterRadius());
        this.leaveRadius = (int) Math.ceil(enterRadius * 1.15) + 1;
        this.teamField = schema.teamField();
        this.filter = filter;
        this.filters = !filter.equals(VisibilityFilter.EVERYBODY);
        for (int ring = 0; ring < borders.length; ring++) {
            long radius = steps(schema, config.rings().border(ring));
            borders[ring] = OUTSIDE_WEIGHT * radius * radius;
        }
        this.query = new NeighbourQuery(capacity);
        this.keys = new long[2 * capacity];
        this.slots = new int[2 * capacity];
        this.seen = new int[capacity];
        this.seenPlace = new char[capacity];
        this.distance = new long[capacity];
        this.kept = new long[(config.maxVisible() + 63) >>> 6];
    }

    /// An evaluator that hides nobody.
    public InterestEvaluator(InterestConfig config, ReplicatedSchema schema, int capacity) {
        this(config, schema, capacity, VisibilityFilter.EVERYBODY);
    }

    /// Brings a set up to date with `frame`; call it once per tick and session, before encoding.
    public void update(Frame frame, InterestSet set) {
        if (set.isOwnLive(frame)) {
            set.centreX = frame.x(set.ownSlot);
            set.centreY = frame.y(set.ownSlot);
        }
        if (frame.endedTick() > set.checkedTick) {
            dropEnded(frame, set);
        }
        set.checkedTick = frame.tick();
        if (set.due || (frame.tick() + set.phase) % everyTicks == 0) {
            evaluate(frame, set);
            set.due = false;
        }
    }

    /// {@return the distance within which entities come into view, in steps}
    public int enterRadius() {
        return enterRadius;
    }

    private static int steps(ReplicatedSchema schema, double radius) {
        double steps = radius / schema.field(schema.xField()).quantum();
        return (int) Math.min(MAX_STEPS, Math.max(1, Math.rint(steps)));
    }

    private static void dropEnded(Frame frame, InterestSet set) {
        for (int word = 0; word < set.words; word++) {
            for (long rest = set.bits[word]; rest != 0; rest &= rest - 1) {
                int place = (word << 6) + Long.numberOfTrailingZeros(rest);
                if (frame.generation(set.slot(place)) != set.generation(place)) {
                    set.leave(place);
                }
            }
        }
    }

    private void evaluate(Frame frame, InterestSet set) {
        evaluation++;
        for (int word = 0; word < set.words; word++) {
            kept[word] = 0;
            for (long rest = set.bits[word]; rest != 0; rest &= rest - 1) {
                int place = (word << 6) + Long.numberOfTrailingZeros(rest);
                int slot = set.slot(place);
                seen[slot] = evaluation;
                seenPlace[slot] = (char) place;
            }
        }
        int ownSlot = set.isOwnLive(frame) ? set.ownSlot : -1;
        int count = findNear(frame, set, ownSlot);
        if (frame.scopedCount() > 0) {
            count = findScoped(frame, set, ownSlot, count);
        }
        int cap = set.entities.length - (ownSlot >= 0 ? 0 : 1);
        if (count > cap) {
            selectSmallest(cap, count);
            count = cap;
        }
        int fast = count;
        if (count > fullRate) {
            selectSmallest(fullRate, count);
            fast = fullRate;
        }
        takePlaces(frame, set, ownSlot, count, fast);
    }

    private int findNear(Frame frame, InterestSet set, int ownSlot) {
        int found = query.circle(frame.index(), set.centreX, set.centreY, leaveRadius);
        long limit = OUTSIDE_WEIGHT * enterRadius * enterRadius;
        boolean scoped = frame.scopedCount() > 0;
        int count = 0;
        for (int i = 0; i < found; i++) {
            int slot = query.slot(i);
            long squared = query.distanceSquared(i);
            long weight = seen[slot] == evaluation ? INSIDE_WEIGHT : OUTSIDE_WEIGHT;
            long key = slot == ownSlot ? OWN_KEY : squared * weight;
            if (key <= limit) {
                if (key != OWN_KEY
                        && ((scoped && !isNearFor(frame, set, slot))
                                || (filters && !passes(frame, set, ownSlot, slot)))) {
                    continue;
                }
                distance[slot] = squared;
                keys[count] = key;
                slots[count] = slot;
                count++;
            }
        }
        return count;
    }

    /// {@return whether distance decides if `slot` is in view}
    private static boolean isNearFor(Frame frame, InterestSet set, int slot) {
        EntityScope scope = frame.scope(slot);
        return scope == EntityScope.NEARBY
                || (scope == EntityScope.HIDDEN && frame.owner(slot) == set.ownSlot);
    }

    private int findScoped(Frame frame, InterestSet set, int ownSlot, int near) {
        int count = near;
        for (int i = 0; i < frame.scopedCount(); i++) {
            int slot = frame.scopedSlot(i);
            boolean visible =
                    switch (frame.scope(slot)) {
                        case GLOBAL -> true;
                        case OWNER -> ownSlot >= 0 && frame.owner(slot) == ownSlot;
                        case TEAM -> isAlly(frame, ownSlot, slot);
                        case NEARBY, HIDDEN -> false;
                    };
            if (visible && slot != ownSlot && frame.isLive(slot)) {
                long dx = frame.x(slot) - set.centreX;
                long dy = frame.y(slot) - set.centreY;
                distance[slot] = dx * dx + dy * dy;
                keys[count] = SCOPED_KEY;
                slots[count] = slot;
                count++;
            }
        }
        return count;
    }

    private boolean isAlly(Frame frame, int ownSlot, int slot) {
        return teamField >= 0
                && ownSlot >= 0
                && frame.value(teamField, slot) == frame.value(teamField, ownSlot);
    }

    /// Asks the filter; who is hidden stays in view for the time of grace.
    private boolean passes(Frame frame, InterestSet set, int ownSlot, int slot) {
        int place = seen[slot] == evaluation ? seenPlace[slot] : NO_PLACE;
        if (ownSlot < 0 || filter.isVisible(frame, ownSlot, slot)) {
            if (place != NO_PLACE) {
                set.hiddenSince[place] = 0;
            }
            return true;
        }
        if (place == NO_PLACE) {
            return false;
        }
        if (set.hiddenSince[place] == 0) {
            set.hiddenSince[place] = frame.tick();
        }
        return frame.tick() - set.hiddenSince[place] < graceTicks;
    }

    /// Lets those who stay keep their places, takes the places of those who do not, and gives
    /// places to those who come.
    private void takePlaces(Frame frame, InterestSet set, int ownSlot, int count, int fast) {
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            if (seen[slot] == evaluation) {
                int place = seenPlace[slot];
                kept[place >>> 6] |= 1L << place;
            }
        }
        for (int word = 0; word < set.words; word++) {
            for (long rest = set.bits[word] & ~kept[word]; rest != 0; rest &= rest - 1) {
                set.leave((word << 6) + Long.numberOfTrailingZeros(rest));
            }
        }
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            boolean stays = seen[slot] == evaluation;
            int ring = slot == ownSlot ? 0 : ring(set, slot, stays, i >= fast);
            boolean ally = teamField >= 0 && isAlly(frame, ownSlot, slot);
            if (stays && ally == set.has(InterestSet.ALLIES, seenPlace[slot])) {
                set.move(seenPlace[slot], ring);
                continue;
            }
            int place = stays ? seenPlace[slot] : slot == ownSlot ? 0 : set.freePlace();
            if (stays) {
                set.leave(place);
            }
            // Nobody lives there: the frame was written over while it was read.
            if (frame.generation(slot) != 0 && place >= 0) {
                set.enter(place, slot, frame.generation(slot), ring);
                if (ally) {
                    set.set(InterestSet.ALLIES, place);
                }
            }
        }
    }

    private int ring(InterestSet set, int slot, boolean stays, boolean crowded) {
        int now = stays ? set.ring(seenPlace[slot]) : DetailRings.COUNT;
        int ring = crowded ? SLOW_RING : 0;
        int outside = 0;
        for (int border = 0; border < borders.length; border++) {
            // Who is inside a border has to go farther to get out.
            long weight = now <= border ? INSIDE_WEIGHT : OUTSIDE_WEIGHT;
            outside += distance[slot] * weight > borders[border] ? 1 : 0;
        }
        return Math.max(ring, outside);
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
