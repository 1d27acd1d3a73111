package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Amounts;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Ids;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Text;
import dev.rudp.game.declare.UnfitException;
import dev.rudp.game.declare.Unit;
import org.jspecify.annotations.Nullable;

@About("Monsters, animals, townsfolk.")
public record NpcDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("How it stands to players.") Faction faction,
        @About("Its level.") @Num(min = 1, max = 100) int level,
        @About("Bases of stats, in place of the stats' own.")
                @Refers("stats")
                @Num(min = -1000, max = 1_000_000, unit = Unit.POINTS)
                @Entries(max = 32)
                Amounts stats,
        @About("What it does in a fight, the best first.") @Refers("skills") @Entries(max = 8)
                Ids skills,
        @About("What it leaves.") @Refers("loot") @Otherwise("none") int loot,
        @About("What its death is worth.") @Num(min = 0, max = 1_000_000) @Otherwise("0")
                int experience,
        @About("How it behaves.") @Otherwise("none") @Nullable BehaviourDef behaviour,
        @About("What it sells.") @Refers("items") @Entries(max = 48) Ids shop) {
    public NpcDef {
        behaviour = behaviour == null ? BehaviourDef.STILL : behaviour;
        if (shop.size() > 0 && faction != Faction.FRIENDLY) {
            throw new UnfitException("shop", "something to sell", "a friendly faction");
        }
    }

    /// {@return how it behaves; never null, unlike the key}
    public BehaviourDef manner() {
        return behaviour == null ? BehaviourDef.STILL : behaviour;
    }
}
