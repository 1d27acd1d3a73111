package dev.rudp.game.item;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.actor.StatSum;
import dev.rudp.game.content.ClassDef;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Pool;
import dev.rudp.game.effect.Effects;

/// Sums up everybody's stats anew when something changed that they depend on: class or kind, level,
/// what is worn, effects. Owner: the world thread. Allocates nothing after construction.
public final class Sheets {
    private static final Pool[] POOLS = Pool.values();

    private final Actors actors;
    private final Bags bags;
    private final Effects effects;
    private final StatSum sum;

    public Sheets(Actors actors, Bags bags, Effects effects, int statCount) {
        this.actors = actors;
        this.bags = bags;
        this.effects = effects;
        this.sum = new StatSum(statCount);
    }

    /// Brings one actor's stats up to date, and its pools within their bounds.
    public void refresh(Content content, int slot) {
        if (!actors.isStale(slot)) {
            return;
        }
        sum.begin(content);
        if (actors.isPlayer(slot)) {
            ClassDef type = content.classOf(actors.type[slot]);
            sum.add(type.base(), 1);
            sum.add(type.perLevel(), actors.level[slot] - 1);
            bags.sum(content, slot, sum);
        } else {
            sum.replace(content.npc(actors.type[slot]).stats());
        }
        effects.sum(content, slot, sum);
        sum.finish(content, actors, slot);
        actors.refreshed(slot);
        for (Pool pool : POOLS) {
            int most = actors.most(slot, content, pool);
            actors.setPool(slot, pool, Math.min(actors.pool(slot, pool), most));
        }
    }

    /// Fills all pools to a share, in thousandths.
    public void fill(Content content, int slot, int share) {
        refresh(content, slot);
        for (Pool pool : POOLS) {
            long most = actors.most(slot, content, pool);
            actors.setPool(slot, pool, (int) Math.max(1, most * share / 1_000));
        }
    }
}
