package dev.rudp.game.realm;

import dev.rudp.game.combat.Heading;
import dev.rudp.game.command.PlayerCommand;
import dev.rudp.game.content.Section;
import dev.rudp.game.input.InputWord;
import dev.rudp.game.item.Bags;
import dev.rudp.game.item.ItemStore;
import dev.rudp.game.skill.SkillBook;
import dev.rudp.testkit.seed.SeededRandom;

/// A scripted player: walks about, fights whatever is near, loots, talks, trades, dies, returns.
final class Playing {
    private final TestRealm world;
    private final SeededRandom random;
    private final int[] near = new int[64];

    Playing(TestRealm world, long seed) {
        this.world = world;
        this.random = new SeededRandom(seed);
    }

    void act(int slot) {
        if (random.chance(0.02)) {
            int yaw = random.nextInt(65_536);
            world.inputs[slot] = InputWord.of(0, random.chance(0.8) ? 127 : 0, yaw, 0);
        }
        if (!random.chance(0.2)) {
            return;
        }
        if (world.realm.actors().dead[slot]) {
            world.send(slot, new PlayerCommand.Respawn());
            return;
        }
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4, 5 -> fight(slot);
            case 6, 7 -> loot(slot);
            case 8 -> handle(slot);
            case 9 -> shop(slot);
            case 10 -> trade(slot);
            case 11 -> party(slot);
            case 12 -> world.send(slot, new PlayerCommand.Say(random.nextInt(5), other(), "hello"));
            default -> world.send(slot, learn());
        }
    }

    private PlayerCommand learn() {
        return random.chance(0.9)
                ? new PlayerCommand.Learn(random.nextInt(TestRealm.PACK.count(Section.SKILLS)))
                : new PlayerCommand.ResetSkills();
    }

    private int other() {
        return random.nextInt(world.bodies.capacity());
    }

    private void fight(int slot) {
        int skill = world.realm.skillBook().skill(slot, random.nextInt(8) % SkillBook.PER_ACTOR);
        if (skill < 0) {
            return;
        }
        int target = nearestNpc(slot);
        int at = target < 0 ? slot : target;
        int x = world.bodies.x[at];
        int y = world.bodies.y[at];
        int yaw = Heading.of(x - world.bodies.x[slot], y - world.bodies.y[slot]);
        if (target >= 0) {
            world.inputs[slot] = InputWord.of(0, 127, yaw, 0);
            world.bodies.yaw[slot] = yaw >>> 8;
        }
        world.send(slot, new PlayerCommand.Cast(skill, at, x, y, yaw));
    }

    private int nearestNpc(int slot) {
        int best = -1;
        long least = 40L * 256 * 40 * 256;
        for (int other = 0; other < world.bodies.capacity(); other++) {
            if (world.realm.actors().isNpc(other) && world.realm.actors().isAlive(other)) {
                long dx = world.bodies.x[other] - world.bodies.x[slot];
                long dy = world.bodies.y[other] - world.bodies.y[slot];
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    best = other;
                }
            }
        }
        return best;
    }

    private void loot(int slot) {
        int count = 0;
        for (int at = 0; at < world.realm.ground().capacity() && count < near.length; at++) {
            if (world.realm.ground().item(at) != ItemStore.NONE) {
                near[count++] = at;
            }
        }
        if (count > 0) {
            int at = near[random.nextInt(count)];
            long id = world.realm.items().id(world.realm.ground().item(at));
            world.send(slot, new PlayerCommand.PickUp(id));
        }
    }

    private void handle(int slot) {
        int place = random.nextInt(Bags.PLACES);
        int row = world.realm.bags().row(slot, place);
        long id = row == ItemStore.NONE ? random.nextInt(1_000) : world.realm.items().id(row);
        world.send(
                slot,
                switch (random.nextInt(6)) {
                    case 0 ->
                            new PlayerCommand.MoveItem(
                                    place, id, random.nextInt(Bags.CARRIED), 1 + random.nextInt(4));
                    case 1 -> new PlayerCommand.Equip(place, id);
                    case 2 -> new PlayerCommand.Unequip(place, id);
                    case 3 -> new PlayerCommand.UseItem(place, id);
                    case 4 -> new PlayerCommand.Drop(place, id);
                    default -> new PlayerCommand.TradeOffer(Math.min(place, 39), id);
                });
    }

    private void shop(int slot) {
        int npc = world.npc(random.chance(0.5) ? "smith" : "innkeeper");
        int place = random.nextInt(Bags.CARRIED);
        int row = world.realm.bags().row(slot, place);
        if (npc < 0) {
            return;
        }
        if (random.chance(0.5) && row != ItemStore.NONE) {
            long id = world.realm.items().id(row);
            world.send(slot, new PlayerCommand.Sell(npc, place, id));
        } else {
            int kind = random.nextInt(TestRealm.PACK.count(Section.ITEMS));
            world.send(slot, new PlayerCommand.Buy(npc, kind, 1 + random.nextInt(3)));
        }
    }

    private void trade(int slot) {
        world.send(
                slot,
                switch (random.nextInt(6)) {
                    case 0 -> new PlayerCommand.TradeInvite(other());
                    case 1 -> new PlayerCommand.TradeAccept();
                    case 2 -> new PlayerCommand.TradeGold(random.nextInt(20));
                    case 3 -> new PlayerCommand.TradeLock();
                    case 4 -> new PlayerCommand.TradeConfirm();
                    default -> new PlayerCommand.TradeCancel();
                });
    }

    private void party(int slot) {
        world.send(
                slot,
                switch (random.nextInt(4)) {
                    case 0 -> new PlayerCommand.PartyInvite(other());
                    case 1 -> new PlayerCommand.PartyAccept();
                    case 2 -> new PlayerCommand.PartyRemove(other());
                    default -> new PlayerCommand.PartyLeave();
                });
    }
}
