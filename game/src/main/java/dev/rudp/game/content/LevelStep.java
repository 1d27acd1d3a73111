package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;

@About("A level.")
public record LevelStep(
        @About("Experience in all that it needs.") @Num(min = 1, max = 1_000_000_000)
                int experience) {}
