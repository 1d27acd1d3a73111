package dev.rudp.game.item;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.EquipSlot;
import dev.rudp.game.content.ItemDef;
import dev.rudp.game.content.ItemKind;
import dev.rudp.game.content.Section;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.skill.Refusal;

/// What players do with their things. Every method checks everything before it changes anything: a
/// refusal leaves no trace. Items are named by place *and* id, so a wish that comes late, or lies,
/// cannot touch another item than it means. Owner: the world thread. Allocates nothing.
public final class Inventory {
    private final Actors actors;
    private final ItemStore store;
    private final Bags bags;
    private final GroundItems ground;
    private final Kinematics bodies;
    private final Events events;

    public Inventory(
            Actors actors,
            ItemStore store,
            Bags bags,
            GroundItems ground,
            Kinematics bodies,
            Events events) {
        this.actors = actors;
        this.store = store;
        this.bags = bags;
        this.ground = ground;
        this.bodies = bodies;
        this.events = events;
    }

    /// {@return why that is not an item that the player may handle, or [Refusal#NONE]}
    public Refusal own(int slot, int place, long id) {
        if (place < 0 || place >= Bags.PLACES) {
            return Refusal.MALFORMED;
        }
        int item = bags.row(slot, place);
        if (item == ItemStore.NONE || store.id(item) != id) {
            return Refusal.NOT_YOURS;
        }
        return store.isReserved(item) ? Refusal.RESERVED : Refusal.NONE;
    }

    /// Gives units that come from nowhere: loot, a task, a beginning. {@return whether it fitted}
    public boolean give(Content content, int slot, int kind, int units) {
        int left = units;
        if (!bags.fits(content, slot, kind, units)) {
            return false;
        }
        while (left > 0) {
            int part = Math.min(left, content.item(kind).stack());
            int item = store.create(content, kind, part);
            if (item == ItemStore.NONE) {
                return false;
            }
            tell(EventKind.ITEM_GAINED, slot, item, part);
            bags.take(content, slot, item);
            left -= part;
        }
        return true;
    }

    /// Moves an item, or some units of it, to another place for carrying: onto a stack of its kind,
    /// or in exchange with what lies there.
    public Refusal move(Content content, int slot, int place, long id, int to, int units) {
        Refusal refusal = own(slot, place, id);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        int item = bags.row(slot, place);
        if (to < 0 || to >= Bags.CARRIED || to == place || place >= Bags.CARRIED) {
            return Refusal.WRONG_SLOT;
        }
        if (units < 1 || units > store.count(item)) {
            return Refusal.MALFORMED;
        }
        int other = bags.row(slot, to);
        if (other != ItemStore.NONE && store.isReserved(other)) {
            return Refusal.RESERVED;
        }
        int stack = content.item(store.kind(item)).stack();
        if (other == ItemStore.NONE) {
            if (units == store.count(item)) {
                bags.put(slot, place, ItemStore.NONE);
                bags.put(slot, to, item);
                return Refusal.NONE;
            }
            int part = store.split(item, units);
            bags.put(slot, to, part);
            return part == ItemStore.NONE ? Refusal.NO_ROOM : Refusal.NONE;
        }
        if (store.kind(other) == store.kind(item) && store.count(other) < stack) {
            int moved = Math.min(units, stack - store.count(other));
            boolean all = moved == store.count(item);
            store.merge(item, other, moved);
            if (all) {
                bags.put(slot, place, ItemStore.NONE);
            }
            return Refusal.NONE;
        }
        bags.put(slot, place, other);
        bags.put(slot, to, item);
        return Refusal.NONE;
    }

    /// Wears an item; what was worn there goes into the bag.
    public Refusal equip(Content content, int slot, int place, long id) {
        Refusal refusal = own(slot, place, id);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        int item = bags.row(slot, place);
        ItemDef def = content.item(store.kind(item));
        if (place >= Bags.CARRIED || def.slot() == EquipSlot.NONE) {
            return Refusal.WRONG_SLOT;
        }
        if (actors.level[slot] < def.level()) {
            return Refusal.TOO_LOW;
        }
        if (def.classes().size() > 0 && !def.classes().contains(actors.type[slot])) {
            return Refusal.WRONG_CLASS;
        }
        boolean twoHands = def.slot() == EquipSlot.TWO_HANDS;
        int to = Bags.worn(twoHands ? EquipSlot.MAIN_HAND : def.slot());
        int also = alsoFreed(content, slot, def.slot());
        if (also >= 0 && bags.row(slot, to) != ItemStore.NONE && bags.freePlace(slot) < 0) {
            return Refusal.NO_ROOM;
        }
        int before = bags.row(slot, to);
        bags.put(slot, to, item);
        bags.put(slot, place, before);
        if (also >= 0) {
            int freed = bags.row(slot, also);
            bags.put(slot, also, ItemStore.NONE);
            bags.put(slot, bags.freePlace(slot), freed);
        }
        actors.touch(slot);
        return Refusal.NONE;
    }

