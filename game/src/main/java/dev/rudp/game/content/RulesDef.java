package dev.rudp.game.content;

import dev.rudp.game.declare.About;
import dev.rudp.game.declare.Num;
import dev.rudp.game.declare.Otherwise;
import dev.rudp.game.declare.Unit;

@About("Numbers that hold for everybody.")
public record RulesDef(
        @About("Between two skills of one actor.")
                @Num(min = 0, max = 5, unit = Unit.SECONDS)
                @Otherwise("1")
                int globalCooldown,
        @About("So long after the last blow one is in combat.")
                @Num(min = 1, max = 60, unit = Unit.SECONDS)
                @Otherwise("6")
                int combat,
        @About("The share of health regeneration that is left in combat.")
                @Num(min = 0, max = 1, unit = Unit.RATIO)
                @Otherwise("0.2")
                int combatRegeneration,
        @About("How likely equals hit each other.")
                @Num(min = 0, max = 1, unit = Unit.RATIO)
                @Otherwise("0.92")
                int hit,
        @About("What each point of accuracy over evasion adds to that.")
                @Num(min = 0, max = 0.1, unit = Unit.RATIO)
                @Otherwise("0.002")
                int hitPerPoint,
        @About("What each level of difference adds.")
                @Num(min = 0, max = 0.1, unit = Unit.RATIO)
                @Otherwise("0.01")
                int hitPerLevel,
        @About("The least chance to hit.")
                @Num(min = 0, max = 1, unit = Unit.RATIO)
                @Otherwise("0.05")
                int hitLeast,
        @About("Damage varies by this share up and down.")
                @Num(min = 0, max = 0.5, unit = Unit.RATIO)
                @Otherwise("0.1")
                int spread,
        @About("So much defence halves damage, per level of the attacker.")
                @Num(min = 1, max = 10_000, unit = Unit.POINTS)
                @Otherwise("40")
                int defenceHalf,
        @About("No resistance counts beyond this share.")
                @Num(min = 0, max = 1, unit = Unit.RATIO)
                @Otherwise("0.75")
                int resistanceMost,
        @About(
                        "Crowd control of one kind within this time lasts shorter each time, then not at all.")
                @Num(min = 1, max = 60, unit = Unit.SECONDS)
                @Otherwise("15")
                int diminishing,
        @About("From death until one may return.")
                @Num(min = 0, max = 600, unit = Unit.SECONDS)
                @Otherwise("5")
                int respawn,
        @About("The share of the pools that one returns with.")
                @Num(min = 0.01, max = 1, unit = Unit.RATIO)
                @Otherwise("0.5")
                int respawnShare,
        @About("The share of a level's experience that death costs.")
                @Num(min = 0, max = 1, unit = Unit.RATIO)
                @Otherwise("0.02")
                int deathExperience,
        @About("Experience is shared with party members so near.")
                @Num(min = 1, max = 200, unit = Unit.METRES)
                @Otherwise("60")
                int share,
        @About("How near things are to be picked up.")
                @Num(min = 1, max = 20, unit = Unit.METRES)
                @Otherwise("3")
                int reach,
        @About("How near shops and partners in trade are.")
                @Num(min = 1, max = 50, unit = Unit.METRES)
                @Otherwise("8")
                int trade,
        @About("The share of the price that a shop pays.")
                @Num(min = 0, max = 1, unit = Unit.RATIO)
                @Otherwise("0.25")
                int sell,
        @About("So long only those who earned it pick it up.")
                @Num(min = 0, max = 600, unit = Unit.SECONDS)
                @Otherwise("60")
                int lootOwned,
        @About("Then it vanishes.") @Num(min = 1, max = 3600, unit = Unit.SECONDS) @Otherwise("180")
                int lootStays,
        @About("NPCs farther from every player are asleep.")
                @Num(min = 20, max = 500, unit = Unit.METRES)
                @Otherwise("80")
                int wake,
        @About("How far one is heard who speaks.")
                @Num(min = 1, max = 200, unit = Unit.METRES)
                @Otherwise("30")
                int hearing,
        @About("Messages in one burst.") @Num(min = 1, max = 20) @Otherwise("5") int chatBurst,
        @About("Until one more may be said.")
                @Num(min = 0.1, max = 60, unit = Unit.SECONDS)
                @Otherwise("2")
                int chatRefill) {}
