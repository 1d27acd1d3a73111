package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Text;

@About("A counter with a reward. Every player has all tasks of the level from the start.")
public record TaskDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("What to do, for players.") @Text(max = 200) String about,
        @About("From which level on it counts.") @Num(min = 1, max = 100) @Otherwise("1") int level,
        @About("What it counts.") Goal goal,
        @About("The reward.") @Num(min = 0, max = 1_000_000) @Otherwise("0") int experience,
        @About("The reward.") @Num(min = 0, max = 1_000_000) @Otherwise("0") int gold) {}
