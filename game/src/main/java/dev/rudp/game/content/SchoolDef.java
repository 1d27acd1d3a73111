package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Text;

@About("A kind of damage.")
public record SchoolDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("Whether defence weakens it.") @Otherwise("false") boolean armour,
        @About("The stat whose value, a share, is taken off.") @Refers("stats") int resistance) {}
