package dev.rudp.client.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.frame.StateWriter;
import dev.rudp.engine.interest.InterestConfig;
import dev.rudp.engine.interest.InterestEvaluator;
import dev.rudp.engine.interest.InterestSet;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.simulation.Simulation;
import dev.rudp.engine.simulation.StepContext;
import dev.rudp.engine.simulation.World;
import dev.rudp.engine.simulation.WorldConfig;
import dev.rudp.engine.snapshot.ClientView;
import dev.rudp.engine.snapshot.DecodeResult;
import dev.rudp.engine.snapshot.SnapshotDecoder;
import dev.rudp.engine.snapshot.SnapshotEncoder;
import org.junit.jupiter.api.Test;

class WorldViewTest {
    private static final int HZ = 60;
    private static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder()
                    .position("x", "y", -1_000, 1_000, 1 / 16.0)
                    .field("vx", -100, 100, 1)
                    .field("heading", 0, 1, 1 / 256.0)
                    .field("weapon", 0, 10, 1)
                    .build();
    private static final FieldMotion MOTION =
            FieldMotion.of(SCHEMA).linear("x", "vx").linear("y").turn("heading");

    private final Script script = new Script();
    private final World world = new World(new WorldConfig(8, 8, 1, HZ, 64, 64), script);
    private final InterestConfig interest = new InterestConfig(900, 8, 1);
    private final InterestEvaluator evaluator = new InterestEvaluator(interest, SCHEMA, 8);
    private final InterestSet sight = new InterestSet(interest);
    private final ClientView client = new ClientView(8);
    private final SnapshotEncoder encoder =
            new SnapshotEncoder(world.frames(), 8, evaluator.enterRadius(), HZ);
    private final SnapshotDecoder decoder = new SnapshotDecoder(SCHEMA, 8, HZ);
    private final WorldView view = new WorldView(MOTION, 8, HZ);
    private final byte[] bytes = new byte[1_200];

    @Test
    void entitiesMoveStraightBetweenTwoSnapshots() {
        join();
        script.set(10, 20, 0, 0, 1);
        snapshot(true);
        script.set(14, 28, 0, 0, 2);
        snapshot(true);
        view.update(decoder, 1.25);

        assertEquals(11, view.x(0), 1e-9);
        assertEquals(22, view.y(0), 1e-9);
        assertEquals(1, view.value(SCHEMA.indexOf("weapon"), 0), 1e-9);
        assertEquals(1.25, view.tick(), 1e-9);
    }

    @Test
    void aLostSnapshotIsBridged() {
        join();
        script.set(0, 0, 0, 0, 0);
        snapshot(true);
        script.set(1, 0, 0, 0, 0);
        snapshot(false);
        script.set(6, 0, 0, 0, 0);
        snapshot(true);
        view.update(decoder, 2);

        assertEquals(3, view.x(0), 1e-9);
    }

    @Test
    void directionsTurnTheShortWayRound() {
        join();
        script.set(0, 0, 0, 15 / 16.0, 0);
        snapshot(true);
        script.set(0, 0, 0, 1 / 16.0, 0);
        snapshot(true);

        view.update(decoder, 1.5);
        assertEquals(0, view.value(SCHEMA.indexOf("heading"), 0), 1e-9);
        view.update(decoder, 1.75);
        assertEquals(1 / 32.0, view.value(SCHEMA.indexOf("heading"), 0), 1e-9);
    }

    @Test
    void beyondTheNewestSnapshotEntitiesGoOnForAWhileAndThenStand() {
        join();
        script.set(10, 0, 30, 0, 0);
        snapshot(true);

        view.update(decoder, 1 + HZ / 10.0);
        assertEquals(13, view.x(0), 1e-9);
        view.update(decoder, 1 + 10 * HZ);
        assertEquals(10 + 30 * WorldView.EXTRAPOLATED_SECONDS, view.x(0), 1e-9);
    }

    @Test
    void whoComesAppearsWithItsSnapshotAndWhoGoesStaysUntilThen() {
        join();
        snapshot(true);
        assertTrue(world.port(0).join(2, 2));
        snapshot(true);
        view.update(decoder, 1.9);
        assertEquals(1, view.count());
        view.update(decoder, 2);
        assertEquals(2, view.count());
        assertEquals(1, view.indexOf(1, 1));

        assertTrue(world.port(0).leave(1, 1));
        snapshot(true);
        view.update(decoder, 2.9);
        assertEquals(2, view.count());
        view.update(decoder, 3);
        assertEquals(1, view.count());
        assertEquals(-1, view.indexOf(1, 1));
    }

    @Test
    void beforeTheFirstSnapshotThereIsNobody() {
        view.update(decoder, 0);

        assertEquals(0, view.count());
    }

    private void join() {
        assertTrue(world.port(0).join(1, 1));
        sight.reset(0, 1, 0);
    }

    private void snapshot(boolean arrives) {
        Frame frame = world.advance(0);
        evaluator.update(frame, sight);
        int length = encoder.encode(frame, sight, client, bytes, 0, bytes.length);
        if (arrives) {
            assertEquals(DecodeResult.DECODED, decoder.decode(bytes, 0, length));
            client.onDecoded(decoder.decodedTick(), decoder.missing());
        }
    }

    /// All entities are where the test says.
    private static final class Script implements Simulation {
        private final double[] values = new double[SCHEMA.fieldCount()];

        void set(double... newValues) {
            System.arraycopy(newValues, 0, values, 0, values.length);
        }

        @Override
        public ReplicatedSchema schema() {
            return SCHEMA;
        }

        @Override
        public void spawnPlayer(int slot, long clientId) {}

        @Override
        public void despawnPlayer(int slot) {}

        @Override
        public void step(StepContext context) {}

        @Override
        public void writeState(StateWriter out, EntitySlots slots) {
            for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
                for (int field = 0; field < values.length; field++) {
                    out.set(field, slot, values[field]);
                }
            }
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }
}
