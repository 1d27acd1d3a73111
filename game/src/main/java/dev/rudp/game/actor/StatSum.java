package dev.rudp.game.actor;

import dev.rudp.game.content.Content;
import dev.rudp.game.content.Modifier;
import dev.rudp.game.content.StatDef;
import dev.rudp.game.declare.Amounts;
import java.util.Arrays;

/// Sums up the stats of one actor after the other, in the one order of docs/content.md: base, per
/// level, from primaries, flat, additive, multiplicative, bounds. Modifiers may be added in any
/// order: flat and additive ones are sums of whole numbers, and the product of the others is
/// rounded to thousandths at the end only.
///
/// Use: [#begin], any number of [#add], [#finish]. Owner: the world thread. No allocation.
public final class StatSum {
    private final long[] base;
    private final long[] flat;
    private final long[] additive;
    private final double[] factor;

    public StatSum(int statCount) {
        base = new long[statCount];
        flat = new long[statCount];
        additive = new long[statCount];
        factor = new double[statCount];
    }

    /// Begins a sum from the stats' own bases.
    public void begin(Content content) {
        for (int stat = 0; stat < base.length; stat++) {
            base[stat] = content.stat(stat).base();
        }
        Arrays.fill(flat, 0);
        Arrays.fill(additive, 0);
        Arrays.fill(factor, 1);
    }

    /// Puts bases in the place of the stats' own.
    public void replace(Amounts bases) {
        for (int i = 0; i < bases.size(); i++) {
            base[bases.id(i)] = bases.value(i);
        }
    }

    /// Adds to the bases, `times` over.
    public void add(Amounts amounts, int times) {
        for (int i = 0; i < amounts.size(); i++) {
            base[amounts.id(i)] += (long) amounts.value(i) * times;
        }
    }

    /// Adds a modifier, once per stack.
    public void add(Modifier modifier, int stacks) {
        int stat = modifier.stat();
        switch (modifier.op()) {
            case FLAT -> flat[stat] += (long) modifier.amount() * stacks;
            case ADDITIVE -> additive[stat] += (long) modifier.amount() * stacks;
            case MULTIPLICATIVE -> {
                for (int i = 0; i < stacks; i++) {
                    factor[stat] *= (1_000 + modifier.amount()) / 1_000.0;
                }
            }
        }
    }

    /// Writes the finished stats of `slot`.
    public void finish(Content content, Actors actors, int slot) {
        for (int i = 0; i < base.length; i++) {
            int stat = content.statInOrder(i);
            StatDef def = content.stat(stat);
            long value = base[stat];
            for (int k = 0; k < def.from().size(); k++) {
                value += (long) actors.stat(slot, def.from().id(k)) * def.from().value(k) / 1_000;
            }
            double sum =
                    (value + flat[stat])
                            * ((1_000 + Math.max(-1_000, additive[stat])) / 1_000.0)
                            * factor[stat];
            double whole = Math.rint(sum);
            actors.setStat(slot, stat, (int) Math.min(Math.max(whole, def.min()), def.max()));
        }
    }
}
