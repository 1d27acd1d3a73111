package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.UnfitException;
import dev.rudp.game.declare.Unit;

@About("A change of a stat.")
public record Modifier(
        @About("Which one.") @Refers("stats") int stat,
        @About("How.") ModifierOp op,
        @About("Points if flat, else a share: 0.1 is a tenth more.")
                @Num(min = -100_000, max = 100_000, unit = Unit.POINTS)
                int amount) {
    public Modifier {
        if (op != ModifierOp.FLAT && (amount < -1_000 || amount > 10_000)) {
            throw new UnfitException("amount", "a share beyond all sense", "a share from -1 to 10");
        }
    }
}
