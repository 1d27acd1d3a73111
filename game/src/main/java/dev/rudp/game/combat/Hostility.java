package dev.rudp.game.combat;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Faction;
import dev.rudp.game.content.Who;
import dev.rudp.game.content.ZoneKind;
import dev.rudp.game.movement.Kinematics;

/// Who may harm whom. Summoned NPCs stand where their masters stand. Nobody is harmed in a safe
/// zone or from one; players harm each other only where both are in a contested zone, and never
/// members of their party; NPCs do not harm each other; friendly NPCs are not harmed.
public final class Hostility {
    private final Actors actors;
    private final Kinematics bodies;

    public Hostility(Actors actors, Kinematics bodies) {
        this.actors = actors;
        this.bodies = bodies;
    }

    public boolean mayHarm(Content content, int attacker, int victim) {
        int one = actors.master(attacker);
        int other = actors.master(victim);
        if (one == other || !actors.isActor(one) || !actors.isActor(other)) {
            return false;
        }
        ZoneKind here = content.kindAt(bodies.x[attacker], bodies.y[attacker]);
        ZoneKind there = content.kindAt(bodies.x[victim], bodies.y[victim]);
        if (here == ZoneKind.SAFE || there == ZoneKind.SAFE) {
            return false;
        }
        boolean onePlays = actors.isPlayer(one);
        boolean otherPlays = actors.isPlayer(other);
        if (onePlays && otherPlays) {
            boolean friends = actors.party[one] >= 0 && actors.party[one] == actors.party[other];
            return !friends && here == ZoneKind.CONTESTED && there == ZoneKind.CONTESTED;
        }
        if (!onePlays && !otherPlays) {
            return false;
        }
        int npc = onePlays ? other : one;
        return content.npc(actors.type[npc]).faction() != Faction.FRIENDLY;
    }

    /// {@return whether what reaches `who` reaches this one}
    public boolean reaches(Content content, Who who, int actor, int other) {
        return switch (who) {
            case ENEMIES -> mayHarm(content, actor, other);
            case ALLIES -> isAlly(content, actor, other);
            case ALL -> true;
        };
    }

    private boolean isAlly(Content content, int actor, int other) {
        boolean samePeople =
                actors.isPlayer(actors.master(actor)) == actors.isPlayer(actors.master(other));
        return samePeople && (actor == other || !mayHarm(content, actor, other));
    }
}
