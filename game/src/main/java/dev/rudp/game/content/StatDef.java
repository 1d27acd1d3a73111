package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Amounts;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Text;
import dev.rudp.game.declare.UnfitException;
import dev.rudp.game.declare.Unit;

/// A stat in thousandths; see docs/content.md for the order in which it is summed up.
@About("A number that every actor has. A stat with `from` is derived, the others are primary.")
public record StatDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("Before class, level and everything else.")
                @Num(min = -1000, max = 1_000_000, unit = Unit.POINTS)
                @Otherwise("0")
                int base,
        @About("It never falls below.")
                @Num(min = -1_000_000, max = 1_000_000, unit = Unit.POINTS)
                @Otherwise("0")
                int min,
        @About("It never rises above.")
                @Num(min = 0, max = 1_000_000, unit = Unit.POINTS)
                @Otherwise("1000000")
                int max,
        @About("How much each point of a primary stat adds.")
                @Refers("stats")
                @Num(min = -1000, max = 1000, unit = Unit.RATIO)
                @Entries(max = 8)
                Amounts from,
        @About("What the rules use it for.") @Otherwise("none") StatRole role) {
    public StatDef {
        if (min > max) {
            throw new UnfitException("min", "more than max", "at most max");
        }
    }
}