    /// {@return the place that must be emptied too, for two hands; -1 for none}
    private int alsoFreed(Content content, int slot, EquipSlot slotOf) {
        int off = Bags.worn(EquipSlot.OFF_HAND);
        int main = Bags.worn(EquipSlot.MAIN_HAND);
        if (slotOf == EquipSlot.TWO_HANDS) {
            return bags.row(slot, off) == ItemStore.NONE ? -1 : off;
        }
        int held = bags.row(slot, main);
        boolean blocked =
                slotOf == EquipSlot.OFF_HAND
                        && held != ItemStore.NONE
                        && content.item(store.kind(held)).slot() == EquipSlot.TWO_HANDS;
        return blocked ? main : -1;
    }

    /// Takes an item off.
    public Refusal unequip(int slot, int place, long id) {
        Refusal refusal = own(slot, place, id);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        int free = bags.freePlace(slot);
        if (place < Bags.CARRIED) {
            return Refusal.WRONG_SLOT;
        }
        if (free < 0) {
            return Refusal.NO_ROOM;
        }
        bags.put(slot, free, bags.row(slot, place));
        bags.put(slot, place, ItemStore.NONE);
        actors.touch(slot);
        return Refusal.NONE;
    }

    /// Lays an item on the ground, for anybody.
    public Refusal drop(Content content, int slot, int place, long id, int tick) {
        Refusal refusal = own(slot, place, id);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        int item = bags.row(slot, place);
        if (content.item(store.kind(item)).kind() == ItemKind.QUEST || place >= Bags.CARRIED) {
            return Refusal.NOT_USABLE;
        }
        if (!ground.hasRoom()) {
            return Refusal.NO_ROOM;
        }
        bags.put(slot, place, ItemStore.NONE);
        tell(EventKind.ITEM_LOST, slot, item, store.count(item));
        lay(content, item, slot, 0, -1, tick);
        return Refusal.NONE;
    }

    /// Lays an item beside somebody.
    void lay(Content content, int item, int beside, long owner, int party, int tick) {
        int x = bodies.x[beside];
        int y = bodies.y[beside];
        ground.lay(
                item,
                x,
                y,
                owner,
                party,
                tick + content.rules().lootOwned(),
                tick + content.rules().lootStays());
        events.addAt(EventKind.DROPPED, beside, beside, store.kind(item), store.count(item), x, y);
        events.detail(0, store.id(item));
    }

    /// Takes an item up from the ground.
    public Refusal pickUp(Content content, int slot, long id, int tick) {
        int at = ground.find(id);
        if (at < 0) {
            return Refusal.NO_TARGET;
        }
        long dx = ground.x(at) - bodies.x[slot];
        long dy = ground.y(at) - bodies.y[slot];
        long reach = content.rules().reach();
        if (dx * dx + dy * dy > reach * reach) {
            return Refusal.OUT_OF_RANGE;
        }
        if (!ground.mayTake(at, actors.id[slot], actors.party[slot], tick)) {
            return Refusal.NOT_YOURS;
        }
        int item = ground.item(at);
        int kind = store.kind(item);
        int units = store.count(item);
        if (!bags.fits(content, slot, kind, units)) {
            return Refusal.NO_ROOM;
        }
        if (!bags.canCarry(content, actors, slot, (long) content.item(kind).weight() * units)) {
            return Refusal.TOO_HEAVY;
        }
        ground.lift(at);
        tell(EventKind.ITEM_GAINED, slot, item, units);
        bags.take(content, slot, item);
        return Refusal.NONE;
    }

    /// Buys from an NPC in reach.
    public Refusal buy(Content content, int slot, int seller, int kind, int units) {
        Refusal refusal = shop(content, slot, seller);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        if (kind < 0 || kind >= content.count(Section.ITEMS) || units < 1 || units > 999) {
            return Refusal.MALFORMED;
        }
        if (!content.npc(actors.type[seller]).shop().contains(kind)
                || content.isRetired(Section.ITEMS, kind)) {
            return Refusal.NOT_SOLD_HERE;
        }
        long price = (long) content.item(kind).price() * units;
        if (bags.gold(slot) < price) {
            return Refusal.NO_GOLD;
        }
        int stacks = (units - 1) / content.item(kind).stack() + 1;
        if (!bags.fits(content, slot, kind, units) || !store.hasRoom(stacks)) {
            return Refusal.NO_ROOM;
        }
        if (!bags.canCarry(content, actors, slot, (long) content.item(kind).weight() * units)) {
            return Refusal.TOO_HEAVY;
        }
        bags.spend(slot, price);
        events.add(EventKind.GOLD_LOST, Audience.PLAYER, slot, slot, seller, (int) price, 0);
        boolean given = give(content, slot, kind, units);
        assert given : "no room after asking";
        return Refusal.NONE;
    }

