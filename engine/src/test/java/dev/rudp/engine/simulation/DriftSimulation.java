package dev.rudp.engine.simulation;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.StateWriter;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.testkit.seed.SeededRandom;
import java.util.Arrays;

/// The smallest game: players move by the two low bytes of their input word, and every few ticks an
/// NPC appears beside one of them or ends.
final class DriftSimulation implements Simulation {
    static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder()
                    .position("x", "y", -500, 500, 0.1)
                    .field("age", 0, 1_000_000, 1)
                    .build();

    final int[] x;
    final int[] y;
    private final int[] age;
    private final boolean[] isNpc;
    private final int maxNpcs;
    private final SeededRandom random;
    private EntitySlots slots = new EntitySlots(1);
    private int npcs;

    DriftSimulation(int capacity, int maxNpcs, long seed) {
        this.x = new int[capacity];
        this.y = new int[capacity];
        this.age = new int[capacity];
        this.isNpc = new boolean[capacity];
        this.maxNpcs = maxNpcs;
        this.random = new SeededRandom(seed);
    }

    @Override
    public ReplicatedSchema schema() {
        return SCHEMA;
    }

    @Override
    public void begin(EntitySlots slots) {
        this.slots = slots;
    }

    @Override
    public void spawnPlayer(int slot, long clientId) {
        x[slot] = (int) (clientId % 2000);
        y[slot] = random.nextInt(2000);
        age[slot] = 0;
    }

    @Override
    public void despawnPlayer(int slot) {
        x[slot] = 0;
        y[slot] = 0;
        age[slot] = 0;
    }

    @Override
    public void step(StepContext context) {
        for (int i = 0; i < context.playerCount(); i++) {
            int slot = context.playerSlot(i);
            x[slot] += (byte) context.input(slot);
            y[slot] += (byte) (context.input(slot) >> 8);
            age[slot]++;
        }
        if (npcs < maxNpcs && random.nextInt(4) == 0) {
            int slot = slots.allocate();
            if (slot >= 0) {
                isNpc[slot] = true;
                npcs++;
                x[slot] = random.nextInt(2000);
                y[slot] = context.previous().liveCount();
            }
        } else if (npcs > 0 && random.nextInt(8) == 0) {
            int slot = random.nextInt(isNpc.length);
            if (isNpc[slot]) {
                isNpc[slot] = false;
                npcs--;
                slots.free(slot);
                despawnPlayer(slot);
            }
        }
    }

    @Override
    public void writeState(StateWriter out, EntitySlots slots) {
        for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
            out.setStep(0, slot, x[slot]);
            out.setStep(1, slot, y[slot]);
            out.setStep(2, slot, age[slot]);
        }
    }

    @Override
    public long stateHash() {
        return (Arrays.hashCode(x) * 31L + Arrays.hashCode(y)) * 31L
                + Arrays.hashCode(age) * 31L
                + Arrays.hashCode(isNpc);
    }
}
