package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Ids;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Text;
import dev.rudp.game.declare.UnfitException;
import dev.rudp.game.declare.Unit;
import java.util.List;

@About("What can be had.")
public record ItemDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("What it is, for players.") @Text(max = 200) String about,
        @About("What it is for.") ItemKind kind,
        @About("How many lie in one place of a bag.") @Num(min = 1, max = 999) @Otherwise("1")
                int stack,
        @About("Kilograms.") @Num(min = 0, max = 1000, unit = Unit.POINTS) @Otherwise("0.1")
                int weight,
        @About("What a shop asks.") @Num(min = 0, max = 1_000_000) @Otherwise("0") int price,
        @About("Where it is worn.") @Otherwise("none") EquipSlot slot,
        @About("From which level on it can be used.") @Num(min = 1, max = 100) @Otherwise("1")
                int level,
        @About("Who can use it; all, if empty.") @Refers("classes") @Entries(max = 16) Ids classes,
        @About("What it changes while worn.") @Entries(max = 8) List<Modifier> modifiers,
        @About("Deaths and blows until it breaks; 0 for never.")
                @Num(min = 0, max = 10_000)
                @Otherwise("0")
                int durability,
        @About("The set it belongs to.") @Refers("sets") @Otherwise("none") int set,
        @About("What happens to whoever uses it up.") @Entries(max = 4) List<Op> effects,
        @About("Until another of its kind can be used.")
                @Num(min = 0, max = 3600, unit = Unit.SECONDS)
                @Otherwise("0")
                int cooldown) {
    public ItemDef {
        if ((kind == ItemKind.EQUIPMENT) != (slot != EquipSlot.NONE)) {
            throw new UnfitException(
                    "slot",
                    slot == EquipSlot.NONE ? "none" : "a slot",
                    kind == ItemKind.EQUIPMENT
                            ? "where it is worn"
                            : "none, for it is no equipment");
        }
        if (kind == ItemKind.EQUIPMENT && stack > 1) {
            throw new UnfitException("stack", Integer.toString(stack), "1, for it is equipment");
        }
        if ((kind == ItemKind.CONSUMABLE) == effects.isEmpty()) {
            throw new UnfitException(
                    "effects",
                    effects.isEmpty() ? "none" : "some",
                    kind == ItemKind.CONSUMABLE
                            ? "some, for it is a consumable"
                            : "none, for it is no consumable");
        }
    }
}