    /// Sells to an NPC in reach.
    public Refusal sell(Content content, int slot, int buyer, int place, long id) {
        Refusal refusal = shop(content, slot, buyer);
        if (refusal == Refusal.NONE) {
            refusal = own(slot, place, id);
        }
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        int item = bags.row(slot, place);
        ItemDef def = content.item(store.kind(item));
        if (place >= Bags.CARRIED || def.kind() == ItemKind.QUEST) {
            return Refusal.NOT_USABLE;
        }
        int units = store.count(item);
        long pay = (long) def.price() * units * content.rules().sell() / 1_000;
        if (bags.gold(slot) + pay > Bags.MOST_GOLD) {
            return Refusal.NO_ROOM;
        }
        tell(EventKind.ITEM_LOST, slot, item, units);
        bags.put(slot, place, ItemStore.NONE);
        store.destroy(item, units);
        bags.earn(slot, pay);
        events.add(EventKind.GOLD_GAINED, Audience.PLAYER, slot, slot, buyer, (int) pay, 0);
        return Refusal.NONE;
    }

    private Refusal shop(Content content, int slot, int npc) {
        if (!actors.isNpc(npc) || actors.dead[npc]) {
            return Refusal.NO_TARGET;
        }
        if (content.npc(actors.type[npc]).shop().size() == 0) {
            return Refusal.WRONG_TARGET;
        }
        long dx = bodies.x[npc] - bodies.x[slot];
        long dy = bodies.y[npc] - bodies.y[slot];
        long reach = content.rules().trade();
        return dx * dx + dy * dy > reach * reach ? Refusal.OUT_OF_RANGE : Refusal.NONE;
    }

    /// Uses up one unit. {@return why not}; what it does is done by the caller
    public Refusal consume(Content content, int slot, int place, long id) {
        Refusal refusal = own(slot, place, id);
        if (refusal != Refusal.NONE) {
            return refusal;
        }
        int item = bags.row(slot, place);
        ItemDef def = content.item(store.kind(item));
        if (def.kind() != ItemKind.CONSUMABLE) {
            return Refusal.NOT_USABLE;
        }
        if (actors.level[slot] < def.level()) {
            return Refusal.TOO_LOW;
        }
        tell(EventKind.ITEM_LOST, slot, item, 1);
        if (store.count(item) == 1) {
            bags.put(slot, place, ItemStore.NONE);
        }
        store.destroy(item, 1);
        return Refusal.NONE;
    }

    /// Wears everything worn down, as a death does.
    public void wearAll(int slot, int by) {
        for (int place = Bags.CARRIED; place < Bags.PLACES; place++) {
            int item = bags.row(slot, place);
            if (item != ItemStore.NONE && store.wear(item, by)) {
                actors.touch(slot);
            }
        }
    }

    /// Takes everything that a player has out of the world: saved elsewhere, it comes back by
    /// [#restore].
    public void remove(int slot) {
        for (int place = 0; place < Bags.PLACES; place++) {
            int item = bags.row(slot, place);
            if (item != ItemStore.NONE) {
                store.destroy(item, store.count(item));
                bags.put(slot, place, ItemStore.NONE);
            }
        }
        bags.spend(slot, bags.gold(slot));
    }

    /// Brings back one item from a save. {@return whether there was room}
    public boolean restore(
            Content content, int slot, int place, int kind, int units, int durability) {
        int stack = content.item(kind).stack();
        if (place < 0
                || place >= Bags.PLACES
                || bags.row(slot, place) != ItemStore.NONE
                || units < 1
                || units > stack) {
            return false;
        }
        int item = store.create(content, kind, units);
        if (item == ItemStore.NONE) {
            return false;
        }
        store.setDurability(item, Math.clamp(durability, 0, content.item(kind).durability()));
        bags.put(slot, place, item);
        return true;
    }

    private void tell(EventKind kind, int slot, int item, int units) {
        events.add(kind, Audience.PLAYER, slot, slot, slot, store.kind(item), units);
        events.detail(0, store.id(item));
    }
}
