package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Unit;

/// How a skill is used.
public sealed interface Use {
    @About("At once.")
    record Instant() implements Use {}

    @About("After a while of standing still.")
    record Cast(
            @About("How long, before haste.") @Num(min = 0.1, max = 30, unit = Unit.SECONDS)
                    int time)
            implements Use {}

    @About("Again and again while standing still.")
    record Channel(
            @About("How long.") @Num(min = 0.2, max = 30, unit = Unit.SECONDS) int time,
            @About("How often its effects happen.") @Num(min = 0.1, max = 10, unit = Unit.SECONDS)
                    int every)
            implements Use {}

    @About("On until it is used again, or the pool is empty. Its effect lies on the user.")
    record Toggle(
            @About("What it does while on.") @Refers("effects") int effect,
            @About("What it drains.") Pool pool,
            @About("Points a second.") @Num(min = 0, max = 1000, unit = Unit.POINTS) int upkeep)
            implements Use {}
}
