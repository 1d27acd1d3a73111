package dev.rudp.engine.simulation;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.frame.Frame;
import dev.rudp.engine.message.Messages;

/// What a game may know in one step. Valid during the call only.
public final class StepContext {
    private final EntitySlots slots;
    private final int tickHz;
    private final long[] inputs;
    private final Messages messages;
    final int[] players;
    int playerCount;
    int tick;
    Frame previous;

    StepContext(
            EntitySlots slots,
            int tickHz,
            long[] inputs,
            Messages messages,
            int maxPlayers,
            Frame previous) {
        this.slots = slots;
        this.tickHz = tickHz;
        this.inputs = inputs;
        this.messages = messages;
        this.players = new int[maxPlayers];
        this.previous = previous;
    }

    /// {@return the tick that is being made, from 1}
    public int tick() {
        return tick;
    }

    public int tickHz() {
        return tickHz;
    }

    /// {@return the number of live players}
    public int playerCount() {
        return playerCount;
    }

    /// {@return the slot of the i-th player, ascending}
    public int playerSlot(int i) {
        return players[i];
    }

    /// {@return the input word of the player in `slot`; 0 is neutral}
    public long input(int slot) {
        return inputs[slot];
    }

    /// {@return the frame of the tick before, with its spatial index: for questions about
    /// neighbours}
    public Frame previous() {
        return previous;
    }

    /// {@return the way to tell players something}
    public Messages messages() {
        return messages;
    }

    public EntitySlots slots() {
        return slots;
    }
}
