package dev.rudp.game.combat;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.chance.Chance;
import dev.rudp.game.chance.Purpose;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.RulesDef;
import dev.rudp.game.content.SchoolDef;
import dev.rudp.game.content.StatRole;
import dev.rudp.game.declare.Amounts;

/// The one place that says how hard something hits; docs/content.md tells it in words. Points and
/// shares in thousandths. Immutable.
public final class DamageFormula {
    private static final long ONE = 1_000;

    private final Chance chance;

    public DamageFormula(Chance chance) {
        this.chance = chance;
    }

    /// {@return whether a blow finds its target}
    ///
    /// @param number tells blows of one attacker on one target in one tick apart
    public boolean hits(
            Content content, Actors actors, int attacker, int victim, int tick, int number) {
        RulesDef rules = content.rules();
        long accuracy = actors.stat(attacker, content, StatRole.ACCURACY);
        long evasion = actors.stat(victim, content, StatRole.EVASION);
        long share =
                rules.hit()
                        + (accuracy - evasion) * rules.hitPerPoint() / ONE
                        + (long) (actors.level[attacker] - actors.level[victim])
                                * rules.hitPerLevel();
        int bounded = (int) Math.clamp(share, rules.hitLeast(), ONE);
        return chance.happens(bounded, Purpose.HIT, tick, pair(actors, attacker, victim), number);
    }

    /// {@return points before the target's defence}
    ///
    /// @param strength rank, chain and the like, as a factor in thousandths
    public int raw(Actors actors, int attacker, int amount, Amounts scaling, int strength) {
        long points = amount;
        for (int i = 0; i < scaling.size(); i++) {
            points += (long) actors.stat(attacker, scaling.id(i)) * scaling.value(i) / ONE;
        }
        return Math.clamp(points * strength / ONE, 0, Integer.MAX_VALUE / 8);
    }

    /// {@return the factor of this throw between 1 - spread and 1 + spread}
    public int spread(Content content, Actors actors, int who, int whom, int tick, int number) {
        int spread = content.rules().spread();
        return (int) ONE
                - spread
                + chance.below(
                        2 * spread + 1, Purpose.STRENGTH, tick, pair(actors, who, whom), number);
    }

    public boolean isCritical(
            Content content, Actors actors, int who, int whom, int tick, int number) {
        int share = actors.stat(who, content, StatRole.CRITICAL_CHANCE);
        return chance.happens(share, Purpose.CRITICAL, tick, pair(actors, who, whom), number);
    }

    /// {@return what armour and resistance leave of it}
    public int mitigated(
            Content content, Actors actors, int attacker, int victim, int school, int points) {
        SchoolDef def = content.school(school);
        long left = points;
        if (def.armour()) {
            long half = (long) content.rules().defenceHalf() * Math.max(1, actors.level[attacker]);
            long defence = Math.max(0, actors.stat(victim, content, StatRole.DEFENCE));
            left = left * half / (half + defence);
        }
        int resistance =
                Math.min(actors.stat(victim, def.resistance()), content.rules().resistanceMost());
        return (int) (left * (ONE - resistance) / ONE);
    }

    private static long pair(Actors actors, int attacker, int victim) {
        return actors.id[attacker] * 0x10001L + actors.id[victim];
    }
}
