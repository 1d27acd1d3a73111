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

@About("A buff or debuff.")
public record EffectDef(
        @About("What players read.") @Text(max = 40) String name,
        @About("Good or bad.") Polarity polarity,
        @About("What can dispel it.") @Otherwise("magic") Nature nature,
        @About("How long it lasts; 0 lasts until it is removed.")
                @Num(min = 0, max = 3600, unit = Unit.SECONDS)
                int duration,
        @About("How many stacks it grows to.") @Num(min = 1, max = 50) @Otherwise("1") int stacks,
        @About("When it comes again.") @Otherwise("renew") Refresh refresh,
        @About("Whether each source has one of its own.") @Otherwise("false") boolean perSource,
        @About("Changes of stats, per stack.") @Entries(max = 8) List<Modifier> modifiers,
        @About("What its bearer cannot do.") @Entries(max = 4) List<Control> control,
        @About("What its bearer is immune to.") @Entries(max = 4) List<Control> immune,
        @About("Damage that it takes first, per stack.")
                @Num(min = 0, max = 100_000, unit = Unit.POINTS)
                @Otherwise("0")
                int absorb,
        @About("Whether damage ends it.") @Otherwise("false") boolean breaksOnDamage,
        @About("How often `each` happens; 0 for never.")
                @Num(min = 0, max = 60, unit = Unit.SECONDS)
                @Otherwise("0")
                int every,
        @About("What happens then, once per stack.") @Entries(max = 4) List<Op> each,
        @About("What it puts on others.") @Otherwise("none") @Nullable AuraDef aura) {
    public EffectDef {
        if (each.isEmpty() != (every == 0)) {
            throw new UnfitException(
                    "every-seconds", "only one of every-seconds and each", "both or none");
        }
    }
}
