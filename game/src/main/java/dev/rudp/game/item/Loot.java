package dev.rudp.game.item;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Chance;
import dev.rudp.game.chance.Purpose;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.LootDef;
import dev.rudp.game.content.LootRoll;
import dev.rudp.game.event.Audience;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;

/// What the dead leave: thrown from the world's seed, the tick and the dead one's id, laid beside
/// it for whoever earned it. Owner: the world thread. Allocates nothing.
public final class Loot {
    private final Actors actors;
    private final ItemStore store;
    private final Bags bags;
    private final GroundItems ground;
    private final Inventory inventory;
    private final Events events;
    private final Chance chance;

    public Loot(
            Actors actors,
            ItemStore store,
            Bags bags,
            GroundItems ground,
            Inventory inventory,
            Events events,
            Chance chance) {
        this.actors = actors;
        this.store = store;
        this.bags = bags;
        this.ground = ground;
        this.inventory = inventory;
        this.events = events;
        this.chance = chance;
    }

    /// Throws a table over somebody dead.
    ///
    /// @param earner a player's slot
    public void leave(Content content, int dead, int earner, int table, int tick) {
        LootDef loot = content.loot(table);
        long who = actors.id[dead];
        int range = loot.goldMost() - loot.goldLeast() + 1;
        int gold = loot.goldLeast() + chance.below(range, Purpose.LOOT, tick, who, 0);
        if (gold > 0) {
            long earned = bags.earn(earner, gold);
            events.add(
                    EventKind.GOLD_GAINED, Audience.PLAYER, earner, earner, dead, (int) earned, 0);
        }
        for (int i = 0; i < loot.rolls().size(); i++) {
            roll(content, dead, earner, loot.rolls().get(i), 1 + i * 4L, tick);
        }
    }

    private void roll(Content content, int dead, int earner, LootRoll roll, long number, int tick) {
        long who = actors.id[dead];
        switch (roll) {
            case LootRoll.Drop drop -> {
                if (chance.happens(drop.chance(), Purpose.LOOT, tick, who, number)) {
                    int range = drop.most() - drop.least() + 1;
                    int units =
                            drop.least() + chance.below(range, Purpose.LOOT, tick, who, number + 1);
                    lay(content, dead, earner, drop.item(), units, tick);
                }
            }
            case LootRoll.OneOf oneOf -> {
                if (chance.happens(oneOf.chance(), Purpose.LOOT, tick, who, number)) {
                    int which =
                            chance.below(oneOf.items().size(), Purpose.LOOT, tick, who, number + 1);
                    lay(content, dead, earner, oneOf.items().get(which), 1, tick);
                }
            }
        }
    }

    private void lay(Content content, int dead, int earner, int kind, int units, int tick) {
        int left = units;
        while (left > 0 && ground.hasRoom()) {
            int part = Math.min(left, content.item(kind).stack());
            int item = store.create(content, kind, part);
            if (item == ItemStore.NONE) {
                return;
            }
            inventory.lay(content, item, dead, actors.id[earner], actors.party[earner], tick);
            left -= part;
        }
    }
}
