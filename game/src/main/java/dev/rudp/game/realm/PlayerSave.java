package dev.rudp.game.realm;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.Section;
import dev.rudp.game.item.Bags;
import dev.rudp.game.item.ItemStore;
import dev.rudp.game.skill.SkillBook;
import dev.rudp.game.social.Tasks;
import dev.rudp.transport.wire.ByteReader;
import dev.rudp.transport.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A player's state as bytes that outlive the server and its content: names, not numbers. Version
/// 1:
///
/// ```
/// u8 version, class, level, experience, gold, points, 3 × pool, x, y, yaw (bit 8: dead)
/// count × (skill, rank), count × (place, item, units, durability, id), count × (task, count)
/// ```
///
/// Numbers are LEB128, names a length byte and ASCII. Effects and cooldowns are not kept. What the
/// content no longer knows is left out; a blob that is not well formed restores nothing. Not on the
/// tick path: it allocates.
public final class PlayerSave {
    /// No save is longer.
    public static final int MAX_BYTES = 16 << 10;

    private static final int VERSION = 1;

    private PlayerSave() {}

    /// {@return the state of the player in `slot`}
    public static byte[] write(Realm realm, int slot) {
        byte[] bytes = new byte[MAX_BYTES];
        ByteWriter out = new ByteWriter().wrap(bytes, 0, bytes.length);
        Content content = realm.content();
        Actors actors = realm.actors();
        out.u8(VERSION);
        name(out, content.name(Section.CLASSES, actors.type[slot]));
        out.varU32(actors.level[slot]);
        out.varU64(realm.experience(slot));
        out.varU64(realm.bags().gold(slot));
        out.varU32(realm.skillBook().points(slot));
        for (Pool pool : Pool.values()) {
            out.varU32(actors.pool(slot, pool));
        }
        out.varU32(realm.bodies().x[slot]);
        out.varU32(realm.bodies().y[slot]);
        out.varU32(realm.bodies().yaw[slot] | (actors.dead[slot] ? 0x100 : 0));
        writeSkills(realm, slot, out);
        writeItems(realm, slot, out);
        writeTasks(realm, slot, out);
        if (out.overflowed()) {
            throw new IllegalStateException("save-bytes > " + MAX_BYTES);
        }
        return Arrays.copyOf(bytes, out.length());
    }

    private static void writeSkills(Realm realm, int slot, ByteWriter out) {
        SkillBook book = realm.skillBook();
        int count = 0;
        for (int i = 0; i < SkillBook.PER_ACTOR; i++) {
            count += book.skill(slot, i) >= 0 ? 1 : 0;
        }
        out.varU32(count);
        for (int i = 0; i < SkillBook.PER_ACTOR; i++) {
            int skill = book.skill(slot, i);
            if (skill >= 0) {
                name(out, realm.content().name(Section.SKILLS, skill));
                out.varU32(book.rank(realm.content(), slot, skill));
            }
        }
    }

    private static void writeItems(Realm realm, int slot, ByteWriter out) {
        Bags bags = realm.bags();
        ItemStore items = realm.items();
        int count = 0;
        for (int place = 0; place < Bags.PLACES; place++) {
            count += bags.row(slot, place) != ItemStore.NONE ? 1 : 0;
        }
        out.varU32(count);
        for (int place = 0; place < Bags.PLACES; place++) {
            int row = bags.row(slot, place);
            if (row != ItemStore.NONE) {
                out.u8(place);
                name(out, realm.content().name(Section.ITEMS, items.kind(row)));
                out.varU32(items.count(row));
                out.varU32(items.durability(row));
                out.varU64(items.id(row));
            }
        }
    }

    private static void writeTasks(Realm realm, int slot, ByteWriter out) {
        int tasks = Math.min(Tasks.MOST, realm.content().count(Section.TASKS));
        out.varU32(tasks);
        for (int task = 0; task < tasks; task++) {
            name(out, realm.content().name(Section.TASKS, task));
            out.varU32(realm.tasks().count(slot, task));
        }
    }

    /// Lets a player begin with a saved state, in a slot that the host allocated. {@return whether
    /// the bytes were a save that this content can read}; if not, nothing has changed
    public static boolean restore(Realm realm, int slot, long playerId, byte[] save) {
        if (!parse(realm, slot, playerId, save, false)) {
            return false;
        }
        return parse(realm, slot, playerId, save, true);
    }

