package dev.rudp.game.combat;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Digest;
import java.util.Arrays;

/// Whom each NPC has reason to attack: up to [#PER_NPC] actors with points. Full: whoever has least
/// gives way, if less than the newcomer. Owner: the world thread. No allocation.
public final class Threat {
    public static final int PER_NPC = 8;

    private final Actors actors;
    private final int[] who;
    private final long[] whoId;
    private final long[] points;

    public Threat(Actors actors) {
        this.actors = actors;
        who = new int[actors.capacity() * PER_NPC];
        whoId = new long[actors.capacity() * PER_NPC];
        points = new long[actors.capacity() * PER_NPC];
        Arrays.fill(who, -1);
    }

    public void clear(int npc) {
        Arrays.fill(who, npc * PER_NPC, (npc + 1) * PER_NPC, -1);
    }

    /// Adds points, in thousandths.
    public void add(int npc, int slot, long more) {
        int at = place(npc, slot);
        if (at < 0) {
            return;
        }
        if (who[at] != slot || whoId[at] != actors.id[slot]) {
            if (who[at] >= 0 && points[at] >= more) {
                return;
            }
            who[at] = slot;
            whoId[at] = actors.id[slot];
            points[at] = 0;
        }
        points[at] += more;
    }

    /// Puts somebody on top, a tenth over the others.
    public void taunt(int npc, int slot) {
        long top = 0;
        for (int at = npc * PER_NPC; at < (npc + 1) * PER_NPC; at++) {
            top = who[at] >= 0 && who[at] != slot ? Math.max(top, points[at]) : top;
        }
        add(npc, slot, 1);
        int at = place(npc, slot);
        if (who[at] == slot) {
            points[at] = Math.max(points[at], top + top / 10 + 1);
        }
    }

    /// {@return the slot with most points among the living, the lower of equals; -1 for nobody}
    public int top(int npc) {
        int best = -1;
        long most = -1;
        for (int at = npc * PER_NPC; at < (npc + 1) * PER_NPC; at++) {
            int slot = who[at];
            if (slot >= 0 && (!actors.isAlive(slot) || actors.id[slot] != whoId[at])) {
                who[at] = -1;
            } else if (slot >= 0 && (points[at] > most || (points[at] == most && slot < best))) {
                best = slot;
                most = points[at];
            }
        }
        return best;
    }

    /// {@return the i-th entry's slot, or -1}: everybody in it shares the reward
    public int entry(int npc, int i) {
        int at = npc * PER_NPC + i;
        int slot = who[at];
        return slot >= 0 && actors.isActor(slot) && actors.id[slot] == whoId[at] ? slot : -1;
    }

    public long points(int npc, int slot) {
        int at = place(npc, slot);
        return at >= 0 && who[at] == slot ? points[at] : 0;
    }

    public long hash(int npc, long seed) {
        long hash = seed;
        for (int at = npc * PER_NPC; at < (npc + 1) * PER_NPC; at++) {
            if (who[at] >= 0) {
                hash = Digest.mix(hash, whoId[at] * 31 + points[at]);
            }
        }
        return hash;
    }

    /// {@return its own entry, else a free one, else the one with least}
    private int place(int npc, int slot) {
        int free = -1;
        int least = npc * PER_NPC;
        for (int at = npc * PER_NPC; at < (npc + 1) * PER_NPC; at++) {
            if (who[at] == slot) {
                return at;
            }
            if (who[at] < 0) {
                free = free < 0 ? at : free;
            } else if (points[at] < points[least]) {
                least = at;
            }
        }
        return free >= 0 ? free : least;
    }
}
