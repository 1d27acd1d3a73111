package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Ids;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.UnfitException;
import dev.rudp.game.declare.Unit;

/// One throw of the dice over something that died.
public sealed interface LootRoll {
    @About("An item, perhaps.")
    record Drop(
            @About("Which.") @Refers("items") int item,
            @About("How likely.") @Num(min = 0, max = 1, unit = Unit.RATIO) @Otherwise("1")
                    int chance,
            @About("At least so many.") @Num(min = 1, max = 999) @Otherwise("1") int least,
            @About("At most so many.") @Num(min = 1, max = 999) @Otherwise("1") int most)
            implements LootRoll {
        public Drop {
            if (least > most) {
                throw new UnfitException("least", "more than most", "at most most");
            }
        }
    }

    @About("One of several items, perhaps, each as likely.")
    record OneOf(
            @About("Which.") @Refers("items") @Entries(min = 2, max = 32) Ids items,
            @About("How likely that it is any.")
                    @Num(min = 0, max = 1, unit = Unit.RATIO)
                    @Otherwise("1")
                    int chance)
            implements LootRoll {}
}
