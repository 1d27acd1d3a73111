package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Unit;

@About("Where NPCs live.")
public record SpawnDef(
        @About("Who.") @Refers("npcs") int npc,
        @About("In which zone the place lies.") @Refers("zones") int zone,
        @About("The middle of the place.") @Num(min = 0, max = 8192, unit = Unit.METRES) int x,
        @About("The same along y.") @Num(min = 0, max = 8192, unit = Unit.METRES) int y,
        @About("How far around it.") @Num(min = 0, max = 200, unit = Unit.METRES) @Otherwise("0")
                int radius,
        @About("How many at once.") @Num(min = 1, max = 200) @Otherwise("1") int count,
        @About("Until the next takes the place of a dead one.")
                @Num(min = 1, max = 3600, unit = Unit.SECONDS)
                @Otherwise("30")
                int respawn) {}
