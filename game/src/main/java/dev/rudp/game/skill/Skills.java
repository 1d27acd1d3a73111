package dev.rudp.game.skill;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.combat.Heading;
import dev.rudp.game.combat.Hostility;
import dev.rudp.game.combat.TargetFinder;
import dev.rudp.game.combat.Terrain;
import dev.rudp.game.content.Aim;
import dev.rudp.game.content.AuraDef;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Control;
import dev.rudp.game.content.CostDef;
import dev.rudp.game.content.Op;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.Section;
import dev.rudp.game.content.SkillDef;
import dev.rudp.game.content.StatRole;
import dev.rudp.game.content.Use;
import dev.rudp.game.effect.Effects;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.movement.Kinematics;

/// The use of skills, from the wish to its end: every condition is checked before anything changes,
/// so a refusal leaves no trace. Players and NPCs go the same way. Owner: the world thread.
/// Allocates nothing.
public final class Skills {
    /// How far from straight ahead a target may be: a little over a right angle.
    private static final int FACING = 20_000;

    private static final int EYE_HEIGHT = 384;

    private final Actors actors;
    private final Effects effects;
    private final SkillBook book;
    private final Casts casts;
    private final Hostility hostility;
    private final TargetFinder finder;
    private final Terrain terrain;
    private final Kinematics bodies;
    private final Events events;
    private final Ops ops;
    private final Reach reach;

    public Skills(
            Actors actors,
            Effects effects,
            SkillBook book,
            Casts casts,
            Hostility hostility,
            TargetFinder finder,
            Terrain terrain,
            Kinematics bodies,
            Events events,
            Ops ops,
            Reach reach) {
        this.actors = actors;
        this.effects = effects;
        this.book = book;
        this.casts = casts;
        this.hostility = hostility;
        this.finder = finder;
        this.terrain = terrain;
        this.bodies = bodies;
        this.events = events;
        this.ops = ops;
        this.reach = reach;
    }

    /// Wishes to use a skill. {@return why not, or [Refusal#NONE] if it began}
    ///
    /// @param target a slot, for skills aimed at an entity
    /// @param x a place, for skills aimed at the ground
    /// @param yaw a direction, 0..65535, for skills aimed in one
    public Refusal use(
            Content content, int slot, int skill, int target, int x, int y, int yaw, int tick) {
        Refusal refusal = able(content, slot, skill, tick);
        if (refusal == Refusal.NONE && isOn(content, slot, skill)) {
            switchOff(content, slot, skill);
            return Refusal.NONE;
        }
        if (refusal == Refusal.NONE) {
            refusal = aimed(content, slot, skill, target, x, y);
        }
        if (refusal == Refusal.NONE && !canPay(content, slot, skill)) {
            refusal = Refusal.NO_RESOURCES;
        }
        if (refusal == Refusal.NONE) {
            begin(content, slot, skill, target, x, y, yaw & 0xFFFF, tick);
        }
        return refusal;
    }

    private Refusal able(Content content, int slot, int skill, int tick) {
        if (!actors.isAlive(slot)) {
            return Refusal.DEAD;
        }
        if (skill < 0 || skill >= content.count(Section.SKILLS)) {
            return Refusal.UNKNOWN_SKILL;
        }
        if (effects.isUnder(slot, Control.STUN)) {
            return Refusal.STUNNED;
        }
        boolean magic = content.skill(skill).price().mana() > 0;
        if (magic && effects.isUnder(slot, Control.SILENCE)) {
            return Refusal.SILENCED;
        }
        if (!magic && effects.isUnder(slot, Control.DISARM)) {
            return Refusal.DISARMED;
        }
        if (casts.isCasting(slot)) {
            return Refusal.BUSY;
        }
        return book.ready(content, slot, skill, tick);
    }

    private Refusal aimed(Content content, int slot, int skill, int target, int x, int y) {
        SkillDef def = content.skill(skill);
        return switch (def.aim()) {
            case SELF, DIRECTION -> Refusal.NONE;
            case GROUND -> aimedAtGround(slot, def, x, y);
            case ENTITY -> aimedAt(content, slot, def, target);
        };
    }

