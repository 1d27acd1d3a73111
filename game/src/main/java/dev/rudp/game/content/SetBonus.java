package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Num;
import java.util.List;

@About("What a set does.")
public record SetBonus(
        @About("From so many pieces on.") @Num(min = 2, max = 10) int pieces,
        @About("Changes of stats.") @Entries(min = 1, max = 8) List<Modifier> modifiers) {}
