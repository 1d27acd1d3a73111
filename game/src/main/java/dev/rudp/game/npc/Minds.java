package dev.rudp.game.npc;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Chance;
import dev.rudp.game.chance.Digest;
import dev.rudp.game.chance.Purpose;
import dev.rudp.game.combat.Heading;
import dev.rudp.game.combat.Hostility;
import dev.rudp.game.combat.TargetFinder;
import dev.rudp.game.combat.Threat;
import dev.rudp.game.content.Aim;
import dev.rudp.game.content.BehaviourDef;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Control;
import dev.rudp.game.content.Faction;
import dev.rudp.game.content.NpcDef;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.SkillDef;
import dev.rudp.game.content.Who;
import dev.rudp.game.effect.Effects;
import dev.rudp.game.input.InputWord;
import dev.rudp.game.item.Sheets;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.skill.Casts;
import dev.rudp.game.skill.Refusal;
import dev.rudp.game.skill.Skills;

/// What NPCs decide. Each thinks every sixth tick, in turn; those without players near do not think
/// at all and stand still. The outcome is an input word per NPC and the use of skills. Owner: the
/// world thread. Allocates nothing after construction.
public final class Minds {
    private static final int THINK_TICKS = 6;
    private static final int PRESENCE_TICKS = 15;
    private static final int ARRIVED = 384;
    private static final int MELEE = 512;

    private final Npcs npcs;
    private final Actors actors;
    private final Effects effects;
    private final Threat threat;
    private final Hostility hostility;
    private final TargetFinder finder;
    private final Skills skills;
    private final Casts casts;
    private final Sheets sheets;
    private final Kinematics bodies;
    private final Chance chance;
    private final Presence presence = new Presence();
    private final long[] intents;
    private final int[] found = new int[64];
    private int awake;
    private int counted;

    public Minds(
            Npcs npcs,
            Actors actors,
            Effects effects,
            Threat threat,
            Hostility hostility,
            TargetFinder finder,
            Skills skills,
            Casts casts,
            Sheets sheets,
            Kinematics bodies,
            Chance chance) {
        this.npcs = npcs;
        this.actors = actors;
        this.effects = effects;
        this.threat = threat;
        this.hostility = hostility;
        this.finder = finder;
        this.skills = skills;
        this.casts = casts;
        this.sheets = sheets;
        this.bodies = bodies;
        this.chance = chance;
        intents = new long[actors.capacity()];
    }

    /// {@return where the NPC in `slot` wants to go, as an input word}
    public long intent(int slot) {
        return intents[slot];
    }

    /// {@return how many were awake in the last tick}
    public int awake() {
        return awake;
    }

    /// Begins a tick.
    public void begin(Content content, int tick) {
        awake = counted;
        counted = 0;
        if (tick % PRESENCE_TICKS == 0) {
            presence.refresh(actors, bodies, content.rules().wake());
        }
    }

    /// Lets one NPC think, if it is its turn.
    public void step(Content content, int slot, int tick) {
        boolean near = presence.isNear(bodies.x[slot], bodies.y[slot]);
        if (!near || actors.dead[slot]) {
            intents[slot] = InputWord.NEUTRAL;
            return;
        }
        counted++;
        if (Math.floorMod(tick + slot, THINK_TICKS) != 0) {
            return;
        }
        boolean held =
                effects.isUnder(slot, Control.STUN)
                        || effects.isUnder(slot, Control.ROOT)
                        || casts.isCasting(slot);
        think(content, slot, tick);
        if (held) {
            intents[slot] = InputWord.NEUTRAL;
        }
    }