    private Refusal aimedAtGround(int slot, SkillDef def, int x, int y) {
        if (finder.distance(slot, x, y, slot) > def.range()) {
            return Refusal.OUT_OF_RANGE;
        }
        return sees(slot, x, y) ? Refusal.NONE : Refusal.NO_SIGHT;
    }

    private Refusal aimedAt(Content content, int slot, SkillDef def, int target) {
        if (!actors.isActor(target)) {
            return Refusal.NO_TARGET;
        }
        boolean revives = !def.effects().isEmpty() && def.effects().getFirst() instanceof Op.Revive;
        if (actors.dead[target] != revives
                || !hostility.reaches(content, def.who(), slot, target)) {
            return Refusal.WRONG_TARGET;
        }
        int atX = finder.x(slot, target);
        int atY = finder.y(slot, target);
        if (finder.distance(slot, bodies.x[slot], bodies.y[slot], target) > def.range()) {
            return Refusal.OUT_OF_RANGE;
        }
        int way = Heading.of(atX - bodies.x[slot], atY - bodies.y[slot]);
        int looking = bodies.yaw[slot] << 8;
        if (slot != target && actors.isPlayer(slot) && Heading.between(way, looking) > FACING) {
            return Refusal.NOT_FACING;
        }
        return sees(slot, atX, atY) ? Refusal.NONE : Refusal.NO_SIGHT;
    }

    private boolean sees(int slot, int x, int y) {
        int height = bodies.z[slot] + EYE_HEIGHT;
        return terrain.sees(bodies.x[slot], bodies.y[slot], height, x, y, height);
    }

    private boolean canPay(Content content, int slot, int skill) {
        CostDef cost = content.skill(skill).price();
        return actors.pool(slot, Pool.HEALTH) > cost.health()
                && actors.pool(slot, Pool.MANA) >= cost.mana()
                && actors.pool(slot, Pool.STAMINA) >= cost.stamina();
    }

    private void pay(Content content, int slot, int skill) {
        CostDef cost = content.skill(skill).price();
        actors.setPool(slot, Pool.HEALTH, actors.pool(slot, Pool.HEALTH) - cost.health());
        actors.setPool(slot, Pool.MANA, actors.pool(slot, Pool.MANA) - cost.mana());
        actors.setPool(slot, Pool.STAMINA, actors.pool(slot, Pool.STAMINA) - cost.stamina());
    }

    private void begin(
            Content content, int slot, int skill, int target, int x, int y, int yaw, int tick) {
        SkillDef def = content.skill(skill);
        casts.target[slot] = def.aim() == Aim.ENTITY ? target : slot;
        casts.targetId[slot] = actors.id[casts.target[slot]];
        casts.aimX[slot] = def.aim() == Aim.GROUND ? x : bodies.x[slot];
        casts.aimY[slot] = def.aim() == Aim.GROUND ? y : bodies.y[slot];
        casts.yaw[slot] = yaw;
        casts.fromX[slot] = bodies.x[slot];
        casts.fromY[slot] = bodies.y[slot];
        switch (def.use()) {
            case Use.Instant instant -> {
                commit(content, slot, skill, tick);
                reach.deliver(content, slot, skill, tick);
            }
            case Use.Toggle toggle -> {
                commit(content, slot, skill, tick);
                ops.applyTo(content, slot, slot, toggle.effect(), tick);
            }
            case Use.Cast cast -> start(slot, skill, tick, hasted(content, slot, cast.time()));
            case Use.Channel channel -> {
                commit(content, slot, skill, tick);
                start(slot, skill, tick, channel.time());
                casts.nextAt[slot] = tick + channel.every();
            }
        }
    }

    private void commit(Content content, int slot, int skill, int tick) {
        pay(content, slot, skill);
        book.use(content, slot, skill, tick);
    }

    private void start(int slot, int skill, int tick, int time) {
        casts.skill[slot] = skill;
        casts.endsAt[slot] = tick + time;
        events.addAt(EventKind.CAST_BEGAN, slot, slot, skill, time, bodies.x[slot], bodies.y[slot]);
    }

