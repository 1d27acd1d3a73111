package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Refers;

/// What a task counts.
public sealed interface Goal {
    @About("Deaths of an NPC by oneself or one's party.")
    record Kill(
            @About("Whose.") @Refers("npcs") int npc,
            @About("How many.") @Num(min = 1, max = 1000) int count)
            implements Goal {}

    @About("Items picked up.")
    record Collect(
            @About("Which.") @Refers("items") int item,
            @About("How many.") @Num(min = 1, max = 1000) int count)
            implements Goal {}
}