    private void think(Content content, int slot, int tick) {
        NpcDef def = content.npc(actors.type[slot]);
        BehaviourDef manner = def.manner();
        if (npcs.state[slot] == NpcState.RETURN) {
            comeBack(content, slot);
            return;
        }
        int target = target(content, slot, def, manner);
        if (actors.owner[slot] < 0 && isFarFromHome(slot, manner)) {
            threat.clear(slot);
            npcs.state[slot] = NpcState.RETURN;
            comeBack(content, slot);
        } else if (target < 0) {
            calm(content, slot, manner, tick);
        } else if (npcs.state[slot] == NpcState.FLEE && tick < npcs.until[slot]) {
            walk(
                    slot,
                    2 * bodies.x[slot] - bodies.x[target],
                    2 * bodies.y[slot] - bodies.y[target]);
        } else if (fears(content, slot, manner)) {
            npcs.state[slot] = NpcState.FLEE;
            npcs.fled[slot] = true;
            npcs.until[slot] = tick + 3 * content.tickHz();
            intents[slot] = InputWord.NEUTRAL;
        } else {
            npcs.state[slot] = NpcState.CHASE;
            fight(content, slot, def, target, tick);
        }
    }

    /// {@return whom to fight, or -1}
    private int target(Content content, int slot, NpcDef def, BehaviourDef manner) {
        int top = threat.top(slot);
        if (top >= 0 && hostility.mayHarm(content, slot, top)) {
            return top;
        }
        int owner = actors.owner[slot];
        if (owner >= 0) {
            int near = nearestEnemy(content, slot, 20 * 256, actors.isPlayer(actors.master(slot)));
            return actors.isNpc(owner) && threat.top(owner) >= 0 ? threat.top(owner) : near;
        }
        if (def.faction() != Faction.HOSTILE || manner.aggro() == 0) {
            return -1;
        }
        int enemy = nearestEnemy(content, slot, manner.aggro(), false);
        if (enemy >= 0) {
            threat.add(slot, enemy, 1);
            callHelp(content, slot, enemy, manner.assist());
        }
        return enemy;
    }

