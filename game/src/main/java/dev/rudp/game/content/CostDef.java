package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Unit;

@About("What a skill costs.")
public record CostDef(
        @About("Points.") @Num(min = 0, max = 100_000, unit = Unit.POINTS) @Otherwise("0")
                int health,
        @About("Points.") @Num(min = 0, max = 100_000, unit = Unit.POINTS) @Otherwise("0") int mana,
        @About("Points.") @Num(min = 0, max = 100_000, unit = Unit.POINTS) @Otherwise("0")
                int stamina) {
    static final CostDef NOTHING = new CostDef(0, 0, 0);
}