    /// Walks the bytes once to check them, and once to apply them.
    private static boolean parse(Realm realm, int slot, long playerId, byte[] save, boolean apply) {
        ByteReader in = new ByteReader().wrap(save, 0, save.length);
        Content content = realm.content();
        int version = in.u8();
        int type = content.id(Section.CLASSES, name(in));
        int level = in.varU32();
        long experience = in.varU64();
        long gold = in.varU64();
        int points = in.varU32();
        int[] pools = {in.varU32(), in.varU32(), in.varU32()};
        int x = in.varU32();
        int y = in.varU32();
        int yaw = in.varU32();
        boolean sound =
                !in.failed()
                        && version == VERSION
                        && type >= 0
                        && level >= 1
                        && level <= content.levels().top()
                        && experience >= content.levels().needed(level)
                        && gold >= 0
                        && gold <= Bags.MOST_GOLD
                        && points >= 0
                        && points <= 1_000
                        && x >= 0
                        && x <= content.world().width()
                        && y >= 0
                        && y <= content.world().depth()
                        && (yaw & ~0x1FF) == 0;
        if (!sound) {
            return false;
        }
        if (apply) {
            realm.begin(slot, playerId, type, level);
            realm.progress().begin(slot, experience);
            realm.bags().earn(slot, gold);
            realm.skillBook().setPoints(slot, points);
            realm.bodies().place(slot, x, y, 0, yaw & 0xFF);
        }
        sound = readSkills(realm, slot, in, apply) && readItems(realm, slot, in, apply);
        sound = sound && readTasks(realm, slot, in, apply);
        if (apply) {
            realm.sheets().refresh(content, slot);
            for (Pool pool : Pool.values()) {
                int most = realm.actors().most(slot, content, pool);
                int saved = pools[pool.index()];
                realm.actors().setPool(slot, pool, Math.clamp(saved, 0, most));
            }
            realm.actors().dead[slot] =
                    (yaw & 0x100) != 0 || realm.actors().pool(slot, Pool.HEALTH) == 0;
        }
        return sound && !in.failed() && in.remaining() == 0;
    }

    private static boolean readSkills(Realm realm, int slot, ByteReader in, boolean apply) {
        int count = in.varU32();
        if (count < 0 || count > SkillBook.PER_ACTOR) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int skill = realm.content().id(Section.SKILLS, name(in));
            int rank = in.varU32();
            if (in.failed() || rank < 0 || rank > 10) {
                return false;
            }
            if (apply && skill >= 0 && rank > 0) {
                realm.skillBook().teach(realm.content(), slot, skill, rank);
            }
        }
        return true;
    }

    private static boolean readItems(Realm realm, int slot, ByteReader in, boolean apply) {
        int count = in.varU32();
        if (count < 0 || count > Bags.PLACES) {
            return false;
        }
        long places = 0;
        for (int i = 0; i < count; i++) {
            int place = in.u8();
            int kind = realm.content().id(Section.ITEMS, name(in));
            int units = in.varU32();
            int durability = in.varU32();
            long id = in.varU64();
            boolean again = place < 64 && (places & 1L << place) != 0;
            if (in.failed() || again || place >= Bags.PLACES || units < 1 || units > 999) {
                return false;
            }
            if (durability < 0 || id < 0) {
                return false;
            }
            places |= 1L << place;
            if (apply && kind >= 0) {
                int most = Math.min(units, realm.content().item(kind).stack());
                realm.inventory().restore(realm.content(), slot, place, kind, most, durability);
            }
        }
        return true;
    }

    private static boolean readTasks(Realm realm, int slot, ByteReader in, boolean apply) {
        int count = in.varU32();
        if (count < 0 || count > Tasks.MOST) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int task = realm.content().id(Section.TASKS, name(in));
            int done = in.varU32();
            if (in.failed() || done < 0 || done > 1_000) {
                return false;
            }
            if (apply && task >= 0 && task < Tasks.MOST) {
                realm.tasks().restore(slot, task, done);
            }
        }
        return true;
    }

    private static void name(ByteWriter out, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        out.u8(bytes.length);
        out.bytes(bytes, 0, bytes.length);
    }

    private static String name(ByteReader in) {
        int length = in.u8();
        int from = in.skip(length);
        return in.failed() ? "" : new String(in.array(), from, length, StandardCharsets.US_ASCII);
    }
}
