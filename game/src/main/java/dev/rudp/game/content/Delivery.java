package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Unit;

/// How a skill reaches those whom it touches.
public sealed interface Delivery {
    @About("On the target itself.")
    record Direct() implements Delivery {}

    @About("On everybody in front, within range: a melee swing.")
    record Arc(@About("How wide.") @Num(min = 5, max = 360, unit = Unit.DEGREES) int width)
            implements Delivery {}

    @About("On the first in a straight line: a shot that needs no time.")
    record Line(
            @About("Half the width of the line.")
                    @Num(min = 0.05, max = 2, unit = Unit.METRES)
                    @Otherwise("0.2")
                    int radius)
            implements Delivery {}

    @About("By something that flies.")
    record Projectile(
            @About("How fast.") @Num(min = 1, max = 100, unit = Unit.METRES_PER_S) int speed,
            @About("Half its width.")
                    @Num(min = 0.05, max = 3, unit = Unit.METRES)
                    @Otherwise("0.3")
                    int radius,
            @About("Through how many it goes.") @Num(min = 0, max = 10) @Otherwise("0") int pierce)
            implements Delivery {}

    @About("On everybody around the place aimed at.")
    record Area(
            @About("How far around.") @Num(min = 0.5, max = 30, unit = Unit.METRES) int radius,
            @About("At most so many.") @Num(min = 1, max = 32) @Otherwise("16") int targets)
            implements Delivery {}

    @About("From one to the next.")
    record Chain(
            @About("How often it jumps.") @Num(min = 1, max = 8) int jumps,
            @About("How far it jumps.") @Num(min = 1, max = 20, unit = Unit.METRES) int radius,
            @About("The share that each jump keeps.") @Num(min = 0.1, max = 1, unit = Unit.RATIO)
                    int keep)
            implements Delivery {}

    @About("On everybody in the way of a leap forward.")
    record Dash(
            @About("How far.") @Num(min = 1, max = 20, unit = Unit.METRES) int distance,
            @About("Half the width of the way.")
                    @Num(min = 0.2, max = 3, unit = Unit.METRES)
                    @Otherwise("1")
                    int radius)
            implements Delivery {}

    @About("By allies that come to help.")
    record Summon(
            @About("Who.") @Refers("npcs") int npc,
            @About("How many.") @Num(min = 1, max = 4) @Otherwise("1") int count,
            @About("For how long.") @Num(min = 1, max = 300, unit = Unit.SECONDS) int time)
            implements Delivery {}
}
