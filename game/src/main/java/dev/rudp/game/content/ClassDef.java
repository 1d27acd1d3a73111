package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Amounts;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Ids;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Text;
import dev.rudp.game.declare.Unit;
import java.util.List;

@About("What a player can be.")
public record ClassDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("What it is like, for players.") @Text(max = 200) String about,
        @About("Added to the stats' bases.")
                @Refers("stats")
                @Num(min = -1000, max = 1_000_000, unit = Unit.POINTS)
                @Entries(max = 32)
                Amounts base,
        @About("Added with each level after the first.")
                @Refers("stats")
                @Num(min = 0, max = 10_000, unit = Unit.POINTS)
                @Entries(max = 32)
                Amounts perLevel,
        @About("Known from the start.") @Refers("skills") @Entries(min = 1, max = 8) Ids skills,
        @About("What can be learned.") @Entries(max = 24) List<TreeNode> tree,
        @About("Carried from the start.") @Entries(max = 16) List<StartItem> items) {}
