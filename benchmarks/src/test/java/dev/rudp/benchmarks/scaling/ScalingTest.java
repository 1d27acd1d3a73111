package dev.rudp.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.frame.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingTest {
    private static final int PLAYERS = 301;
    private static final int TICKS = 300;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void anyNumberOfWorkersLeadsToTheSameState(int workers) {
        assertEquals(hashAfter(1), hashAfter(workers));
    }

    @Test
    void aCrewHasEachPartDoneOnceInEachRound() {
        int[] done = new int[4];
        try (Crew crew = new Crew(4)) {
            for (int round = 0; round < 1_000; round++) {
                crew.run(worker -> done[worker]++);
                for (int worker = 0; worker < 4; worker++) {
                    assertEquals(round + 1, done[worker], "worker=" + worker);
                }
            }
        }
    }

    @Test
    void playersOfAPopulatedWorldSeeEachOtherAndAreToldSo() {
        PopulatedWorld world = new PopulatedWorld(200);
        PopulatedWorld.Teller teller = world.teller();
        for (int tick = 0; tick < 100; tick++) {
            world.think();
            Frame frame = world.advance();
            teller.tell(frame, 0, world.players());
        }
        assertTrue(world.meanVisible() > 20, "visible=" + world.meanVisible());
        assertTrue(teller.bytes() > 200L * 100 * 40, "bytes=" + teller.bytes());
    }

    private static long hashAfter(int workers) {
        MovementScene scene = new MovementScene(PLAYERS);
        try (Crew crew = new Crew(workers)) {
            for (int tick = 0; tick < TICKS; tick++) {
                scene.think();
                scene.separate();
                crew.run(worker -> scene.move(worker, workers));
                scene.publish();
            }
        }
        return scene.stateHash();
    }
}
