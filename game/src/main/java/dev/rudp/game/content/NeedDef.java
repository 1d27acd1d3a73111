package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;

@About("A skill that must be known first.")
public record NeedDef(
        @About("Which.") @Refers("skills") int skill,
        @About("At which rank.") @Num(min = 1, max = 10) @Otherwise("1") int rank) {}
