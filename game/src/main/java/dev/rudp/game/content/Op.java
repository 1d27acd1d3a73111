package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Amounts;
import dev.rudp.game.declare.Entries;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Refers;
import dev.rudp.game.declare.Unit;

/// The closed set of things that skills, items and effects do. New skills are new combinations.
public sealed interface Op {
    @About("Harms, by the formula of docs/content.md.")
    record Damage(
            @About("Of which kind.") @Refers("schools") int school,
            @About("Points before everything else.")
                    @Num(min = 0, max = 100_000, unit = Unit.POINTS)
                    int amount,
            @About("How much each point of these stats of the attacker adds.")
                    @Refers("stats")
                    @Num(min = -10, max = 10, unit = Unit.RATIO)
                    @Entries(max = 4)
                    Amounts scaling)
            implements Op {}

    @About("Gives health.")
    record Heal(
            @About("Points.") @Num(min = 0, max = 100_000, unit = Unit.POINTS) int amount,
            @About("How much each point of these stats of the healer adds.")
                    @Refers("stats")
                    @Num(min = -10, max = 10, unit = Unit.RATIO)
                    @Entries(max = 4)
                    Amounts scaling)
            implements Op {}

    @About("Fills or empties a pool.")
    record Restore(
            @About("Which.") Pool pool,
            @About("Points; negative ones drain.")
                    @Num(min = -100_000, max = 100_000, unit = Unit.POINTS)
                    int amount)
            implements Op {}

    @About("Puts an effect on somebody.")
    record Apply(
            @About("Which.") @Refers("effects") int effect,
            @About("How likely.") @Num(min = 0, max = 1, unit = Unit.RATIO) @Otherwise("1")
                    int chance,
            @About("On whom.") @Otherwise("target") Side to)
            implements Op {}

    @About("Removes effects, the newest first.")
    record Dispel(
            @About("Made of what.") Nature nature,
            @About("Good or bad ones.") Polarity polarity,
            @About("At most so many.") @Num(min = 1, max = 16) @Otherwise("1") int count)
            implements Op {}

    @About("Ends a cast or channel and keeps its skill locked.")
    record Interrupt(@About("How long.") @Num(min = 0, max = 60, unit = Unit.SECONDS) int lock)
            implements Op {}

    @About("Raises the threat of whoever acts: of a taunt over everybody else's.")
    record Threat(
            @About("Points.") @Num(min = 0, max = 1_000_000, unit = Unit.POINTS) int amount,
            @About("Whether to go to the top first.") @Otherwise("false") boolean taunt)
            implements Op {}

    @About("Moves whoever is hit away; negative metres pull.")
    record Push(@About("How far.") @Num(min = -20, max = 20, unit = Unit.METRES) int distance)
            implements Op {}

    @About("Brings a dead ally back.")
    record Revive(
            @About("With this share of health.") @Num(min = 0.01, max = 1, unit = Unit.RATIO)
                    int share)
            implements Op {}
}
