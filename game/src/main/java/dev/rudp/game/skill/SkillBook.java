package dev.rudp.game.skill;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.content.ClassDef;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.NeedDef;
import dev.rudp.game.content.SkillDef;
import dev.rudp.game.content.TreeNode;
import java.util.Arrays;

/// Who knows which skills at which rank, when each may be used again, and points to spend. Up to
/// [#PER_ACTOR] skills each. Owner: the world thread. Allocates nothing after construction.
public final class SkillBook {
    public static final int PER_ACTOR = 32;

    private final Actors actors;
    private final int[] skill;
    private final int[] rank;
    private final int[] charges;
    private final int[] nextCharge;
    private final int[] lockedUntil;
    private final int[] globalUntil;
    private final int[] points;

    public SkillBook(Actors actors) {
        int capacity = actors.capacity();
        this.actors = actors;
        skill = new int[capacity * PER_ACTOR];
        rank = new int[capacity * PER_ACTOR];
        charges = new int[capacity * PER_ACTOR];
        nextCharge = new int[capacity * PER_ACTOR];
        lockedUntil = new int[capacity * PER_ACTOR];
        globalUntil = new int[capacity];
        points = new int[capacity];
        Arrays.fill(skill, -1);
    }

    public void clear(int slot) {
        Arrays.fill(skill, slot * PER_ACTOR, (slot + 1) * PER_ACTOR, -1);
        globalUntil[slot] = Actors.NEVER;
        points[slot] = 0;
    }

    /// Makes an actor know a skill at a rank. {@return whether there was room}
    public boolean teach(Content content, int slot, int id, int atRank) {
        int at = find(slot, id);
        at = at < 0 ? find(slot, -1) : at;
        if (at < 0) {
            return false;
        }
        if (skill[at] != id) {
            skill[at] = id;
            charges[at] = content.skill(id).charges();
            nextCharge[at] = Actors.NEVER;
            lockedUntil[at] = Actors.NEVER;
        }
        rank[at] = atRank;
        return true;
    }

    /// {@return 0 for a skill that is not known}
    public int rank(Content content, int slot, int id) {
        int at = find(slot, id);
        return at < 0 ? 0 : Math.min(rank[at], content.skill(id).ranks());
    }

    /// {@return why the skill cannot be used now, as far as time goes}
    public Refusal ready(Content content, int slot, int id, int tick) {
        int at = find(slot, id);
        if (at < 0) {
            return Refusal.UNKNOWN_SKILL;
        }
        if (tick < lockedUntil[at]) {
            return Refusal.LOCKED;
        }
        SkillDef def = content.skill(id);
        if (def.global() && tick < globalUntil[slot]) {
            return Refusal.GLOBAL_COOLDOWN;
        }
        return chargesNow(def, at, tick) > 0 ? Refusal.NONE : Refusal.COOLDOWN;
    }

    /// Uses a charge and starts the cooldowns.
    public void use(Content content, int slot, int id, int tick) {
        int at = find(slot, id);
        SkillDef def = content.skill(id);
        if (def.cooldown() > 0) {
            int now = chargesNow(def, at, tick);
            if (now == def.charges()) {
                nextCharge[at] = tick + def.cooldown();
            } else {
                // What came back meanwhile is taken in; the next charge keeps its time.
                int back = now - charges[at];
                nextCharge[at] += back * def.cooldown();
            }
            charges[at] = now - 1;
        }
        if (def.global()) {
            globalUntil[slot] = tick + content.rules().globalCooldown();
        }
    }

    /// Keeps a skill from being used.
    public void lock(int slot, int id, int until) {
        int at = find(slot, id);
        if (at >= 0) {
            lockedUntil[at] = Math.max(lockedUntil[at], until);
        }
    }

    private int chargesNow(SkillDef def, int at, int tick) {
        if (def.cooldown() == 0 || charges[at] >= def.charges()) {
            return def.charges();
        }
        if (tick < nextCharge[at]) {
            return charges[at];
        }
        int back = 1 + (tick - nextCharge[at]) / def.cooldown();
        return Math.min(def.charges(), charges[at] + back);
    }

    /// Learns one rank from the class's tree. {@return why not, or [Refusal#NONE]}
    public Refusal learn(Content content, int slot, int id) {
        ClassDef type = content.classOf(actors.type[slot]);
        TreeNode node = null;
        for (int i = 0; i < type.tree().size(); i++) {
            node = type.tree().get(i).skill() == id ? type.tree().get(i) : node;
        }
        if (node == null) {
            return Refusal.UNKNOWN_SKILL;
        }
        int now = rank(content, slot, id);
        if (now >= content.skill(id).ranks()) {
            return Refusal.TOP_RANK;
        }
        if (points[slot] < 1) {
            return Refusal.NO_POINTS;
        }
        if (actors.level[slot] < node.level() || spent(content, slot) < node.spent()) {
            return Refusal.TOO_LOW;
        }
        for (int i = 0; i < node.needs().size(); i++) {
            NeedDef need = node.needs().get(i);
            if (rank(content, slot, need.skill()) < need.rank()) {
                return Refusal.MISSING_NEED;
            }
        }
        if (!teach(content, slot, id, now + 1)) {
            return Refusal.NO_ROOM;
        }
        points[slot]--;
        return Refusal.NONE;
    }

    /// Forgets all that was learned from the tree and gives the points back.
    public void reset(Content content, int slot) {
        points[slot] += spent(content, slot);
        ClassDef type = content.classOf(actors.type[slot]);
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            if (skill[at] >= 0) {
                boolean own = type.skills().contains(skill[at]);
                rank[at] = own ? 1 : 0;
                skill[at] = own ? skill[at] : -1;
            }
        }
    }

    /// {@return the points spent in the tree: all ranks but those a class begins with}
    public int spent(Content content, int slot) {
        ClassDef type = content.classOf(actors.type[slot]);
        int spent = 0;
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            if (skill[at] >= 0) {
                spent += rank[at] - (type.skills().contains(skill[at]) ? 1 : 0);
            }
        }
        return spent;
    }

    public int points(int slot) {
        return points[slot];
    }

    public void setPoints(int slot, int free) {
        points[slot] = free;
    }

    /// {@return the i-th skill that an actor knows, or -1}
    public int skill(int slot, int i) {
        return skill[slot * PER_ACTOR + i];
    }

    /// {@return the ticks until a skill of that place has a charge; 0 for now}
    public int wait(Content content, int slot, int i, int tick) {
        int at = slot * PER_ACTOR + i;
        int cooldown =
                chargesNow(content.skill(skill[at]), at, tick) > 0 ? 0 : nextCharge[at] - tick;
        return Math.max(cooldown, Math.max(0, lockedUntil[at] - tick));
    }

    public long hash(int slot, long seed) {
        int from = slot * PER_ACTOR;
        long hash = Digest.mix(seed, ((long) globalUntil[slot] << 32) ^ points[slot]);
        for (int at = from; at < from + PER_ACTOR; at++) {
            if (skill[at] >= 0) {
                hash = Digest.mix(hash, ((long) skill[at] << 32) ^ rank[at]);
                hash = Digest.mix(hash, ((long) charges[at] << 32) ^ nextCharge[at]);
                hash = Digest.mix(hash, lockedUntil[at]);
            }
        }
        return hash;
    }

    private int find(int slot, int id) {
        for (int at = slot * PER_ACTOR; at < (slot + 1) * PER_ACTOR; at++) {
            if (skill[at] == id) {
                return at;
            }
        }
        return -1;
    }
}
