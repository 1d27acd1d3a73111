package dev.rudp.engine.interest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.EntityScope;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.FrameRing;
import dev.rudp.engine.frame.FrameWriter;
import dev.rudp.engine.schema.ReplicatedSchema;
import org.junit.jupiter.api.Test;

/// Rings, scopes and the filter: the player of slot 0 stands at 0, others along the x axis.
class InterestRingsTest {
    private static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder()
                    .position("x", "y", -5_000, 5_000, 1)
                    .field("team", 0, 3, 1)
                    .team("team")
                    .build();
    private static final int OWN = 0;
    private static final int OTHER = 1;
    private static final DetailRings RINGS = new DetailRings(100, 200, 400, 2);

    private final EntitySlots slots = new EntitySlots(16);
    private final FrameRing ring = new FrameRing(SCHEMA, 16, 8);
    private final FrameWriter writer = new FrameWriter(ring);
    private final InterestConfig config = new InterestConfig(1_000, 16, 1, 5, RINGS);
    private final InterestSet set = new InterestSet(config);
    private boolean hidden;
    private final InterestEvaluator evaluator =
            new InterestEvaluator(
                    config, SCHEMA, 16, (frame, viewer, entity) -> entity != OTHER || !hidden);

    private void join(int entities) {
        for (int i = 0; i < entities; i++) {
            slots.allocate();
        }
        set.reset(OWN, 1, 0);
    }

    private Frame at(int x) {
        writer.begin(slots, 0);
        writer.state().setStep(0, OTHER, x);
        return update();
    }

    private Frame update() {
        Frame frame = writer.publish();
        evaluator.update(frame, set);
        return frame;
    }

    private boolean sees(int slot) {
        return set.placeOf(slot, slots.generation(slot)) >= 0;
    }

    @Test
    void ringsHaveHysteresisAtEachBorder() {
        join(2);
        int[] path = {99, 101, 115, 116, 101, 100, 230, 231, 199, 500, 461, 399};
        int[] expected = {0, 0, 0, 1, 1, 0, 1, 2, 1, 3, 3, 2};
        for (int i = 0; i < path.length; i++) {
            at(path[i]);
            assertEquals(expected[i], set.ring(set.placeOf(OTHER, 1)), "at " + path[i]);
        }
    }

    @Test
    void ownEntityHasPlaceZeroAndOthersKeepTheirs() {
        join(4);
        at(50);
        assertEquals(0, set.placeOf(OWN, 1));
        int place = set.placeOf(3, 1);
        slots.free(2);
        at(50);
        slots.allocate();
        at(50);
        assertEquals(place, set.placeOf(3, 1));
        assertTrue(set.placeOf(2, 2) > 0);
    }

    @Test
    void inACrowdOnlyTheNearestAreToldAtFullRate() {
        join(6);
        writer.begin(slots, 0);
        for (int slot = 1; slot < 6; slot++) {
            writer.state().setStep(0, slot, 10 * slot);
        }
        update();
        int slow = 0;
        for (int slot = 1; slot < 6; slot++) {
            slow += set.ring(set.placeOf(slot, 1)) == 2 ? 1 : 0;
        }
        assertEquals(4, slow);
        assertEquals(0, set.ring(set.placeOf(1, 1)));
    }

    @Test
    void scopesDecideWhoIsTold() {
        join(3);
        for (EntityScope scope : EntityScope.values()) {
            for (int owner : new int[] {OWN, 2}) {
                for (int x : new int[] {10, 4_000}) {
                    for (int team : new int[] {0, 1}) {
                        writer.begin(slots, 0);
                        writer.state().setStep(0, OTHER, x);
                        writer.state().setStep(2, OTHER, team);
                        writer.state().scope(OTHER, scope, owner);
                        update();
                        boolean near = x == 10;
                        boolean expected =
                                switch (scope) {
                                    case NEARBY -> near;
                                    case GLOBAL -> true;
                                    case OWNER -> owner == OWN;
                                    case TEAM -> team == 0;
                                    case HIDDEN -> near && owner == OWN;
                                };
                        assertEquals(expected, sees(OTHER), scope + " " + owner + " " + x);
                    }
                }
            }
        }
    }

    @Test
    void whoIsHiddenStaysForTheTimeOfGraceAndIsNotToldWhenNew() {
        join(2);
        at(10);
        hidden = true;
        for (int tick = 0; tick < 5; tick++) {
            at(10);
            assertTrue(sees(OTHER), "tick " + tick);
        }
        for (int tick = 0; tick < 10; tick++) {
            at(10);
            assertEquals(1, set.count());
        }
        hidden = false;
        at(10);
        assertTrue(sees(OTHER));
        hidden = true;
        at(10);
        hidden = false;
        at(10);
        hidden = true;
        for (int tick = 0; tick < 5; tick++) {
            at(10);
            assertTrue(sees(OTHER), "the grace begins anew");
        }
    }

    @Test
    void whoChangesTheTeamComesAnew() {
        join(2);
        at(10);
        assertTrue(set.isAlly(set.placeOf(OTHER, 1)));
        set.clearTurned();
        writer.begin(slots, 0);
        writer.state().setStep(2, OTHER, 2);
        update();
        int place = set.placeOf(OTHER, 1);
        assertTrue(!set.isAlly(place) && set.isAnyTurned());
        int turned = InterestSet.TURNED * set.words();
        assertEquals(1L << place, set.bits()[turned]);
    }
}
