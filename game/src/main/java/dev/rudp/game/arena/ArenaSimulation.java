package dev.rudp.game.arena;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.StateWriter;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.simulation.Simulation;
import dev.rudp.engine.simulation.StepContext;
import dev.rudp.game.map.WorldMap;
import dev.rudp.game.movement.Kinematics;
import dev.rudp.game.movement.Movement;
import dev.rudp.game.movement.MovementSettings;
import dev.rudp.game.movement.Separation;

/// Players in a map. A function of the map, the settings, the seed and the inputs: two arenas that
/// see the same joins and inputs have equal [#stateHash()]es for ever. Owner: the world thread.
/// Allocates nothing after construction.
public final class ArenaSimulation implements Simulation {
    private final Movement movement;
    private final Separation separation;
    private final SpawnPlaces places;
    private final Regrouping regrouping;
    private final Kinematics bodies;
    private final boolean[] present;
    private final int[] slots;

    /// @param tickHz the world's ticks a second
    /// @param capacity the world's entity slots
    /// @param seed decides where players appear
    public ArenaSimulation(
            WorldMap map, MovementSettings settings, int tickHz, int capacity, long seed) {
        this(map, settings, tickHz, capacity, seed, 0);
    }

    /// @param regroupTicks so often a sixteenth of the players is put elsewhere, for load tests; 0:
    ///   never
    public ArenaSimulation(
            WorldMap map,
            MovementSettings settings,
            int tickHz,
            int capacity,
            long seed,
            int regroupTicks) {
        this.movement = new Movement(settings, map, tickHz);
        this.separation = new Separation(settings, tickHz, capacity);
        this.places = new SpawnPlaces(map, seed);
        this.regrouping = new Regrouping(places, regroupTicks);
        this.bodies = new Kinematics(capacity);
        this.present = new boolean[capacity];
        this.slots = new int[capacity];
    }

    @Override
    public ReplicatedSchema schema() {
        return ArenaSchema.SCHEMA;
    }

    @Override
    public void spawnPlayer(int slot, long clientId) {
        places.next(bodies, present, movement.bodyRadius());
        int x = places.x();
        int y = places.y();
        bodies.place(slot, x, y, movement.standOn(x, y), places.yaw());
        present[slot] = true;
    }

    @Override
    public void despawnPlayer(int slot) {
        present[slot] = false;
    }

    @Override
    public void step(StepContext context) {
        assert context.tickHz() == movement.tickHz() : "tick-hz=" + context.tickHz();
        int count = context.playerCount();
        for (int i = 0; i < count; i++) {
            slots[i] = context.playerSlot(i);
        }
        regrouping.step(context.tick(), bodies, slots, count);
        separation.compute(bodies, slots, count);
        int phase = movement.phase(context.tick());
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            movement.step(
                    bodies,
                    slot,
                    context.input(slot),
                    separation.pushX(slot),
                    separation.pushY(slot),
                    phase);
        }
    }

    @Override
    public void writeState(StateWriter out, EntitySlots live) {
        for (int slot = live.nextLive(0); slot >= 0; slot = live.nextLive(slot + 1)) {
            out.setStep(ArenaSchema.X, slot, bodies.x[slot]);
            out.setStep(ArenaSchema.Y, slot, bodies.y[slot]);
            out.setStep(ArenaSchema.Z, slot, bodies.z[slot]);
            out.setStep(ArenaSchema.VX, slot, bodies.vx[slot]);
            out.setStep(ArenaSchema.VY, slot, bodies.vy[slot]);
            out.setStep(ArenaSchema.VZ, slot, bodies.vz[slot]);
            out.setStep(ArenaSchema.YAW, slot, bodies.yaw[slot]);
            out.setStep(ArenaSchema.FLAGS, slot, bodies.flags[slot]);
        }
    }

    @Override
    public long stateHash() {
        long hash = places.given();
        for (int slot = 0; slot < present.length; slot++) {
            if (present[slot]) {
                hash = bodies.hash(slot, hash * 31 + slot);
            }
        }
        return hash;
    }
}