    private int hasted(Content content, int slot, int time) {
        int haste = Math.max(100, actors.stat(slot, content, StatRole.HASTE));
        return (int) Math.max(1, time * 1_000L / haste);
    }

    /// Advances what one actor casts, channels, keeps up and radiates.
    public void step(Content content, int slot, int tick) {
        if (casts.isCasting(slot)) {
            stepCast(content, slot, tick);
        }
        keepUp(content, slot, tick);
        radiate(content, slot, tick);
    }

    private void stepCast(Content content, int slot, int tick) {
        int skill = casts.skill[slot];
        SkillDef def = content.skill(skill);
        boolean moved =
                Math.abs(bodies.x[slot] - casts.fromX[slot]) > 64
                        || Math.abs(bodies.y[slot] - casts.fromY[slot]) > 64;
        if (moved || !actors.isAlive(slot)) {
            casts.interrupt(content, slot);
            return;
        }
        if (def.use() instanceof Use.Channel channel) {
            if (tick >= casts.nextAt[slot] && tick < casts.endsAt[slot] + channel.every()) {
                casts.nextAt[slot] = tick + channel.every();
                if (still(content, slot, def)) {
                    reach.deliver(content, slot, skill, tick);
                } else {
                    casts.interrupt(content, slot);
                    return;
                }
            }
            if (tick >= casts.endsAt[slot]) {
                finished(slot, skill);
            }
        } else if (tick >= casts.endsAt[slot]) {
            finished(slot, skill);
            // What was true at the beginning must be true at the end.
            if (still(content, slot, def) && canPay(content, slot, skill)) {
                commit(content, slot, skill, tick);
                reach.deliver(content, slot, skill, tick);
            }
        }
    }

    private boolean still(Content content, int slot, SkillDef def) {
        int target = casts.target[slot];
        return def.aim() != Aim.ENTITY
                || (actors.isActor(target)
                        && actors.id[target] == casts.targetId[slot]
                        && aimedAt(content, slot, def, target) == Refusal.NONE);
    }

    private void finished(int slot, int skill) {
        casts.clear(slot);
        events.addAt(EventKind.CAST_ENDED, slot, slot, skill, 0, bodies.x[slot], bodies.y[slot]);
    }

    private boolean isOn(Content content, int slot, int skill) {
        return content.skill(skill).use() instanceof Use.Toggle toggle
                && effects.has(slot, toggle.effect());
    }

    private void switchOff(Content content, int slot, int skill) {
        if (content.skill(skill).use() instanceof Use.Toggle toggle) {
            effects.remove(content, slot, toggle.effect());
            events.addAt(
                    EventKind.EFFECT_ENDED,
                    slot,
                    slot,
                    toggle.effect(),
                    0,
                    bodies.x[slot],
                    bodies.y[slot]);
        }
    }

    /// Once a second, toggles take what they need or go off.
    private void keepUp(Content content, int slot, int tick) {
        if (Math.floorMod(tick, content.tickHz()) != 0) {
            return;
        }
        for (int i = 0; i < SkillBook.PER_ACTOR; i++) {
            int skill = book.skill(slot, i);
            if (skill >= 0
                    && content.skill(skill).use() instanceof Use.Toggle toggle
                    && effects.has(slot, toggle.effect())) {
                int left = actors.pool(slot, toggle.pool()) - toggle.upkeep();
                if (left < 0) {
                    switchOff(content, slot, skill);
                } else {
                    actors.setPool(slot, toggle.pool(), left);
                }
            }
        }
    }

    /// Once a second, auras reach all around.
    private void radiate(Content content, int slot, int tick) {
        if (Math.floorMod(tick + slot, content.tickHz()) != 0) {
            return;
        }
        for (int place = 0; place < Effects.PER_ACTOR; place++) {
            AuraDef aura = Ops.aura(content, effects, slot, place);
            if (aura != null) {
                reach.radiate(content, slot, aura, tick);
            }
        }
    }
}
