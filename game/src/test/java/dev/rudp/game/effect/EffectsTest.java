package dev.rudp.game.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.game.actor.Actors;
import dev.rudp.game.content.Content;
import dev.rudp.game.content.Control;
import dev.rudp.game.content.Nature;
import dev.rudp.game.content.Packs;
import dev.rudp.game.content.Polarity;
import dev.rudp.game.content.Section;
import dev.rudp.testkit.seed.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final Content PACK = Packs.starter();
    private static final int STUN = id("stunned");

    private Actors actors;
    private Effects effects;

    @BeforeEach
    void begin() {
        actors = new Actors(4, PACK.statCount());
        effects = new Effects(actors);
        for (int slot = 0; slot < 4; slot++) {
            actors.begin(slot, Actors.PLAYER, slot + 10L, 0, 1);
            effects.clear(slot);
        }
    }

    @Test
    void lastsItsTimeAndNotATickMore() {
        assertEquals(Application.BEGAN, effects.apply(PACK, 0, STUN, 1, 100));
        assertTrue(effects.isUnder(0, Control.STUN));
        assertEquals(Effects.NONE, effects.expire(PACK, 0, 100 + 179));
        assertEquals(STUN, effects.expire(PACK, 0, 100 + 180));
        assertFalse(effects.isUnder(0, Control.STUN));
    }

    @Test
    void controlOfOneKindDiminishesThenStopsThenRecovers() {
        int tick = 0;
        for (int lasts : new int[] {180, 90, 45}) {
            assertEquals(Application.BEGAN, effects.apply(PACK, 0, STUN, 1, tick));
            assertEquals(lasts, effects.left(0, 0, tick));
            tick += lasts;
            assertEquals(STUN, effects.expire(PACK, 0, tick));
        }
        assertEquals(Application.DIMINISHED, effects.apply(PACK, 0, STUN, 1, tick));
        tick += PACK.rules().diminishing() + 1;
        assertEquals(Application.BEGAN, effects.apply(PACK, 0, STUN, 1, tick));
        assertEquals(180, effects.left(0, 0, tick));
    }

    @Test
    void stacksPerSourceUpToTheMost() {
        int burning = id("burning");
        for (int i = 0; i < 9; i++) {
            effects.apply(PACK, 0, burning, 1, i);
        }
        effects.apply(PACK, 0, burning, 2, 9);
        assertEquals(2, effects.count(0));
        assertEquals(5, effects.stacks(0, 0));
        assertEquals(1, effects.stacks(0, 1));
    }

    @Test
    void extendsUpToTwiceTheTime() {
        int regenerating = id("regenerating");
        for (int i = 0; i < 9; i++) {
            effects.apply(PACK, 0, regenerating, 0, 0);
        }
        assertEquals(2 * 720, effects.left(0, 0, 0));
    }

    @Test
    void keepsWhatKeepsAndRenewsWhatRenews() {
        effects.apply(PACK, 0, id("well-fed"), 0, 0);
        effects.apply(PACK, 0, id("chilled"), 0, 0);
        assertEquals(Application.KEPT, effects.apply(PACK, 0, id("well-fed"), 0, 60));
        assertEquals(Application.CHANGED, effects.apply(PACK, 0, id("chilled"), 0, 60));
        assertEquals(600 * 60 - 60, effects.left(0, 0, 60));
        assertEquals(5 * 60, effects.left(0, 1, 60));
    }

    @Test
    void immunityRefusesControlAndUndoesIt() {
        effects.apply(PACK, 0, STUN, 1, 0);
        effects.apply(PACK, 0, id("unstoppable"), 0, 1);
        assertFalse(effects.isUnder(0, Control.STUN));
        assertEquals(Application.IMMUNE, effects.apply(PACK, 0, id("frozen"), 1, 2));
    }

    @Test
    void dispelsTheNewestOfItsKindOnly() {
        effects.apply(PACK, 0, id("poisoned"), 1, 0);
        effects.apply(PACK, 0, id("poisoned"), 2, 1);
        effects.apply(PACK, 0, id("cursed"), 1, 2);
        assertEquals(1, effects.dispel(PACK, 0, Nature.POISON, Polarity.DEBUFF, 1));
        assertEquals(1, effects.source(0, 0));
        assertTrue(effects.has(0, id("cursed")));
        assertEquals(0, effects.dispel(PACK, 0, Nature.POISON, Polarity.BUFF, 9));
    }

    @Test
    void shieldsTakeDamageFirstAndFrostBreaks() {
        effects.apply(PACK, 0, id("ice-barrier"), 0, 0);
        effects.apply(PACK, 1, id("frozen"), 0, 0);
        assertEquals(0, effects.takeDamage(PACK, 0, 25_000));
        assertEquals(5_000, effects.takeDamage(PACK, 0, 40_000));
        assertEquals(0, effects.count(0));
        assertEquals(7_000, effects.takeDamage(PACK, 1, 7_000));
        assertFalse(effects.isUnder(1, Control.ROOT));
    }

    @Test
    void aFullBearerRefusesAndCounts() {
        int poison = id("poisoned");
        Actors many = new Actors(40, PACK.statCount());
        Effects crowded = new Effects(many);
        for (int slot = 0; slot < 40; slot++) {
            many.begin(slot, Actors.PLAYER, slot + 10L, 0, 1);
            crowded.clear(slot);
        }
        for (int source = 0; source < 20; source++) {
            crowded.apply(PACK, 0, poison, source, 0);
        }
        assertEquals(Effects.PER_ACTOR, crowded.count(0));
        assertEquals(4, crowded.refusedFull());
    }

    @Test
    void whateverComesAndGoesTheControlIsThatOfWhatIsThere() {
        Seeds.forEach(
                100,
                random -> {
                    begin();
                    for (int tick = 0; tick < 400; tick++) {
                        int effect = random.nextInt(PACK.count(Section.EFFECTS));
                        switch (random.nextInt(4)) {
                            case 0, 1 -> effects.apply(PACK, 0, effect, random.nextInt(4), tick);
                            case 2 -> effects.remove(PACK, 0, effect);
                            default -> effects.dispel(PACK, 0, Nature.PHYSICAL, Polarity.DEBUFF, 2);
                        }
                        while (effects.expire(PACK, 0, tick) != Effects.NONE) {
                            assertTrue(effects.count(0) < Effects.PER_ACTOR);
                        }
                        int control = 0;
                        int immune = 0;
                        for (int place = 0; place < effects.count(0); place++) {
                            int there = effects.effect(0, place);
                            for (Control bit : PACK.effect(there).control()) {
                                control |= 1 << bit.index();
                            }
                            for (Control bit : PACK.effect(there).immune()) {
                                immune |= 1 << bit.index();
                            }
                            assertTrue(effects.stacks(0, place) <= PACK.effect(there).stacks());
                        }
                        assertEquals(control & ~immune, actors.controlled[0]);
                    }
                });
    }

    private static int id(String name) {
        return PACK.id(Section.EFFECTS, name);
    }
}
