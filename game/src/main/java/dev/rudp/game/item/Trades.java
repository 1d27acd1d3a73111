package dev.rudp.game.item;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.ItemKind;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.skill.Refusal;
import java.util.Arrays;

/// Trade between two players, committed in two phases.
///
/// ```
/// invite → accept → offers ⇄ ──lock by both──▶ prepared ──confirm by both──▶ exchanged
///                     ▲  any change of an offer unlocks both      │
///                     └──────────────────────────────────────────┘
/// cancel, death, distance or leaving at any time: nothing was ever moved, offers are free again
/// ```
///
/// Offered items stay in their owner's bag, *reserved*: they can be neither used, moved, dropped
/// nor sold. *Prepare* (lock) makes both see the same; *commit* happens in one step of one thread
/// after everything is checked again: all or nothing. Owner: the world thread. No allocation.
public final class Trades {
    /// Items that each may offer.
    public static final int OFFERS = 8;

    /// In events: steps of a trade.
    public static final int INVITED = 1;

    public static final int OPENED = 2;
    public static final int OFFERED = 3;
    public static final int LOCKED = 4;
    public static final int EXCHANGED = 5;
    public static final int CANCELLED = 6;

    private static final int NOBODY = -1;

    private final Actors actors;
    private final ItemStore store;
    private final Bags bags;
    private final Kinematics bodies;
    private final Events events;
    private final int[] invitedBy;
    private final long[] invitedById;
    private final int[] partner;
    private final int[] offer;
    private final long[] offerGold;
    private final boolean[] locked;
    private final boolean[] confirmed;

    public Trades(Actors actors, ItemStore store, Bags bags, Kinematics bodies, Events events) {
        int capacity = actors.capacity();
        this.actors = actors;
        this.store = store;
        this.bags = bags;
        this.bodies = bodies;
        this.events = events;
        invitedBy = new int[capacity];
        invitedById = new long[capacity];
        partner = new int[capacity];
        offer = new int[capacity * OFFERS];
        offerGold = new long[capacity];
        locked = new boolean[capacity];
        confirmed = new boolean[capacity];
        Arrays.fill(invitedBy, NOBODY);
        Arrays.fill(partner, NOBODY);
        Arrays.fill(offer, NOBODY);
    }

    public Refusal invite(Content content, int slot, int other) {
        Refusal refusal = near(content, slot, other);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        if (partner[slot] != NOBODY || partner[other] != NOBODY) {
            return Refusal.TRADING;
        }
        invitedBy[other] = slot;
        invitedById[other] = actors.id[slot];
        tell(slot, other, INVITED);
        return Refusal.NONE;
    }

    public Refusal accept(Content content, int slot) {
        int other = invitedBy[slot];
        if (other == NOBODY || !actors.isPlayer(other) || actors.id[other] != invitedById[slot]) {
            return Refusal.NO_TRADE;
        }
        Refusal refusal = near(content, slot, other);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        if (partner[slot] != NOBODY || partner[other] != NOBODY) {
            return Refusal.TRADING;
        }
        invitedBy[slot] = NOBODY;
        open(slot, other);
        open(other, slot);
        tell(slot, other, OPENED);
        return Refusal.NONE;
    }

    /// Puts an item on offer.
    public Refusal offer(Content content, int slot, int place, long id) {
        if (partner[slot] == NOBODY) {
            return Refusal.NO_TRADE;
        }
        if (place < 0 || place >= Bags.CARRIED) {
            return Refusal.WRONG_SLOT;
        }
        int item = bags.row(slot, place);
        if (item == ItemStore.NONE || store.id(item) != id) {
            return Refusal.NOT_YOURS;
        }
        if (store.isReserved(item)) {
            return Refusal.RESERVED;
        }
        if (content.item(store.kind(item)).kind() == ItemKind.QUEST) {
            return Refusal.NOT_USABLE;
        }
        int at = findOffer(slot, NOBODY);
        if (at < 0) {
            return Refusal.NO_ROOM;
        }
        offer[at] = item;
        store.reserve(item, true);
        unlock(slot);
        tell(slot, partner[slot], OFFERED);
        return Refusal.NONE;
    }

    /// Says how much gold is on offer.
    public Refusal offerGold(int slot, long gold) {
        if (partner[slot] == NOBODY) {
            return Refusal.NO_TRADE;
        }
        if (gold < 0) {
            return Refusal.MALFORMED;
        }
        if (gold > bags.gold(slot)) {
            return Refusal.NO_GOLD;
        }
        offerGold[slot] = gold;
        unlock(slot);
        tell(slot, partner[slot], OFFERED);
        return Refusal.NONE;
    }

    /// First phase: these are the offers.
    public Refusal lock(int slot) {
        if (partner[slot] == NOBODY) {
            return Refusal.NO_TRADE;
        }
        locked[slot] = true;
        tell(slot, partner[slot], LOCKED);
        return Refusal.NONE;
    }

    /// Second phase: exchange. Happens when both have confirmed what both have locked.
    public Refusal confirm(Content content, int slot) {
        int other = partner[slot];
        if (other == NOBODY) {
            return Refusal.NO_TRADE;
        }
        if (!locked[slot] || !locked[other]) {
            return Refusal.CHANGED;
        }
        if (!confirmed[other]) {
            confirmed[slot] = true;
            return Refusal.NONE;
        }
        Refusal refusal = near(content, slot, other);
        if (refusal == Refusal.NONE) {
            refusal = takes(content, slot, other);
        }
        if (refusal == Refusal.NONE) {
            refusal = takes(content, other, slot);
        }
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        exchange(slot, other);
        return Refusal.NONE;
    }

