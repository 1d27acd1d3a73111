package dev.rudp.game.item;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.actor.StatSum;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.EquipSlot;
import dev.rudp.game.content.ItemDef;
import dev.rudp.game.content.Modifier;
import dev.rudp.game.content.SetBonus;
import dev.rudp.game.content.SetDef;
import dev.rudp.game.content.StatRole;
import dev.rudp.game.declare.Refers;
import java.util.Arrays;
import java.util.List;

/// What every player carries and wears: [#CARRIED] places, then one for each [EquipSlot] (`none`
/// and `two-hands` stay empty: a two-handed weapon lies in the main hand). And gold. Owner: the
/// world thread. Allocates nothing after construction.
public final class Bags {
    public static final int CARRIED = 40;
    public static final int PLACES = CARRIED + EquipSlot.values().length;

    /// No more gold than this; what is beyond stays where it was.
    public static final long MOST_GOLD = 1_000_000_000_000L;

    private final ItemStore store;
    private final int[] row;
    private final long[] gold;

    public Bags(ItemStore store, int capacity) {
        this.store = store;
        row = new int[capacity * PLACES];
        gold = new long[capacity];
        Arrays.fill(row, ItemStore.NONE);
    }

    /// {@return the item in a place, or [ItemStore#NONE]}
    public int row(int slot, int place) {
        return row[slot * PLACES + place];
    }

    void put(int slot, int place, int item) {
        row[slot * PLACES + place] = item;
    }

    /// {@return the place of what is worn there}
    public static int worn(EquipSlot where) {
        return CARRIED + where.index();
    }

    public long gold(int slot) {
        return gold[slot];
    }

    void setGold(int slot, long amount) {
        assert amount >= 0 && amount <= MOST_GOLD : "gold=" + amount;
        gold[slot] = amount;
    }

    /// Brings gold into the world. {@return what found room}
    public long earn(int slot, long amount) {
        long taken = Math.min(amount, MOST_GOLD - gold[slot]);
        gold[slot] += taken;
        store.ledger().goldCame(taken);
        return taken;
    }

    /// Takes gold out of the world, which must be there.
    void spend(int slot, long amount) {
        setGold(slot, gold[slot] - amount);
        store.ledger().goldLeft(amount);
    }

    /// {@return a free place for carrying, or -1}
    public int freePlace(int slot) {
        for (int place = 0; place < CARRIED; place++) {
            if (row(slot, place) == ItemStore.NONE) {
                return place;
            }
        }
        return -1;
    }

    public int freePlaces(int slot) {
        int free = 0;
        for (int place = 0; place < CARRIED; place++) {
            free += row(slot, place) == ItemStore.NONE ? 1 : 0;
        }
        return free;
    }

    /// {@return whether so many units fit, on stacks and in free places}
    public boolean fits(Content content, int slot, int kind, int units) {
        int stack = content.item(kind).stack();
        long room = 0;
        for (int place = 0; place < CARRIED; place++) {
            int item = row(slot, place);
            if (item == ItemStore.NONE) {
                room += stack;
            } else if (store.kind(item) == kind && !store.isReserved(item)) {
                room += stack - store.count(item);
            }
        }
        return room >= units;
    }

    /// {@return the weight of everything, in thousandths of a kilogram}
    public long weight(Content content, int slot) {
        long weight = 0;
        for (int place = 0; place < PLACES; place++) {
            int item = row(slot, place);
            if (item != ItemStore.NONE) {
                weight += (long) content.item(store.kind(item)).weight() * store.count(item);
            }
        }
        return weight;
    }

    /// {@return whether so much more weight can be carried}
    public boolean canCarry(Content content, Actors actors, int slot, long more) {
        int most = actors.stat(slot, content, StatRole.CARRY_WEIGHT);
        return weight(content, slot) + more <= most;
    }

    /// Lays an item into the bag: onto stacks first, the rest into a free place. The caller has
    /// asked [#fits].
    void take(Content content, int slot, int item) {
        int kind = store.kind(item);
        int stack = content.item(kind).stack();
        for (int place = 0; place < CARRIED && store.count(item) > 0; place++) {
            int other = row(slot, place);
            if (other != ItemStore.NONE
                    && store.kind(other) == kind
                    && !store.isReserved(other)
                    && store.count(other) < stack) {
                int units = Math.min(stack - store.count(other), store.count(item));
                store.merge(item, other, units);
                if (units > 0 && !store.isLive(item)) {
                    return;
                }
            }
        }
        int place = freePlace(slot);
        assert place >= 0 : "no free place, slot=" + slot;
        put(slot, place, item);
    }

    /// Adds the modifiers of what is worn and not broken, and of sets.
    public void sum(Content content, int slot, StatSum sum) {
        for (int place = CARRIED; place < PLACES; place++) {
            int item = row(slot, place);
            if (item == ItemStore.NONE || store.isBroken(content, item)) {
                continue;
            }
            ItemDef def = content.item(store.kind(item));
            addAll(def.modifiers(), sum);
            if (def.set() != Refers.NOBODY && isFirstOfSet(content, slot, place, def.set())) {
                addSet(content.set(def.set()), pieces(content, slot, def.set()), sum);
            }
        }
    }

    private boolean isFirstOfSet(Content content, int slot, int before, int set) {
        for (int place = CARRIED; place < before; place++) {
            if (isOfSet(content, slot, place, set)) {
                return false;
            }
        }
        return true;
    }

    private int pieces(Content content, int slot, int set) {
        int pieces = 0;
        for (int place = CARRIED; place < PLACES; place++) {
            pieces += isOfSet(content, slot, place, set) ? 1 : 0;
        }
        return pieces;
    }

    private boolean isOfSet(Content content, int slot, int place, int set) {
        int item = row(slot, place);
        return item != ItemStore.NONE
                && !store.isBroken(content, item)
                && content.item(store.kind(item)).set() == set;
    }

    private static void addSet(SetDef set, int pieces, StatSum sum) {
        for (int i = 0; i < set.bonuses().size(); i++) {
            SetBonus bonus = set.bonuses().get(i);
            if (pieces >= bonus.pieces()) {
                addAll(bonus.modifiers(), sum);
            }
        }
    }

    private static void addAll(List<Modifier> modifiers, StatSum sum) {
        for (int i = 0; i < modifiers.size(); i++) {
            sum.add(modifiers.get(i), 1);
        }
    }

    public long hash(int slot, long seed) {
        long hash = Digest.mix(seed, gold[slot]);
        return Digest.mix(hash, row, slot * PLACES, (slot + 1) * PLACES);
    }
}
