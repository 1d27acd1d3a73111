package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Unit;

@About("Puts an effect on all around, for as long as they stay near.")
public record AuraDef(
        @About("How near.") @Num(min = 1, max = 50, unit = Unit.METRES) int radius,
        @About("On whom.") Who who,
        @About("Which; it should last about two seconds.") @Refers("effects") int effect) {}
