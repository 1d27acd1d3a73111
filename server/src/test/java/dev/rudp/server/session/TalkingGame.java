package dev.rudp.server.session;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.StateWriter;
import dev.rudp.engine.schema.ReplicatedSchema;
import dev.rudp.engine.simulation.Simulation;
import dev.rudp.engine.simulation.StepContext;
import java.util.ArrayList;
import java.util.List;

/// A game that writes down what it is told and says it back, and every tick says something to
/// whoever wants it.
final class TalkingGame implements Simulation {
    static final ReplicatedSchema SCHEMA =
            ReplicatedSchema.builder().position("x", "y", -500, 500, 0.1).build();

    /// By tick: how many commands were obeyed.
    final List<Integer> obeyed = new ArrayList<>();

    /// What was asked: the second byte of each command.
    final List<Integer> asked = new ArrayList<>();

    /// Told to every player in every tick.
    int chatterBytes;

    int left;
    private int now;

    @Override
    public ReplicatedSchema schema() {
        return SCHEMA;
    }

    @Override
    public void spawnPlayer(int slot, long clientId) {}

    @Override
    public void despawnPlayer(int slot) {
        left++;
    }

    @Override
    public boolean command(StepContext context, int slot, byte[] bytes, int offset, int length) {
        now++;
        asked.add(bytes[offset] & 0xFF);
        context.messages().send(slot, bytes, offset, length);
        context.messages().sendUnreliable(slot, bytes, offset, length);
        return true;
    }

    @Override
    public void step(StepContext context) {
        obeyed.add(now);
        now = 0;
        for (int i = 0; i < context.playerCount() && chatterBytes > 0; i++) {
            context.messages().send(context.playerSlot(i), new byte[chatterBytes], 0, chatterBytes);
        }
    }

    @Override
    public void writeState(StateWriter out, EntitySlots slots) {}

    @Override
    public long stateHash() {
        return 0;
    }
}
