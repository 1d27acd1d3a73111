package dev.rudp.game.realm;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.game.combat.Heading;
import dev.rudp.game.combat.Terrain;
import dev.rudp.game.command.CommandQueue;
import dev.rudp.game.command.PlayerCommand;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Packs;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.Section;
import dev.rudp.game.input.InputWord;
import dev.rudp.game.item.Bags;
import dev.rudp.game.item.ItemStore;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.skill.Refusal;

/// A realm on open ground with a plain mover: everybody goes straight where the input word says.
final class TestRealm {
    static final Content PACK = Packs.starter();
    static final int HZ = 60;

    final Kinematics bodies;
    final EntitySlots slots;
    final CommandQueue queue;
    final Realm realm;
    final long[] inputs;
    int tick;
    private int number;

    TestRealm(int capacity, long seed) {
        bodies = new Kinematics(capacity);
        slots = new EntitySlots(capacity);
        queue = new CommandQueue(capacity * 4, capacity);
        inputs = new long[capacity];
        Terrain ground = Terrain.open(PACK.world().width(), PACK.world().depth());
        realm =
                new Realm(
                        RealmConfig.of(capacity, seed),
                        PACK,
                        slots,
                        bodies,
                        ground,
                        (text, offset, length) -> true);
    }

    /// {@return the slot of a new player}
    int join(long id, String className) {
        int slot = slots.allocate();
        realm.join(slot, id, PACK.id(Section.CLASSES, className));
        return slot;
    }

    void leave(int slot) {
        realm.leave(slot);
        slots.free(slot);
    }

    void send(int slot, PlayerCommand command) {
        queue.offer(slot, ++number, command);
    }

    void step() {
        realm.step(++tick, queue);
        queue.clear();
        for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
            move(slot);
        }
    }

    void step(int ticks) {
        for (int i = 0; i < ticks; i++) {
            step();
        }
    }

    /// Sends one command and steps. {@return the refusal it met}
    Refusal doing(int slot, PlayerCommand command) {
        long[] before = new long[Refusal.values().length];
        for (Refusal code : Refusal.values()) {
            before[code.code()] = realm.refusals(code);
        }
        send(slot, command);
        step();
        for (Refusal code : Refusal.values()) {
            if (realm.refusals(code) > before[code.code()]) {
                return code;
            }
        }
        return Refusal.NONE;
    }

    void put(int slot, double x, double y) {
        bodies.place(slot, (int) (x * 256), (int) (y * 256), 0, 0);
    }

    int skill(String name) {
        return PACK.id(Section.SKILLS, name);
    }

    int item(String name) {
        return PACK.id(Section.ITEMS, name);
    }

    int health(int slot) {
        return realm.pool(slot, Pool.HEALTH);
    }

    /// {@return the place of the first item of that kind, or -1}
    int place(int slot, String name) {
        for (int place = 0; place < Bags.PLACES; place++) {
            int row = realm.bags().row(slot, place);
            if (row != ItemStore.NONE && realm.items().kind(row) == item(name)) {
                return place;
            }
        }
        return -1;
    }

    long id(int slot, int place) {
        return realm.items().id(realm.bags().row(slot, place));
    }

    /// {@return the nearest living NPC of that kind, or -1}
    int npc(String name) {
        int kind = PACK.id(Section.NPCS, name);
        for (int slot = 0; slot < bodies.capacity(); slot++) {
            if (realm.actors().isNpc(slot)
                    && realm.actors().isAlive(slot)
                    && realm.actors().type[slot] == kind) {
                return slot;
            }
        }
        return -1;
    }

    private void move(int slot) {
        long word = realm.actors().isNpc(slot) ? realm.intent(slot) : inputs[slot];
        if (InputWord.moveY(word) == 0) {
            return;
        }
        int step = 6 * 256 * realm.speedShare(slot) / 1_000 / HZ;
        int yaw = InputWord.yaw(word);
        bodies.yaw[slot] = yaw >>> 8;
        bodies.x[slot] =
                Math.clamp(
                        bodies.x[slot] + (int) (Heading.cosine(yaw) * step),
                        256,
                        PACK.world().width() - 256);
        bodies.y[slot] =
                Math.clamp(
                        bodies.y[slot] + (int) (Heading.sine(yaw) * step),
                        256,
                        PACK.world().depth() - 256);
    }
}
