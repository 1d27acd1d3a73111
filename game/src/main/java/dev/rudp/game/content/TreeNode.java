package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import java.util.List;

@About("A skill in a class's tree.")
public record TreeNode(
        @About("Which.") @Refers("skills") int skill,
        @About("From which level on.") @Num(min = 1, max = 100) @Otherwise("1") int level,
        @About("Points that must be spent in this tree before.")
                @Num(min = 0, max = 100)
                @Otherwise("0")
                int spent,
        @About("What must be known before.") @Entries(max = 4) List<NeedDef> needs) {}
