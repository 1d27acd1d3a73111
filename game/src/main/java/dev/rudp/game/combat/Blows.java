package dev.rudp.game.combat;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Chance;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Op;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.StatRole;
import dev.rudp.game.effect.Effects;
import dev.rudp.game.event.EventKind;
import dev.rudp.game.event.Events;
import dev.rudp.game.movement.Kinematics;

/// Carries blows and healing out: the formula, shields, health, threat, and the mark of death. What
/// follows from a death is done once per tick by the realm, from [#deaths()]. Owner: the world
/// thread. Allocates nothing after construction.
public final class Blows {
    private final Actors actors;
    private final Effects effects;
    private final Threat threat;
    private final Kinematics bodies;
    private final Events events;
    private final DamageFormula formula;
    private final int[] died;
    private final int[] killer;
    private int deaths;
    private int number;

    public Blows(
            Actors actors,
            Effects effects,
            Threat threat,
            Kinematics bodies,
            Events events,
            Chance chance) {
        this.actors = actors;
        this.effects = effects;
        this.threat = threat;
        this.bodies = bodies;
        this.events = events;
        this.formula = new DamageFormula(chance);
        died = new int[actors.capacity()];
        killer = new int[actors.capacity()];
    }

    /// Begins a tick: forgets the deaths of the one before.
    public void begin() {
        deaths = 0;
        number = 0;
    }

    /// Strikes somebody alive. {@return whether it hit}
    ///
    /// @param sure whether it cannot miss, such as an effect over time
    /// @param by skill or effect, for the log
    public boolean strike(
            Content content,
            int attacker,
            int victim,
            Op.Damage damage,
            int strength,
            boolean sure,
            int by,
            int tick) {
        int throwNumber = number++;
        if (!sure && !formula.hits(content, actors, attacker, victim, tick, throwNumber)) {
            tell(EventKind.MISSED, attacker, victim, 0, by);
            fought(attacker, victim, tick);
            threatOf(content, attacker, victim, 1_000);
            return false;
        }
        long raw = formula.raw(actors, attacker, damage.amount(), damage.scaling(), strength);
        raw = raw * formula.spread(content, actors, attacker, victim, tick, throwNumber) / 1_000;
        boolean critical =
                !sure && formula.isCritical(content, actors, attacker, victim, tick, throwNumber);
        if (critical) {
            raw = raw * actors.stat(attacker, content, StatRole.CRITICAL_DAMAGE) / 1_000;
        }
        int points =
                formula.mitigated(
                        content,
                        actors,
                        attacker,
                        victim,
                        damage.school(),
                        (int) Math.min(raw, Integer.MAX_VALUE / 4));
        fought(attacker, victim, tick);
        threatOf(content, attacker, victim, points);
        int left = effects.takeDamage(content, victim, points);
        int flags = (critical ? Events.CRITICAL : 0) | (left == 0 ? Events.ABSORBED : 0);
        if (tell(EventKind.DAMAGED, attacker, victim, left, by)) {
            events.detail(flags, 0);
        }
        int health = actors.pool(victim, Pool.HEALTH) - left;
        actors.setPool(victim, Pool.HEALTH, Math.max(0, health));
        if (health <= 0) {
            die(victim, attacker, tick);
        }
        return true;
    }

    /// Heals somebody alive; half of it is threat to all who fight the healed.
    public void heal(Content content, int healer, int healed, Op.Heal heal, int strength, int by) {
        int points = formula.raw(actors, healer, heal.amount(), heal.scaling(), strength);
        int before = actors.pool(healed, Pool.HEALTH);
        int most = actors.most(healed, content, Pool.HEALTH);
        int after = (int) Math.min((long) before + points, Math.max(before, most));
        actors.setPool(healed, Pool.HEALTH, after);
        tell(EventKind.HEALED, healer, healed, after - before, by);
    }

    /// Ends a life, whatever ended it.
    public void die(int victim, int by, int tick) {
        if (actors.dead[victim]) {
            return;
        }
        actors.dead[victim] = true;
        actors.diedAt[victim] = tick;
        actors.setPool(victim, Pool.HEALTH, 0);
        effects.clear(victim);
        // Whoever is revived and dies again in one tick counts once more, if there is room.
        if (deaths < died.length) {
            died[deaths] = victim;
            killer[deaths++] = by;
        }
        tell(EventKind.DIED, victim, by, 0, 0);
    }

    /// {@return how many died this tick}
    public int deaths() {
        return deaths;
    }

    public int died(int i) {
        return died[i];
    }

    /// {@return who struck last}
    public int killer(int i) {
        return killer[i];
    }

    public DamageFormula formula() {
        return formula;
    }

    public Threat threat() {
        return threat;
    }

    private void fought(int attacker, int victim, int tick) {
        actors.lastBlow[attacker] = tick;
        actors.lastBlow[victim] = tick;
    }

    private void threatOf(Content content, int attacker, int victim, int points) {
        if (actors.isNpc(victim)) {
            long factor = actors.stat(attacker, content, StatRole.THREAT);
            threat.add(victim, attacker, Math.max(1, points * factor / 1_000));
        }
    }

    private boolean tell(EventKind kind, int who, int whom, int a, int b) {
        return events.addAt(kind, who, whom, a, b, bodies.x[who], bodies.y[who]);
    }
}
