package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Text;
import dev.rudp.game.declare.Unit;

@About("The map that a pack plays on. The map's walls are a file of their own.")
public record WorldDef(
        @About("The map's name.") @Text(max = 32) String map,
        @About("Its size along x.") @Num(min = 16, max = 8192, unit = Unit.METRES) int width,
        @About("Its size along y.") @Num(min = 16, max = 8192, unit = Unit.METRES) int depth,
        @About("Where players begin.") @Num(min = 0, max = 8192, unit = Unit.METRES) int startX,
        @About("The same along y.") @Num(min = 0, max = 8192, unit = Unit.METRES) int startY,
        @About("How far around it.") @Num(min = 0, max = 200, unit = Unit.METRES) @Otherwise("10")
                int startRadius) {}