    /// Ends a trade without exchange.
    public Refusal cancel(int slot) {
        int other = partner[slot];
        if (other == NOBODY) {
            return Refusal.NO_TRADE;
        }
        tell(slot, other, CANCELLED);
        close(slot);
        close(other);
        return Refusal.NONE;
    }

    /// Cancels what death or distance ended. Called once per tick.
    public void step(Content content, int slot) {
        int other = partner[slot];
        if (other != NOBODY && near(content, slot, other) != Refusal.NONE) {
            cancel(slot);
        }
    }

    /// Ends whatever a leaving player had begun.
    public void leave(int slot) {
        cancel(slot);
        invitedBy[slot] = NOBODY;
    }

    /// {@return the partner's slot, or -1}
    public int partner(int slot) {
        return partner[slot];
    }

    public long hash(int slot, long seed) {
        long hash = Digest.mix(seed, ((long) partner[slot] << 32) ^ invitedBy[slot]);
        hash =
                Digest.mix(
                        hash,
                        offerGold[slot] * 4 + (locked[slot] ? 2 : 0) + (confirmed[slot] ? 1 : 0));
        return Digest.mix(hash, offer, slot * OFFERS, (slot + 1) * OFFERS);
    }

    private Refusal near(Content content, int slot, int other) {
        if (slot == other || !actors.isPlayer(other)) {
            return Refusal.NO_TARGET;
        }
        if (actors.dead[slot] || actors.dead[other]) {
            return Refusal.DEAD;
        }
        long dx = bodies.x[other] - bodies.x[slot];
        long dy = bodies.y[other] - bodies.y[slot];
        long reach = content.rules().trade();
        return dx * dx + dy * dy > reach * reach ? Refusal.OUT_OF_RANGE : Refusal.NONE;
    }

    /// {@return why `slot` cannot take what `other` offers}
    private Refusal takes(Content content, int slot, int other) {
        int coming = 0;
        int going = 0;
        long weight = 0;
        for (int i = 0; i < OFFERS; i++) {
            int in = offer[other * OFFERS + i];
            int out = offer[slot * OFFERS + i];
            if (in != NOBODY) {
                coming++;
                weight += (long) content.item(store.kind(in)).weight() * store.count(in);
            }
            if (out != NOBODY) {
                going++;
                weight -= (long) content.item(store.kind(out)).weight() * store.count(out);
            }
        }
        if (bags.freePlaces(slot) + going < coming) {
            return Refusal.NO_ROOM;
        }
        if (weight > 0 && !bags.canCarry(content, actors, slot, weight)) {
            return Refusal.TOO_HEAVY;
        }
        if (bags.gold(slot) < offerGold[slot]) {
            return Refusal.NO_GOLD;
        }
        boolean fits = bags.gold(slot) - offerGold[slot] + offerGold[other] <= Bags.MOST_GOLD;
        return fits ? Refusal.NONE : Refusal.NO_ROOM;
    }

    private void exchange(int slot, int other) {
        takeOut(slot);
        takeOut(other);
        putIn(slot, other);
        putIn(other, slot);
        long change = offerGold[other] - offerGold[slot];
        bags.setGold(slot, bags.gold(slot) + change);
        bags.setGold(other, bags.gold(other) - change);
        tell(slot, other, EXCHANGED);
        Arrays.fill(offer, slot * OFFERS, (slot + 1) * OFFERS, NOBODY);
        Arrays.fill(offer, other * OFFERS, (other + 1) * OFFERS, NOBODY);
        close(slot);
        close(other);
    }

    private void takeOut(int slot) {
        for (int place = 0; place < Bags.CARRIED; place++) {
            int item = bags.row(slot, place);
            if (item != ItemStore.NONE && findOffer(slot, item) >= 0) {
                bags.put(slot, place, ItemStore.NONE);
            }
        }
    }

    private void putIn(int slot, int from) {
        for (int at = from * OFFERS; at < (from + 1) * OFFERS; at++) {
            if (offer[at] != NOBODY) {
                store.reserve(offer[at], false);
                bags.put(slot, bags.freePlace(slot), offer[at]);
                events.add(
                        EventKind.ITEM_GAINED,
                        Audience.PLAYER,
                        slot,
                        slot,
                        from,
                        store.kind(offer[at]),
                        store.count(offer[at]));
                events.detail(0, store.id(offer[at]));
            }
        }
    }

    private void open(int slot, int other) {
        partner[slot] = other;
        offerGold[slot] = 0;
        locked[slot] = false;
        confirmed[slot] = false;
    }

    private void close(int slot) {
        for (int at = slot * OFFERS; at < (slot + 1) * OFFERS; at++) {
            if (offer[at] != NOBODY) {
                store.reserve(offer[at], false);
                offer[at] = NOBODY;
            }
        }
        partner[slot] = NOBODY;
        offerGold[slot] = 0;
        locked[slot] = false;
        confirmed[slot] = false;
    }

    private void unlock(int slot) {
        int other = partner[slot];
        locked[slot] = false;
        confirmed[slot] = false;
        locked[other] = false;
        confirmed[other] = false;
    }

    private int findOffer(int slot, int item) {
        for (int at = slot * OFFERS; at < (slot + 1) * OFFERS; at++) {
            if (offer[at] == item) {
                return at;
            }
        }
        return -1;
    }

    private void tell(int slot, int other, int step) {
        events.add(EventKind.TRADE, Audience.PLAYER, slot, slot, other, step, 0);
        events.add(EventKind.TRADE, Audience.PLAYER, other, slot, other, step, 0);
    }
}
