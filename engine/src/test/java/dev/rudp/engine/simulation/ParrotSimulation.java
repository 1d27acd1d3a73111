package dev.rudp.engine.simulation;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.StateWriter;
import dev.rudp.engine.schema.ReplicatedSchema;
import java.util.ArrayList;
import java.util.List;

/// Says every command back to its player, and once more unreliably; knows no command that begins
/// with a 0.
final class ParrotSimulation implements Simulation {
    /// What was asked, as `slot:first byte`, in the order of the calls.
    final List<String> asked = new ArrayList<>();

    boolean remembers = true;
    private int commands;

    @Override
    public ReplicatedSchema schema() {
        return DriftSimulation.SCHEMA;
    }

    @Override
    public void spawnPlayer(int slot, long clientId) {}

    @Override
    public void despawnPlayer(int slot) {}

    @Override
    public boolean command(StepContext context, int slot, byte[] bytes, int offset, int length) {
        if (bytes[offset] == 0) {
            return false;
        }
        commands++;
        if (remembers) {
            asked.add(slot + ":" + bytes[offset]);
        }
        context.messages().send(slot, bytes, offset, length);
        context.messages().sendUnreliable(slot, bytes, offset, 1);
        return true;
    }

    @Override
    public void step(StepContext context) {}

    @Override
    public void writeState(StateWriter out, EntitySlots slots) {}

    @Override
    public long stateHash() {
        return commands;
    }
}
