package dev.rudp.game.npc;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Chance;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.chance.Purpose;
import dev.rudp.game.combat.Heading;
import dev.rudp.game.combat.Threat;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.NpcDef;
import dev.rudp.game.content.Section;
import dev.rudp.game.content.SpawnDef;
import dev.rudp.game.effect.Effects;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.item.Sheets;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.skill.Casts;
import dev.rudp.game.skill.SkillBook;
import dev.rudp.game.skill.Summoner;
import java.util.Arrays;

/// All NPCs: their places in the world's slots, their comings and goings. A spawner has one unit
/// for each NPC that it keeps alive; a unit whose NPC died waits and brings the next. Slots are
/// given by the world; when it has none left the unit waits on. Owner: the world thread. Allocates
/// nothing after construction.
public final class Npcs implements Summoner {
    /// The most NPCs of all spawners together.
    public static final int MAX_UNITS = 8_192;

    /// Ids of NPCs have this bit; ids of players do not.
    public static final long NPC_ID = 1L << 62;

    private static final int CORPSE_SECONDS = 3;

    final NpcState[] state;
    final int[] homeX;
    final int[] homeY;
    final int[] goalX;
    final int[] goalY;
    final int[] until;
    final boolean[] fled;
    final int[] leavesAt;
    final int[] unit;

    private final EntitySlots slots;
    private final Actors actors;
    private final Effects effects;
    private final Threat threat;
    private final SkillBook book;
    private final Casts casts;
    private final Sheets sheets;
    private final Kinematics bodies;
    private final Events events;
    private final Chance chance;
    private final int[] unitSpawn = new int[MAX_UNITS];
    private final int[] unitSlot = new int[MAX_UNITS];
    private final int[] unitDue = new int[MAX_UNITS];
    private int units;
    private long serial;
    private Content content;

    public Npcs(
            Content content,
            EntitySlots slots,
            Actors actors,
            Effects effects,
            Threat threat,
            SkillBook book,
            Casts casts,
            Sheets sheets,
            Kinematics bodies,
            Events events,
            Chance chance) {
        int capacity = actors.capacity();
        this.content = content;
        this.slots = slots;
        this.actors = actors;
        this.effects = effects;
        this.threat = threat;
        this.book = book;
        this.casts = casts;
        this.sheets = sheets;
        this.bodies = bodies;
        this.events = events;
        this.chance = chance;
        state = new NpcState[capacity];
        homeX = new int[capacity];
        homeY = new int[capacity];
        goalX = new int[capacity];
        goalY = new int[capacity];
        until = new int[capacity];
        fled = new boolean[capacity];
        leavesAt = new int[capacity];
        unit = new int[capacity];
        Arrays.fill(state, NpcState.IDLE);
        adopt(content);
    }

    /// Takes over another version of the content: new spawners begin, retired ones bring no more.
    public void adopt(Content next) {
        int known = units == 0 ? 0 : unitSpawn[units - 1] + 1;
        for (int spawn = known; spawn < next.count(Section.SPAWNS); spawn++) {
            for (int i = 0; i < next.spawn(spawn).count() && units < MAX_UNITS; i++) {
                unitSpawn[units] = spawn;
                unitSlot[units] = -1;
                unitDue[units++] = 0;
            }
        }
        content = next;
    }

    /// Lets NPCs come whose time it is, and takes away the dead and the summoned whose time is
    /// over.
    public void step(int tick) {
        for (int i = 0; i < units; i++) {
            boolean retired = content.isRetired(Section.SPAWNS, unitSpawn[i]);
            if (unitSlot[i] < 0 && tick >= unitDue[i] && !retired) {
                comeHome(i, tick);
            }
        }
        for (int slot = 0; slot < actors.capacity(); slot++) {
            if (actors.kind[slot] == Actors.NPC) {
                boolean rotten =
                        actors.dead[slot]
                                && tick - actors.diedAt[slot] >= CORPSE_SECONDS * content.tickHz();
                boolean over = tick >= leavesAt[slot];
                boolean alone = actors.owner[slot] >= 0 && !actors.isAlive(actors.owner[slot]);
                if (rotten || over || alone) {
                    go(slot, tick);
                }
            }
        }
    }

