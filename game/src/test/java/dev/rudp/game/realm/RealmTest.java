package dev.rudp.game.realm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.command.CommandKind;
import dev.rudp.game.command.PlayerCommand;
import dev.rudp.game.content.ContentException;
import dev.rudp.game.content.ContentLoader;
import dev.rudp.game.content.Control;
import dev.rudp.game.content.Packs;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.Section;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.item.Bags;
import dev.rudp.game.item.ItemStore;
import dev.rudp.game.skill.Refusal;
import dev.rudp.testkit.allocation.AllocationMeter;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RealmTest {
    private static final String[] CLASSES = {"warrior", "ranger", "mage"};

    @Test
    void twoThousandTicksOfAHundredPlayersGiveTheSameWorldTwice() {
        Crowd one = new Crowd(100, 7);
        Crowd other = new Crowd(100, 7);
        for (int i = 0; i < 2_000; i++) {
            one.step();
            other.step();
            if (i % 100 == 0) {
                assertEquals(
                        one.world.realm.stateHash(), other.world.realm.stateHash(), "tick=" + i);
            }
        }
        assertEquals(one.world.realm.stateHash(), other.world.realm.stateHash());
        String seen = "blows=" + one.damaged + " deaths=" + one.died + " gained=" + one.gained;
        assertTrue(one.damaged > 300 && one.died > 20 && one.gained > 20, seen);
    }

    @Test
    void anotherSeedIsAnotherWorld() {
        Crowd one = new Crowd(5, 1);
        Crowd other = new Crowd(5, 2);
        one.step();
        other.step();

        assertNotEquals(one.world.realm.stateHash(), other.world.realm.stateHash());
    }

    @Test
    void nothingIsDoubledOrLostWhateverPlayersDo() {
        Seeds.forEach(
                12,
                random -> {
                    Crowd crowd = new Crowd(24, random.nextLong());
                    for (int i = 0; i < 600; i++) {
                        crowd.step();
                        if (random.chance(0.02)) {
                            crowd.exchangeOne(random);
                        }
                        if (i % 20 == 0) {
                            crowd.assertConserved();
                        }
                    }
                    crowd.assertConserved();
                });
    }

    @Test
    void aTickAllocatesNothing() {
        Crowd crowd = new Crowd(60, 3);
        for (int i = 0; i < 400; i++) {
            crowd.step();
        }
        TestRealm world = crowd.world;
        byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
        long[] cast = {world.skill("shoot"), -1, 0, 0, 0};
        long[] say = {0, 0};
        AllocationMeter.assertZero(
                300,
                60,
                () -> {
                    for (int slot : crowd.players) {
                        cast[4] = (cast[4] + 997) & 0xFFFF;
                        world.queue.offer(slot, 1, CommandKind.CAST, cast, text, 0, 0);
                        world.queue.offer(slot, 2, CommandKind.CHAT, say, text, 0, text.length);
                    }
                    world.step();
                });
    }

    @Test
    void eventsStandInTheOrderOfPhases() {
        Crowd crowd = new Crowd(40, 9);
        for (int i = 0; i < 300; i++) {
            crowd.step();
            Events events = crowd.world.realm.events();
            for (int e = 1; e < events.count(); e++) {
                assertTrue(events.phase(e - 1) <= events.phase(e), "event=" + e);
            }
            assertEquals(0, events.lost());
        }
    }

    @Test
    void aHostileClientIsRefusedCountedAndChangesNothing() {
        Seeds.forEach(
                30,
                random -> {
                    // Two worlds alike; in one of them somebody sends everything out of turn:
                    // dead, stunned, or without mana and far from everything.
                    int state = random.nextInt(3);
                    TestRealm quiet = withSomebody(state);
                    TestRealm loud = withSomebody(state);
                    for (int i = 0; i < 60; i++) {
                        loud.send(0, Hostile.command(random, loud.bodies.capacity()));
                        for (TestRealm world : new TestRealm[] {quiet, loud}) {
                            world.realm.actors().setPool(0, Pool.MANA, 0);
                            world.step();
                        }
                        assertEquals(quiet.realm.stateHash(), loud.realm.stateHash());
                    }
                    assertEquals(60, Hostile.refusals(loud.realm) + loud.queue.refused());
                    assertEquals(0, Hostile.refusals(quiet.realm));
                });
    }

    private static TestRealm withSomebody(int state) {
        TestRealm world = new TestRealm(700, 5);
        int hostile = world.join(1, "mage");
        world.join(2, "warrior");
        world.put(hostile, 20, 20);
        world.step(3);
        if (state == 0) {
            world.realm.actors().dead[hostile] = true;
            world.realm.actors().diedAt[hostile] = world.tick + 100_000;
        } else if (state == 1) {
            world.realm.actors().controlled[hostile] = 1 << Control.STUN.index();
        }
        return world;
    }

    @Test
    void whatIsNotAllowedNowIsRefusedWithItsReasonAndNoTrace() {
        TestRealm world = new TestRealm(700, 5);
        int mage = world.join(1, "mage");
        int warrior = world.join(2, "warrior");
        world.step(2);
        int boar = world.npc("boar");
        world.put(mage, 200, 200);
        world.put(boar, 210, 200);
        int bread = world.place(mage, "bread");
        long breadId = world.id(mage, bread);
        int sword = world.place(warrior, "rusty-sword");
        long swordId = world.id(warrior, sword);

        assertEquals(Refusal.UNKNOWN_SKILL, world.doing(mage, cast(world, "cleave", boar)));
        assertEquals(Refusal.NO_TARGET, world.doing(mage, cast(world, "mend", 699)));
        assertEquals(Refusal.WRONG_TARGET, world.doing(mage, cast(world, "mend", boar)));
        assertEquals(Refusal.OUT_OF_RANGE, world.doing(mage, cast(world, "mend", warrior)));
        assertEquals(Refusal.NOT_YOURS, world.doing(mage, new PlayerCommand.Equip(bread, swordId)));
        assertEquals(
                Refusal.WRONG_SLOT, world.doing(mage, new PlayerCommand.Equip(bread, breadId)));
        assertEquals(Refusal.NOT_YOURS, world.doing(mage, new PlayerCommand.Drop(sword, swordId)));
        assertEquals(
                Refusal.NO_TARGET, world.doing(mage, new PlayerCommand.PickUp(Long.MAX_VALUE)));
    }

    @Test
    void whatLacksSomethingIsRefusedWithItsReason() {
        TestRealm world = new TestRealm(700, 5);
        int mage = world.join(1, "mage");
        world.step(2);
        int boar = world.npc("boar");
        world.put(mage, 200, 200);
        world.put(boar, 210, 200);
        assertEquals(Refusal.NO_TRADE, world.doing(mage, new PlayerCommand.TradeConfirm()));
        assertEquals(
                Refusal.NO_POINTS,
                world.doing(mage, new PlayerCommand.Learn(world.skill("ice-lance"))));
        assertEquals(Refusal.NOT_DEAD, world.doing(mage, new PlayerCommand.Respawn()));
        world.realm.actors().setPool(mage, Pool.MANA, 0);
        assertEquals(Refusal.NO_RESOURCES, world.doing(mage, cast(world, "fire-bolt", boar)));
    }

    @Test
    void aBoltFliesAndHurts() {
        TestRealm world = new TestRealm(700, 5);
        int mage = world.join(1, "mage");
        world.step(2);
        int boar = world.npc("boar");
        world.put(mage, 200, 200);
        int mana = world.realm.pool(mage, Pool.MANA);
        int leastMana = mana;
        int hits = 0;

        for (int i = 0; i < 600; i++) {
            world.put(boar, 212, 200);
            world.put(mage, 200, 200);
            if (i % 150 == 0) {
                world.send(mage, cast(world, "fire-bolt", boar));
            }
            world.step();
            hits += count(world.realm.events(), EventKind.DAMAGED);
            leastMana = Math.min(leastMana, world.realm.pool(mage, Pool.MANA));
        }

        assertTrue(hits > 0, "hits=" + hits);
        assertTrue(leastMana <= mana - 9_000, "mana " + mana + " " + leastMana);
    }

    @Test
    void aKillGivesExperienceLootAndCounts() {
        TestRealm world = new TestRealm(700, 5);
        int warrior = world.join(1, "warrior");
        int boarHunt = TestRealm.PACK.id(Section.TASKS, "boar-hunt");
        int dropped = 0;
        for (int kills = 0; kills < 8; kills++) {
            world.step(2);
            int boar = world.npc("boar");
            world.put(boar, 200, 200);
            world.put(warrior, 199, 200);
            world.realm.actors().setPool(boar, Pool.HEALTH, 1);
            for (int i = 0; i < 400 && world.realm.actors().isAlive(boar); i++) {
                world.put(boar, 200, 200);
                world.send(warrior, cast(world, "strike", boar));
                world.step();
                dropped += count(world.realm.events(), EventKind.DROPPED);
            }
            assertFalse(world.realm.actors().isAlive(boar));
        }

        assertEquals(8, world.realm.tasks().count(warrior, boarHunt));
        assertTrue(world.realm.experience(warrior) >= 8 * 18);
        assertTrue(world.realm.actors().level[warrior] > 1);
        assertTrue(world.realm.skillBook().points(warrior) > 0);
        assertTrue(world.realm.bags().gold(warrior) >= 20);
        assertTrue(dropped > 0);
    }

    @Test
    void takesOverNewContentBetweenTwoTicksOrRefusesIt() throws ContentException {
        Crowd crowd = new Crowd(10, 4);
        for (int i = 0; i < 100; i++) {
            crowd.step();
        }
        Path pack = Packs.root().resolve("content/starter");
        assertTrue(crowd.world.realm.adopt(ContentLoader.reload(pack, TestRealm.PACK)));
        assertFalse(crowd.world.realm.adopt(ContentLoader.load(pack, 30)));
        for (int i = 0; i < 100; i++) {
            crowd.step();
        }
        crowd.assertConserved();
    }

    @Test
    void theSummonedLeaveWithTheirMaster() {
        TestRealm world = new TestRealm(700, 5);
        int ranger = world.join(1, "ranger");
        world.step(2);
        world.realm.npcs().summon(ranger, TestRealm.PACK.id(Section.NPCS, "tame-wolf"), 10_000);
        world.step();
        int wolf = world.npc("tame-wolf");
        assertEquals(ranger, world.realm.actors().owner[wolf]);
        world.leave(ranger);
        world.join(2, "mage");
        world.step();
        assertEquals(-1, world.npc("tame-wolf"));
    }

    @Test
    void theTownIsSafe() {
        TestRealm world = new TestRealm(700, 5);
        int warrior = world.join(1, "warrior");
        world.step(2);
        int boar = world.npc("boar");
        world.put(warrior, 512, 512);
        world.put(boar, 513, 512);

        assertEquals(Refusal.WRONG_TARGET, world.doing(warrior, cast(world, "strike", boar)));
    }

    @Test
    void playersFightEachOtherOnlyWhereTheyMayAndNotInOneParty() {
        TestRealm world = new TestRealm(700, 5);
        int one = world.join(1, "warrior");
        int other = world.join(2, "warrior");
        world.put(one, 100, 100);
        world.put(other, 101, 100);
        assertEquals(Refusal.WRONG_TARGET, world.doing(one, cast(world, "strike", other)));
        world.put(one, 900, 700);
        world.put(other, 901, 700);
        assertEquals(Refusal.NONE, world.doing(one, cast(world, "strike", other)));
        world.step(70);
        assertEquals(Refusal.NONE, world.doing(one, new PlayerCommand.PartyInvite(other)));
        assertEquals(Refusal.NONE, world.doing(other, new PlayerCommand.PartyAccept()));
        assertEquals(Refusal.WRONG_TARGET, world.doing(one, cast(world, "strike", other)));
    }

    @Test
    void theDeadWaitAndReturnToTown() {
        TestRealm world = new TestRealm(700, 5);
        int mage = world.join(1, "mage");
        world.put(mage, 100, 100);
        world.step();
        world.realm.actors().dead[mage] = true;
        world.realm.actors().diedAt[mage] = world.tick;

        assertEquals(Refusal.TOO_EARLY, world.doing(mage, new PlayerCommand.Respawn()));
        world.step(TestRealm.PACK.rules().respawn());
        assertEquals(Refusal.NONE, world.doing(mage, new PlayerCommand.Respawn()));
        assertTrue(world.realm.actors().isAlive(mage));
        assertTrue(Math.abs(world.bodies.x[mage] - 512 * 256) <= 20 * 256);
    }

    @Test
    void wolvesChaseThenGoHomeAndHeal() {
        TestRealm world = new TestRealm(700, 5);
        int mage = world.join(1, "mage");
        world.step(2);
        int wolf = world.npc("wolf");
        int homeX = world.bodies.x[wolf];
        int homeY = world.bodies.y[wolf];
        world.bodies.place(mage, homeX + 6 * 256, homeY, 0, 0);
        int full = world.health(mage);
        world.step(400);
        assertTrue(world.health(mage) < full || world.realm.actors().dead[mage]);
        assertTrue(world.realm.minds().awake() > 0);

        world.realm.actors().setPool(wolf, Pool.HEALTH, 10_000);
        world.put(mage, 512, 512);
        world.step(20);
        // Nobody near: asleep, and cheap.
        assertEquals(0, world.realm.intent(wolf));
        world.bodies.place(mage, homeX + 40 * 256, homeY, 0, 0);
        world.realm.actors().dead[mage] = true;
        world.step(1_200);
        assertTrue(Math.abs(world.bodies.x[wolf] - homeX) < 30 * 256);
        assertTrue(world.health(wolf) > 10_000);
    }

    @Test
    void aTradeIsAllOrNothing() {
        TestRealm world = new TestRealm(700, 5);
        int one = world.join(1, "warrior");
        int other = world.join(2, "mage");
        world.put(one, 512, 512);
        world.put(other, 513, 512);
        int sword = world.place(one, "rusty-sword");
        long swordId = world.id(one, sword);
        world.realm.bags().earn(other, 100);
        assertEquals(Refusal.NONE, world.doing(one, new PlayerCommand.TradeInvite(other)));
        assertEquals(Refusal.NONE, world.doing(other, new PlayerCommand.TradeAccept()));
        assertEquals(Refusal.NONE, world.doing(one, new PlayerCommand.TradeOffer(sword, swordId)));
        assertEquals(Refusal.RESERVED, world.doing(one, new PlayerCommand.Drop(sword, swordId)));
        assertEquals(Refusal.NONE, world.doing(other, new PlayerCommand.TradeGold(60)));
        assertEquals(Refusal.CHANGED, world.doing(one, new PlayerCommand.TradeConfirm()));
        assertEquals(Refusal.NONE, world.doing(one, new PlayerCommand.TradeLock()));
        assertEquals(Refusal.NONE, world.doing(other, new PlayerCommand.TradeLock()));
        // A change unlocks both.
        assertEquals(Refusal.NONE, world.doing(other, new PlayerCommand.TradeGold(50)));
        assertEquals(Refusal.CHANGED, world.doing(one, new PlayerCommand.TradeConfirm()));
        world.doing(one, new PlayerCommand.TradeLock());
        world.doing(other, new PlayerCommand.TradeLock());
        assertEquals(Refusal.NONE, world.doing(one, new PlayerCommand.TradeConfirm()));
        assertEquals(-1, world.place(other, "rusty-sword"));
        assertEquals(Refusal.NONE, world.doing(other, new PlayerCommand.TradeConfirm()));

        assertEquals(-1, world.place(one, "rusty-sword"));
        assertEquals(swordId, world.id(other, world.place(other, "rusty-sword")));
        assertEquals(50, world.realm.bags().gold(one));
        assertEquals(50, world.realm.bags().gold(other));
        assertEquals(-1, world.realm.trades().partner(one));
    }

    @Test
    void equipmentCountsAndTwoHandsFreeBoth() {
        TestRealm world = new TestRealm(700, 5);
        int warrior = world.join(1, "warrior");
        world.step();
        int attack = TestRealm.PACK.id(Section.STATS, "attack");
        int before = world.realm.actors().stat(warrior, attack);
        int sword = world.place(warrior, "rusty-sword");
        assertEquals(
                Refusal.NONE,
                world.doing(warrior, new PlayerCommand.Equip(sword, world.id(warrior, sword))));
        int with = world.realm.actors().stat(warrior, attack);
        assertTrue(with >= before + 3_000, "attack " + before + " " + with);
        assertTrue(
                world.realm.inventory().give(TestRealm.PACK, warrior, world.item("great-axe"), 1));
        int axe = world.place(warrior, "great-axe");
        assertEquals(
                Refusal.TOO_LOW,
                world.doing(warrior, new PlayerCommand.Equip(axe, world.id(warrior, axe))));
        world.realm.actors().level[warrior] = 15;
        assertEquals(
                Refusal.NONE,
                world.doing(warrior, new PlayerCommand.Equip(axe, world.id(warrior, axe))));
        assertEquals(Bags.CARRIED + 1, world.place(warrior, "great-axe"));
        assertTrue(world.place(warrior, "rusty-sword") < Bags.CARRIED);
    }

    @Test
    void treesNeedPointsLevelsAndWhatComesBefore() {
        TestRealm world = new TestRealm(700, 5);
        int mage = world.join(1, "mage");
        world.realm.skillBook().setPoints(mage, 10);
        PlayerCommand nova = new PlayerCommand.Learn(world.skill("frost-nova"));
        assertEquals(Refusal.TOO_LOW, world.doing(mage, nova));
        world.realm.actors().level[mage] = 8;
        assertEquals(Refusal.TOO_LOW, world.doing(mage, nova));
        assertEquals(
                Refusal.NONE, world.doing(mage, new PlayerCommand.Learn(world.skill("fire-bolt"))));
        assertEquals(Refusal.MISSING_NEED, world.doing(mage, nova));
        assertEquals(
                Refusal.NONE, world.doing(mage, new PlayerCommand.Learn(world.skill("ice-lance"))));
        assertEquals(Refusal.NONE, world.doing(mage, nova));
        assertEquals(7, world.realm.skillBook().points(mage));
        assertEquals(Refusal.NONE, world.doing(mage, new PlayerCommand.ResetSkills()));
        assertEquals(10, world.realm.skillBook().points(mage));
        assertEquals(
                0, world.realm.skillBook().rank(TestRealm.PACK, mage, world.skill("frost-nova")));
        assertEquals(
                1, world.realm.skillBook().rank(TestRealm.PACK, mage, world.skill("fire-bolt")));
    }

    @Test
    void aSaveRestoresAPlayerToTheByte() {
        Seeds.forEach(
                8,
                random -> {
                    Crowd crowd = new Crowd(12, random.nextLong());
                    for (int i = 0; i < 300; i++) {
                        crowd.step();
                    }
                    for (int slot : crowd.players) {
                        byte[] save = PlayerSave.write(crowd.world.realm, slot);
                        TestRealm fresh = new TestRealm(64, 1);
                        int restored = fresh.slots.allocate();
                        assertTrue(PlayerSave.restore(fresh.realm, restored, 5, save));
                        assertArrayEquals(
                                withoutIds(save),
                                withoutIds(PlayerSave.write(fresh.realm, restored)));
                    }
                });
    }

    @Test
    void aBrokenSaveRestoresNothing() {
        Crowd crowd = new Crowd(2, 1);
        byte[] save = PlayerSave.write(crowd.world.realm, crowd.players[0]);
        Seeds.forEach(
                300,
                random -> {
                    byte[] broken = Arrays.copyOf(save, random.nextInt(save.length));
                    TestRealm fresh = new TestRealm(4, 1);
                    int slot = fresh.slots.allocate();
                    long before = fresh.realm.stateHash();
                    assertFalse(PlayerSave.restore(fresh.realm, slot, 5, broken));
                    assertEquals(before, fresh.realm.stateHash());
                });
    }

    private static PlayerCommand cast(TestRealm world, String skill, int target) {
        return new PlayerCommand.Cast(world.skill(skill), target, 0, 0, 0);
    }

    private static int count(Events events, EventKind kind) {
        int count = 0;
        for (int i = 0; i < events.count(); i++) {
            count += events.kind(i) == kind ? 1 : 0;
        }
        return count;
    }

    /// Items get new ids where they are restored; the rest must be equal. Their number is told by
    /// the length that is left.
    private static byte[] withoutIds(byte[] save) {
        return SaveText.withoutIds(save);
    }

    /// A world with scripted players.
    private static final class Crowd {
        final TestRealm world;
        final int[] players;
        private final Playing[] scripts;
        private long nextId = 1_000;
        int damaged;
        int died;
        int gained;

        Crowd(int count, long seed) {
            world = new TestRealm(count + 700, seed);
            players = new int[count];
            scripts = new Playing[count];
            SeededRandom random = new SeededRandom(seed);
            for (int i = 0; i < count; i++) {
                players[i] = world.join(i + 1L, CLASSES[i % 3]);
                scripts[i] = new Playing(world, seed + i);
                world.put(players[i], 60 + random.nextInt(200), 60 + random.nextInt(200));
                if (i % 5 == 0) {
                    world.put(players[i], 470 + random.nextInt(10), 500);
                }
            }
        }

        void step() {
            for (int i = 0; i < players.length; i++) {
                scripts[i].act(players[i]);
            }
            world.step();
            damaged += count(world.realm.events(), EventKind.DAMAGED);
            died += count(world.realm.events(), EventKind.DIED);
            gained += count(world.realm.events(), EventKind.ITEM_GAINED);
        }

        /// Somebody's connection breaks, in the middle of whatever, and somebody else comes.
        void exchangeOne(SeededRandom random) {
            int i = random.nextInt(players.length);
            world.leave(players[i]);
            players[i] = world.join(nextId++, CLASSES[random.nextInt(3)]);
            world.put(players[i], 470, 500);
        }

        void assertConserved() {
            ItemStore items = world.realm.items();
            int[] places = new int[items.capacity()];
            long gold = 0;
            for (int slot : players) {
                gold += world.realm.bags().gold(slot);
                for (int place = 0; place < Bags.PLACES; place++) {
                    int row = world.realm.bags().row(slot, place);
                    if (row != ItemStore.NONE) {
                        places[row]++;
                    }
                }
            }
            for (int at = 0; at < world.realm.ground().capacity(); at++) {
                if (world.realm.ground().item(at) != ItemStore.NONE) {
                    places[world.realm.ground().item(at)]++;
                }
            }
            long[] units = new long[TestRealm.PACK.count(Section.ITEMS)];
            for (int row = 0; row < places.length; row++) {
                assertEquals(items.isLive(row) ? 1 : 0, places[row], "row=" + row);
                units[items.kind(row)] += items.count(row);
            }
            for (int kind = 0; kind < units.length; kind++) {
                assertEquals(items.ledger().units(kind), units[kind], "kind=" + kind);
            }
            assertEquals(items.ledger().gold(), gold);
        }
    }
}
