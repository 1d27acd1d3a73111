package dev.rudp.game.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.content.Content;
import dev.rudp.game.content.Modifier;
import dev.rudp.game.content.ModifierOp;
import dev.rudp.game.content.Packs;
import dev.rudp.game.content.Pool;
import dev.rudp.game.content.Section;
import dev.rudp.game.content.StatRole;
import dev.rudp.testkit.seed.SeededRandom;
import dev.rudp.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatSumTest {
    private static final Content PACK = Packs.starter();
    private static final ModifierOp[] OPS = ModifierOp.values();
    private static final int STRENGTH = PACK.id(Section.STATS, "strength");
    private static final int ATTACK = PACK.id(Section.STATS, "attack");

    private final Actors actors = new Actors(2, PACK.statCount());
    private final StatSum sum = new StatSum(PACK.statCount());

    @Test
    void followsTheWrittenOrder() {
        // Strength 5 + 15 = 20, agility 5: attack 20 × 0.6 + 5 × 0.3 = 13.5;
        // (13.5 + 6.5) × (1 + 0.1 + 0.4) × 0.5 × 2 = 30.
        set(
                List.of(
                        new Modifier(STRENGTH, ModifierOp.FLAT, 15_000),
                        new Modifier(ATTACK, ModifierOp.MULTIPLICATIVE, -500),
                        new Modifier(ATTACK, ModifierOp.ADDITIVE, 100),
                        new Modifier(ATTACK, ModifierOp.FLAT, 6_500),
                        new Modifier(ATTACK, ModifierOp.ADDITIVE, 400),
                        new Modifier(ATTACK, ModifierOp.MULTIPLICATIVE, 1_000)));
        assertEquals(30_000, actors.stat(0, ATTACK));
    }

    @Test
    void theOrderOfAddingDoesNotMatterAndTakingAwayRestores() {
        Seeds.forEach(
                300,
                random -> {
                    List<Modifier> modifiers = any(random, 12);
                    set(modifiers);
                    int[] first = stats();
                    Collections.shuffle(modifiers, new Random(random.nextLong()));
                    set(modifiers);
                    int[] second = stats();
                    for (int stat = 0; stat < first.length; stat++) {
                        assertTrue(Math.abs(first[stat] - second[stat]) <= 1, "stat=" + stat);
                    }
                    set(List.of());
                    int[] bare = stats();
                    set(modifiers);
                    set(List.of());
                    for (int stat = 0; stat < bare.length; stat++) {
                        assertEquals(bare[stat], stats()[stat]);
                        assertTrue(first[stat] >= PACK.stat(stat).min());
                        assertTrue(first[stat] <= PACK.stat(stat).max());
                    }
                });
    }

    @Test
    void aSecondOfRegenerationIsExactlyTheRate() {
        actors.begin(1, Actors.PLAYER, 1, 0, 1);
        set(List.of());
        for (int stat = 0; stat < PACK.statCount(); stat++) {
            actors.setStat(1, stat, actors.stat(0, stat));
        }
        int rate = actors.stat(1, PACK, StatRole.MANA_REGENERATION);
        for (int start = 0; start < 130; start++) {
            actors.setPool(1, Pool.MANA, 0);
            for (int tick = start; tick < start + 60; tick++) {
                Regeneration.step(actors, PACK, 1, tick);
            }
            assertEquals(rate, actors.pool(1, Pool.MANA));
        }
    }

    private void set(List<Modifier> modifiers) {
        actors.begin(0, Actors.PLAYER, 1, 0, 1);
        sum.begin(PACK);
        modifiers.forEach(modifier -> sum.add(modifier, 1));
        sum.finish(PACK, actors, 0);
    }

    private int[] stats() {
        int[] values = new int[PACK.statCount()];
        for (int stat = 0; stat < values.length; stat++) {
            values[stat] = actors.stat(0, stat);
        }
        return values;
    }

    private static List<Modifier> any(SeededRandom random, int count) {
        List<Modifier> modifiers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ModifierOp op = OPS[random.nextInt(OPS.length)];
            int amount = op == ModifierOp.FLAT ? random.nextInt(50_000) : random.nextInt(-300, 500);
            modifiers.add(new Modifier(random.nextInt(PACK.statCount()), op, amount));
        }
        return modifiers;
    }
}