    private void comeHome(int i, int tick) {
        SpawnDef spawn = content.spawn(unitSpawn[i]);
        int slot = slots.allocate();
        if (slot == EntitySlots.NONE) {
            return;
        }
        int span = 2 * spawn.radius() + 1;
        int x = spawn.x() - spawn.radius() + chance.below(span, Purpose.SPAWN, tick, i, 0);
        int y = spawn.y() - spawn.radius() + chance.below(span, Purpose.SPAWN, tick, i, 1);
        x = Math.clamp(x, 512, content.world().width() - 512);
        y = Math.clamp(y, 512, content.world().depth() - 512);
        begin(slot, spawn.npc(), x, y, tick);
        unit[slot] = i;
        unitSlot[i] = slot;
    }

    private void begin(int slot, int npc, int x, int y, int tick) {
        NpcDef def = content.npc(npc);
        actors.begin(slot, Actors.NPC, NPC_ID | serial++, npc, def.level());
        effects.clear(slot);
        threat.clear(slot);
        book.clear(slot);
        casts.clear(slot);
        for (int i = 0; i < def.skills().size(); i++) {
            book.teach(content, slot, def.skills().get(i), 1);
        }
        long id = actors.id[slot];
        bodies.place(slot, x, y, 0, chance.below(256, Purpose.SPAWN, tick, id, 2));
        sheets.fill(content, slot, 1_000);
        state[slot] = NpcState.IDLE;
        homeX[slot] = x;
        homeY[slot] = y;
        until[slot] = tick;
        fled[slot] = false;
        leavesAt[slot] = Integer.MAX_VALUE;
        unit[slot] = -1;
        events.addAt(EventKind.SPAWNED, slot, slot, npc, 0, x, y);
    }

    private void go(int slot, int tick) {
        events.addAt(EventKind.DESPAWNED, slot, slot, 0, 0, bodies.x[slot], bodies.y[slot]);
        if (unit[slot] >= 0) {
            unitSlot[unit[slot]] = -1;
            unitDue[unit[slot]] = tick + content.spawn(unitSpawn[unit[slot]]).respawn();
        }
        casts.clear(slot);
        actors.end(slot);
        slots.free(slot);
    }

    @Override
    public void summon(int owner, int npc, int lastTick) {
        int slot = slots.allocate();
        if (slot == EntitySlots.NONE) {
            return;
        }
        int yaw = (int) (slot * 9_973L & 0xFFFF);
        int x = bodies.x[owner] + (int) (Heading.cosine(yaw) * 384);
        int y = bodies.y[owner] + (int) (Heading.sine(yaw) * 384);
        x = Math.clamp(x, 512, content.world().width() - 512);
        y = Math.clamp(y, 512, content.world().depth() - 512);
        begin(slot, npc, x, y, events.tick());
        actors.owner[slot] = owner;
        actors.level[slot] = Math.max(actors.level[slot], actors.level[actors.master(owner)]);
        state[slot] = NpcState.FOLLOW;
        leavesAt[slot] = lastTick;
    }

    /// Lets all that somebody summoned leave with the next tick: the slot may soon be another's.
    public void dismiss(int owner) {
        for (int slot = 0; slot < actors.capacity(); slot++) {
            if (actors.isNpc(slot) && actors.owner[slot] == owner) {
                actors.owner[slot] = -1;
                leavesAt[slot] = 0;
            }
        }
    }

    /// {@return what an NPC is doing}
    public NpcState state(int slot) {
        return state[slot];
    }

    /// {@return how many NPCs the spawners keep alive together}
    public int units() {
        return units;
    }

    public long hash(int slot, long seed) {
        long hash =
                Digest.mix(seed, state[slot].name().charAt(0) * 31L + state[slot].name().length());
        hash = Digest.mix(hash, ((long) homeX[slot] << 32) ^ homeY[slot]);
        hash = Digest.mix(hash, ((long) goalX[slot] << 32) ^ goalY[slot]);
        return Digest.mix(
                hash, ((long) until[slot] << 32) ^ leavesAt[slot] * 2L + (fled[slot] ? 1 : 0));
    }

    public long hash(long seed) {
        long hash = Digest.mix(seed, serial);
        hash = Digest.mix(hash, unitSlot, 0, units);
        return Digest.mix(hash, unitDue, 0, units);
    }
}
