package dev.rudp.game.skill;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Chance;
import dev.rudp.game.chance.Purpose;
import dev.rudp.game.combat.Blows;
import dev.rudp.game.combat.Heading;
import dev.rudp.game.combat.Terrain;
import dev.rudp.game.content.AuraDef;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.EffectDef;
import dev.rudp.game.content.Op;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.Side;
import dev.rudp.game.effect.Application;
import dev.rudp.game.effect.Effects;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.movement.Kinematics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries out what skills, items and effects do: one switch over the closed set of [Op]. Owner:
/// the world thread. Allocates nothing.
public final class Ops {
    private final Actors actors;
    private final Effects effects;
    private final Blows blows;
    private final SkillBook book;
    private final Casts casts;
    private final Kinematics bodies;
    private final Terrain terrain;
    private final Events events;
    private final Chance chance;
    private int number;

    public Ops(
            Actors actors,
            Effects effects,
            Blows blows,
            SkillBook book,
            Casts casts,
            Kinematics bodies,
            Terrain terrain,
            Events events,
            Chance chance) {
        this.actors = actors;
        this.effects = effects;
        this.blows = blows;
        this.book = book;
        this.casts = casts;
        this.bodies = bodies;
        this.terrain = terrain;
        this.events = events;
        this.chance = chance;
    }

    /// Begins a tick: throws are numbered within it.
    public void begin() {
        number = 0;
    }

    /// Does all of `ops` to one target.
    ///
    /// @param strength a factor on damage and healing, in thousandths
    /// @param sure whether damage cannot miss
    /// @param by skill or effect, for the log
    public void run(
            Content content,
            List<Op> ops,
            int actor,
            int target,
            int strength,
            boolean sure,
            int by,
            int tick) {
        for (int i = 0; i < ops.size(); i++) {
            boolean revives = ops.get(i) instanceof Op.Revive;
            if (!actors.isActor(target) || actors.dead[target] != revives) {
                continue;
            }
            if (ops.get(i) instanceof Op.Damage damage) {
                if (!blows.strike(content, actor, target, damage, strength, sure, by, tick)) {
                    return;
                }
                casts.onDamage(content, target);
            } else {
                run(content, ops.get(i), actor, target, strength, by, tick);
            }
        }
    }

    private void run(
            Content content, Op op, int actor, int target, int strength, int by, int tick) {
        switch (op) {
            case Op.Damage damage -> {}
            case Op.Heal heal -> {
                blows.heal(content, actor, target, heal, strength, by);
            }
            case Op.Restore restore -> restore(content, target, restore);
            case Op.Apply apply -> apply(content, actor, target, apply, tick);
            case Op.Dispel dispel ->
                    effects.dispel(
                            content, target, dispel.nature(), dispel.polarity(), dispel.count());
            case Op.Interrupt interrupt -> {
                int skill = casts.interrupt(content, target);
                if (skill >= 0) {
                    book.lock(target, skill, tick + interrupt.lock());
                }
            }
            case Op.Threat threat -> {
                if (actors.isNpc(target)) {
                    if (threat.taunt()) {
                        blows.threat().taunt(target, actor);
                    }
                    blows.threat().add(target, actor, threat.amount());
                }
            }
            case Op.Push push -> push(actor, target, push.distance());
            case Op.Revive revive -> {
                actors.dead[target] = false;
                int most = actors.most(target, content, Pool.HEALTH);
                int health = (int) ((long) most * revive.share() / 1_000);
                actors.setPool(target, Pool.HEALTH, Math.max(1, health));
                tell(EventKind.RESPAWNED, target, actor, 0);
            }
        }
    }

    /// Puts an effect on somebody and tells it.
    public void apply(Content content, int actor, int target, Op.Apply apply, int tick) {
        int bearer = apply.to() == Side.SELF ? actor : target;
        long pair = actors.id[actor] * 0x10001L + actors.id[bearer];
        if (!actors.isAlive(bearer)
                || !chance.happens(apply.chance(), Purpose.EFFECT, tick, pair, number++)) {
            return;
        }
        applyTo(content, actor, bearer, apply.effect(), tick);
    }

    void applyTo(Content content, int actor, int bearer, int effect, int tick) {
        Application result = effects.apply(content, bearer, effect, actor, tick);
        switch (result) {
            case BEGAN -> {
                tell(EventKind.EFFECT_BEGAN, bearer, actor, effect);
                casts.onControl(content, bearer);
            }
            case IMMUNE, DIMINISHED, FULL -> tell(EventKind.RESISTED, bearer, actor, effect);
            case CHANGED, KEPT -> casts.onControl(content, bearer);
        }
    }

    /// Does what the effects on one actor do this tick, then ends those whose time is over.
    public void tickEffects(Content content, int slot, int tick) {
        for (int place = effects.nextDue(content, slot, 0, tick);
                place >= 0 && actors.isAlive(slot);
                place = effects.nextDue(content, slot, place, tick)) {
            int id = effects.effect(slot, place);
            EffectDef def = content.effect(id);
            int strength = 1_000 * effects.stacks(slot, place);
            run(content, def.each(), effects.source(slot, place), slot, strength, true, id, tick);
        }
        for (int id = effects.expire(content, slot, tick);
                id != Effects.NONE;
                id = effects.expire(content, slot, tick)) {
            tell(EventKind.EFFECT_ENDED, slot, slot, id);
        }
    }

    /// {@return the aura at a place of an actor's effects, or null}
    static @Nullable AuraDef aura(Content content, Effects effects, int slot, int place) {
        int id = effects.effect(slot, place);
        return id == Effects.NONE ? null : content.effect(id).aura();
    }

    private void restore(Content content, int target, Op.Restore restore) {
        int most = actors.most(target, content, restore.pool());
        int now = actors.pool(target, restore.pool());
        // Draining health never kills: killing is damage's work.
        int least = restore.pool() == Pool.HEALTH ? 1 : 0;
        long wanted = (long) now + restore.amount();
        actors.setPool(
                target,
                restore.pool(),
                Math.clamp(wanted, Math.min(least, now), Math.max(now, most)));
    }

    private void push(int actor, int target, int distance) {
        int yaw =
                Heading.of(bodies.x[target] - bodies.x[actor], bodies.y[target] - bodies.y[actor]);
        terrain.slide(
                bodies,
                target,
                (int) (Heading.cosine(yaw) * distance),
                (int) (Heading.sine(yaw) * distance));
    }

    private void tell(EventKind kind, int who, int whom, int a) {
        events.addAt(kind, who, whom, a, 0, bodies.x[who], bodies.y[who]);
    }
}
