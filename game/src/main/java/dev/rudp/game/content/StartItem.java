package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;

@About("What a new player carries.")
public record StartItem(
        @About("Which.") @Refers("items") int item,
        @About("How many.") @Num(min = 1, max = 999) @Otherwise("1") int count) {}