    /// {@return the nearest living one that it may harm; for the summoned of players only those
    /// that fight already}
    private int nearestEnemy(Content content, int slot, int radius, boolean fightingOnly) {
        int count = finder.inCircle(slot, bodies.x[slot], bodies.y[slot], radius, found);
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            int other = found[i];
            int distance = finder.distance(slot, bodies.x[slot], bodies.y[slot], other);
            boolean wanted = !fightingOnly || (actors.isNpc(other) && threat.top(other) >= 0);
            if (wanted
                    && distance < least
                    && actors.isAlive(other)
                    && hostility.mayHarm(content, slot, other)) {
                best = other;
                least = distance;
            }
        }
        return best;
    }

    private void callHelp(Content content, int slot, int enemy, int radius) {
        if (radius == 0) {
            return;
        }
        int count = finder.inCircle(slot, bodies.x[slot], bodies.y[slot], radius, found);
        for (int i = 0; i < count; i++) {
            int other = found[i];
            if (actors.isNpc(other)
                    && actors.isAlive(other)
                    && actors.type[other] == actors.type[slot]
                    && npcs.state[other] != NpcState.RETURN
                    && hostility.mayHarm(content, other, enemy)) {
                threat.add(other, enemy, 1);
            }
        }
    }

    private boolean isFarFromHome(int slot, BehaviourDef manner) {
        long dx = bodies.x[slot] - npcs.homeX[slot];
        long dy = bodies.y[slot] - npcs.homeY[slot];
        long leash = manner.leash();
        return dx * dx + dy * dy > leash * leash;
    }

    private boolean fears(Content content, int slot, BehaviourDef manner) {
        long most = actors.most(slot, content, Pool.HEALTH);
        return !npcs.fled[slot]
                && actors.pool(slot, Pool.HEALTH) * 1_000L < most * manner.fleeBelow();
    }

    private void comeBack(Content content, int slot) {
        if (isAt(slot, npcs.homeX[slot], npcs.homeY[slot])) {
            npcs.state[slot] = NpcState.IDLE;
            npcs.fled[slot] = false;
            threat.clear(slot);
            sheets.fill(content, slot, 1_000);
            intents[slot] = InputWord.NEUTRAL;
        } else {
            walk(slot, npcs.homeX[slot], npcs.homeY[slot]);
        }
    }

    private void calm(Content content, int slot, BehaviourDef manner, int tick) {
        int owner = actors.owner[slot];
        if (owner >= 0) {
            npcs.state[slot] = NpcState.FOLLOW;
            follow(slot, owner);
            return;
        }
        if (npcs.state[slot] == NpcState.CHASE || npcs.state[slot] == NpcState.FLEE) {
            npcs.state[slot] = NpcState.RETURN;
            comeBack(content, slot);
            return;
        }
        boolean there = isAt(slot, npcs.goalX[slot], npcs.goalY[slot]);
        if (npcs.state[slot] == NpcState.STROLL && !there && tick < npcs.until[slot]) {
            walk(slot, npcs.goalX[slot], npcs.goalY[slot]);
            return;
        }
        intents[slot] = InputWord.NEUTRAL;
        if (npcs.state[slot] == NpcState.STROLL) {
            npcs.state[slot] = NpcState.IDLE;
            npcs.until[slot] = tick + seconds(slot, tick, 2, 8) * content.tickHz();
        } else if (manner.patrol() > 0 && tick >= npcs.until[slot]) {
            int span = 2 * manner.patrol() + 1;
            long id = actors.id[slot];
            npcs.goalX[slot] =
                    npcs.homeX[slot]
                            - manner.patrol()
                            + chance.below(span, Purpose.STROLL, tick, id, 0);
            npcs.goalY[slot] =
                    npcs.homeY[slot]
                            - manner.patrol()
                            + chance.below(span, Purpose.STROLL, tick, id, 1);
            npcs.state[slot] = NpcState.STROLL;
            npcs.until[slot] = tick + 10 * content.tickHz();
        }
    }

    private int seconds(int slot, int tick, int least, int range) {
        return least + chance.below(range, Purpose.STROLL, tick, actors.id[slot], 2);
    }

    private void follow(int slot, int owner) {
        if (finder.distance(slot, bodies.x[slot], bodies.y[slot], owner) > 3 * 256) {
            walk(slot, bodies.x[owner], bodies.y[owner]);
        } else {
            intents[slot] = InputWord.NEUTRAL;
        }
    }

    private void fight(Content content, int slot, NpcDef def, int target, int tick) {
        int x = bodies.x[target];
        int y = bodies.y[target];
        int yaw = Heading.of(x - bodies.x[slot], y - bodies.y[slot]);
        int distance = finder.distance(slot, bodies.x[slot], bodies.y[slot], target);
        int wanted = MELEE;
        for (int i = 0; i < def.skills().size(); i++) {
            int id = def.skills().get(i);
            SkillDef skill = content.skill(id);
            boolean helps = skill.who() == Who.ALLIES;
            if (skill.aim() == Aim.ENTITY && !helps) {
                wanted = Math.max(wanted, skill.range() * 2 / 3);
            }
            boolean sensible = skill.aim() != Aim.DIRECTION || distance <= skill.range();
            sensible &= skill.aim() != Aim.SELF || helps || distance <= 5 * 256;
            int at = helps && skill.aim() == Aim.ENTITY ? slot : target;
            if (sensible && skills.use(content, slot, id, at, x, y, yaw, tick) == Refusal.NONE) {
                break;
            }
        }
        if (distance > wanted) {
            walk(slot, x, y);
        } else {
            intents[slot] = InputWord.of(0, 0, yaw, 0);
        }
    }

    private boolean isAt(int slot, int x, int y) {
        return Math.abs(bodies.x[slot] - x) < ARRIVED && Math.abs(bodies.y[slot] - y) < ARRIVED;
    }

    private void walk(int slot, int x, int y) {
        int yaw = Heading.of(x - bodies.x[slot], y - bodies.y[slot]);
        intents[slot] = InputWord.of(0, InputWord.FULL_STICK, yaw, 0);
    }

    /// {@return `seed` with what NPCs want mixed in}
    public long hash(int slot, long seed) {
        return Digest.mix(seed, intents[slot]);
    }
}
