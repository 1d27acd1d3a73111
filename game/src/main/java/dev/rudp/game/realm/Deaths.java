package dev.rudp.game.realm;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.combat.Blows;
import dev.rudp.game.combat.Threat;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.NpcDef;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.item.Inventory;
import dev.rudp.game.item.Loot;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.skill.Casts;
import dev.rudp.game.social.Parties;
import dev.rudp.game.social.Tasks;

/// What follows from a death: loot, experience shared with the party, tasks, and for players what
/// it costs. Owner: the world thread. No allocation.
final class Deaths {
    private static final int WEAR = 5;

    private final Actors actors;
    private final Blows blows;
    private final Casts casts;
    private final Loot loot;
    private final Inventory inventory;
    private final Progress progress;
    private final Parties parties;
    private final Tasks tasks;
    private final Kinematics bodies;

    Deaths(
            Actors actors,
            Blows blows,
            Casts casts,
            Loot loot,
            Inventory inventory,
            Progress progress,
            Parties parties,
            Tasks tasks,
            Kinematics bodies) {
        this.actors = actors;
        this.blows = blows;
        this.casts = casts;
        this.loot = loot;
        this.inventory = inventory;
        this.progress = progress;
        this.parties = parties;
        this.tasks = tasks;
        this.bodies = bodies;
    }

    void settle(Content content, int tick) {
        for (int i = 0; i < blows.deaths(); i++) {
            int dead = blows.died(i);
            casts.clear(dead);
            if (actors.isPlayer(dead)) {
                inventory.wearAll(dead, WEAR);
                progress.lose(content, dead);
            } else if (actors.isNpc(dead) && actors.owner[dead] < 0) {
                settleNpc(content, dead, blows.killer(i), tick);
            }
        }
    }

    private void settleNpc(Content content, int dead, int killer, int tick) {
        int earner = actors.master(killer);
        if (!actors.isPlayer(earner)) {
            earner = anyPlayer(dead);
        }
        if (earner < 0) {
            return;
        }
        NpcDef npc = content.npc(actors.type[dead]);
        if (npc.loot() != Refers.NOBODY) {
            loot.leave(content, dead, earner, npc.loot(), tick);
        }
        int party = actors.party[earner];
        int sharers = 0;
        for (int i = 0; party >= 0 && i < Parties.MOST; i++) {
            sharers += shares(content, dead, parties.member(party, i)) ? 1 : 0;
        }
        if (sharers < 2) {
            give(content, earner, dead, npc.experience());
            return;
        }
        // Together is worth a fifth more for each beyond the first, parted evenly.
        long each = (long) npc.experience() * (4 + sharers) / 5 / sharers;
        for (int i = 0; i < Parties.MOST; i++) {
            int member = parties.member(party, i);
            if (shares(content, dead, member)) {
                give(content, member, dead, each);
            }
        }
    }

    private int anyPlayer(int dead) {
        for (int i = 0; i < Threat.PER_NPC; i++) {
            int slot = blows.threat().entry(dead, i);
            if (slot >= 0 && actors.isPlayer(actors.master(slot))) {
                return actors.master(slot);
            }
        }
        return -1;
    }

    private boolean shares(Content content, int dead, int member) {
        if (member < 0 || !actors.isAlive(member)) {
            return false;
        }
        long dx = bodies.x[member] - bodies.x[dead];
        long dy = bodies.y[member] - bodies.y[dead];
        long reach = content.rules().share();
        return dx * dx + dy * dy <= reach * reach;
    }

    private void give(Content content, int slot, int dead, long experience) {
        progress.earn(content, slot, experience);
        int task = tasks.killed(content, slot, actors.type[dead]);
        if (task >= 0) {
            progress.reward(content, slot, task);
        }
    }
}
