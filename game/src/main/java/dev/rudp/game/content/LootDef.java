package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.UnfitException;
import java.util.List;

@About("What the dead leave.")
public record LootDef(
        @About("Gold, at least.") @Num(min = 0, max = 100_000) @Otherwise("0") int goldLeast,
        @About("Gold, at most.") @Num(min = 0, max = 100_000) @Otherwise("0") int goldMost,
        @About("Throws, each for itself.") @Entries(max = 16) List<LootRoll> rolls) {
    public LootDef {
        if (goldLeast > goldMost) {
            throw new UnfitException(
                    "gold-least", Integer.toString(goldLeast), "at most gold-most");
        }
    }
}
