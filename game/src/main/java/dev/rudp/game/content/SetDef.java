package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Text;
import java.util.List;

@About("Equipment that is better together.")
public record SetDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("What it does.") @Entries(min = 1, max = 5) List<SetBonus> bonuses) {}
