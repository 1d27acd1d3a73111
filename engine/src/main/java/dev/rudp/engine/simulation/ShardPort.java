package dev.rudp.engine.simulation;

import dev.rudp.engine.input.InputIntake;
import dev.rudp.engine.input.InputRing;
import dev.rudp.engine.ring.MessageRing;
import dev.rudp.engine.ring.PairRing;

/// A shard's way into the world: joins, leaves, inputs and commands in, answers and messages out,
/// each through a bounded ring. Every method belongs to that one shard thread and neither blocks
/// nor allocates. What a full ring refuses, the caller tries again a tick later.
public final class ShardPort implements InputIntake.Sink {
    static final int JOIN = 1;
    static final int LEAVE = 2;

    /// Kinds of messages to players.
    public static final int RELIABLE = 0;

    public static final int UNRELIABLE = 1;

    /// The player's stream has a hole: the session cannot go on.
    public static final int HANG_UP = 2;

    private static final int CONTROL_CAPACITY = 4096;

    /// Two seconds of 2,000 players who give 20 short commands a second.
    private static final int COMMAND_BYTES = 1 << 22;

    /// One tick of 2,000 players with 1 kB each.
    private static final int MESSAGE_BYTES = 1 << 21;

    final PairRing control = new PairRing(CONTROL_CAPACITY);
    final PairRing replies = new PairRing(CONTROL_CAPACITY);
    final InputRing inputs;
    final MessageRing commands = new MessageRing(COMMAND_BYTES);
    final MessageRing messages = new MessageRing(MESSAGE_BYTES);

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

    /// {@return whether more commands should be read: whether half the ring is free. The other half
    /// is for what is on its way already}
    public boolean wantsCommands() {
        return commands.fits(COMMAND_BYTES / 2);
    }

    /// Hands on one command; the bytes are copied. {@return false when the ring is full}
    ///
    /// @param length 1..[Messages#MAX_BYTES]
    public boolean command(int slot, int generation, byte[] bytes, int offset, int length) {
        return commands.offer(head(slot, generation, 0), bytes, offset, length);
    }

    /// Takes the next message of the world to a player; {@return false when there is none}. The one
    /// before is gone then.
    public boolean pollMessage() {
        messages.release();
        return messages.poll();
    }

    /// {@return whom the message taken last is for}
    public int messageSlot() {
        return slot(messages.head());
    }

    public int messageGeneration() {
        return generation(messages.head());
    }

    /// {@return [#RELIABLE], [#UNRELIABLE] or [#HANG_UP], which has no bytes}
    public int messageKind() {
        return (int) messages.head();
    }

    /// {@return the memory of the message taken last; read-only}
    public byte[] messageBytes() {
        return messages.bytes();
    }

    public int messageOffset() {
        return messages.offset();
    }

    public int messageLength() {
        return messages.length();
    }

    static long head(int slot, int generation, int kind) {
        return ((long) slot << 48) | ((long) generation << 32) | kind;
    }

    static int slot(long head) {
        return (int) (head >>> 48);
    }

    static int generation(long head) {
        return (int) (head >>> 32) & 0xFFFF;
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
