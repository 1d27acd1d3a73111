package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Text;
import dev.rudp.game.declare.UnfitException;
import dev.rudp.game.declare.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

@About("What players and NPCs can do.")
public record SkillDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("What it does, for players.") @Text(max = 200) String about,
        @About("How it is used.") Use use,
        @About("What it is aimed at.") Aim aim,
        @About("Whom it reaches.") @Otherwise("enemies") Who who,
        @About("How far.") @Num(min = 0, max = 60, unit = Unit.METRES) @Otherwise("0") int range,
        @About("How it gets there.") Delivery delivery,
        @About("What it costs.") @Otherwise("none") @Nullable CostDef cost,
        @About("Until it can be used again.")
                @Num(min = 0, max = 3600, unit = Unit.SECONDS)
                @Otherwise("0")
                int cooldown,
        @About("How many uses can be saved up.") @Num(min = 1, max = 10) @Otherwise("1")
                int charges,
        @About("Whether the global cooldown holds for it.") @Otherwise("true") boolean global,
        @About("How often it can be learned.") @Num(min = 1, max = 10) @Otherwise("1") int ranks,
        @About("How much stronger each rank is than the first.")
                @Num(min = 0, max = 1, unit = Unit.RATIO)
                @Otherwise("0.1")
                int perRank,
        @About("What happens to whom it reaches.") @Entries(max = 6) List<Op> effects) {
    public SkillDef {
        cost = cost == null ? CostDef.NOTHING : cost;
        boolean points =
                delivery instanceof Delivery.Projectile
                        || delivery instanceof Delivery.Line
                        || delivery instanceof Delivery.Dash
                        || delivery instanceof Delivery.Arc;
        if (aim == Aim.ENTITY && range == 0) {
            throw new UnfitException("range-metres", "0", "a range, for it is aimed at an entity");
        }
        if (aim == Aim.DIRECTION && !points) {
            throw new UnfitException(
                    "delivery.type",
                    "one without direction",
                    "arc, line, projectile or dash, for it is aimed in a direction");
        }
        if (delivery instanceof Delivery.Chain && aim != Aim.ENTITY) {
            throw new UnfitException("aim", "no entity", "entity, where a chain begins");
        }
        if (use instanceof Use.Toggle && aim != Aim.SELF) {
            throw new UnfitException(
                    "aim", "another than self", "self, for a toggle lies on its user");
        }
    }

    /// {@return what it costs; never null, unlike the key}
    public CostDef price() {
        return cost == null ? CostDef.NOTHING : cost;
    }
}
