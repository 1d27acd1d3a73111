package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Unit;

@About("How an NPC behaves.")
public record BehaviourDef(
        @About("Hostile ones attack who comes so near.")
                @Num(min = 0, max = 60, unit = Unit.METRES)
                @Otherwise("0")
                int aggro,
        @About("So far from home it turns back.")
                @Num(min = 1, max = 200, unit = Unit.METRES)
                @Otherwise("30")
                int leash,
        @About("So far it strolls about; 0 stands.")
                @Num(min = 0, max = 100, unit = Unit.METRES)
                @Otherwise("0")
                int patrol,
        @About("Below this share of health it flees.")
                @Num(min = 0, max = 1, unit = Unit.RATIO)
                @Otherwise("0")
                int fleeBelow,
        @About("It helps its kind when they are attacked so near.")
                @Num(min = 0, max = 60, unit = Unit.METRES)
                @Otherwise("0")
                int assist) {
    public static final BehaviourDef STILL = new BehaviourDef(0, 30 * 256, 0, 0, 0);
}
