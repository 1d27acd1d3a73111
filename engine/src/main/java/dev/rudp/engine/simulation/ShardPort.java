package dev.rudp.engine.simulation;

import dev.rudp.engine.input.InputIntake;
import dev.rudp.engine.input.InputRing;
import dev.rudp.engine.ring.PairRing;

/// A shard's way into the world: joins, leaves and inputs in, answers out, each through a bounded
/// ring. Every method belongs to that one shard thread and neither blocks nor allocates. What a
/// full ring refuses, the caller tries again a tick later.
public final class ShardPort implements InputIntake.Sink {
    static final int JOIN = 1;
    static final int LEAVE = 2;

    private static final int CONTROL_CAPACITY = 4096;

    final PairRing control = new PairRing(CONTROL_CAPACITY);
    final PairRing replies = new PairRing(CONTROL_CAPACITY);
    final InputRing inputs;

    ShardPort(int inputCapacity) {
        this.inputs = new InputRing(inputCapacity);
    }

    /// Asks for an entity for a player; the answer comes through [#pollReply()] after a tick.
    /// {@return false when the ring is full}
    ///
    /// @param request the shard's own number, given back in the answer
    public boolean join(int request, long clientId) {
        return control.offer(((long) JOIN << 32) | (request & 0xFFFF_FFFFL), clientId);
    }

    /// Ends a player's entity, with the next tick. {@return false when the ring is full}
    public boolean leave(int slot, int generation) {
        return control.offer((long) LEAVE << 32, ((long) slot << 32) | generation);
    }

    /// Hands on one input. {@return false when the ring is full}
    @Override
    public boolean input(int slot, int generation, int sequence, long word) {
        return inputs.offer(slot, generation, sequence, word);
    }

    /// Takes the next answer to a join; {@return false when there is none}
    public boolean pollReply() {
        return replies.poll();
    }

    /// {@return the request that the answer is for}
    public int replyRequest() {
        return (int) (replies.first() >>> 32);
    }

    /// {@return the new entity's slot, or -1 when the world is full}
    public int replySlot() {
        return (int) (replies.second() >>> 32);
    }

    public int replyGeneration() {
        return (int) replies.second();
    }

    /// {@return the first tick whose frame has the new entity}
    public int replyTick() {
        return (int) replies.first();
    }

    /// World: answers a join.
    void reply(int request, int tick, int slot, int generation) {
        boolean taken =
                replies.offer(
                        ((long) request << 32) | tick,
                        ((long) slot << 32) | (generation & 0xFFFF_FFFFL));
        assert taken : "the world takes a request only when there is room for its answer";
    }
}
