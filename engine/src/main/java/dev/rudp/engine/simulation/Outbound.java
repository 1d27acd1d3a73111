package dev.rudp.engine.simulation;

import dev.rudp.engine.entity.EntitySlots;
import dev.rudp.engine.message.Messages;
import dev.rudp.engine.ring.MessageRing;
import java.util.Arrays;

/// The world's end of all ways to players. Owner: the world thread. No allocation after
/// construction.
final class Outbound implements Messages {
    private static final short NOBODY = -1;
    private static final byte[] NOTHING = {};

    private final ShardPort[] ports;
    private final EntitySlots slots;

    /// By slot: the port of the player there.
    private final short[] portOf;

    /// Slots whose reliable stream has a hole: nothing more is sent until the shard knows.
    private final boolean[] broken;

    private int brokenCount;
    private long dropped;
    private long misaddressed;

    Outbound(ShardPort[] ports, EntitySlots slots, int capacity) {
        this.ports = ports;
        this.slots = slots;
        this.portOf = new short[capacity];
        this.broken = new boolean[capacity];
        Arrays.fill(portOf, NOBODY);
    }

    @Override
    public void send(int slot, byte[] bytes, int offset, int length) {
        assert length > 0 && length <= MAX_BYTES : length;
        if (isReachable(slot) && !offer(slot, ShardPort.RELIABLE, bytes, offset, length)) {
            broken[slot] = true;
            brokenCount++;
            dropped++;
        }
    }

    @Override
    public void sendUnreliable(int slot, byte[] bytes, int offset, int length) {
        assert length > 0 && length <= 1_000 : length;
        if (isReachable(slot) && !offer(slot, ShardPort.UNRELIABLE, bytes, offset, length)) {
            dropped++;
        }
    }

    void open(int slot, int port) {
        portOf[slot] = (short) port;
    }

    void close(int slot) {
        portOf[slot] = NOBODY;
        if (broken[slot]) {
            broken[slot] = false;
            brokenCount--;
        }
    }

    /// Tells the shards of players whose stream broke, as soon as there is room to.
    void hangUp() {
        for (int slot = 0; brokenCount > 0 && slot < broken.length; slot++) {
            if (broken[slot] && offer(slot, ShardPort.HANG_UP, NOTHING, 0, 0)) {
                close(slot);
            }
        }
    }

    /// {@return messages that found no room}
    long dropped() {
        return dropped;
    }

    /// {@return messages to slots where no player is}
    long misaddressed() {
        return misaddressed;
    }

    private boolean isReachable(int slot) {
        if (portOf[slot] == NOBODY) {
            misaddressed++;
            return false;
        }
        return !broken[slot];
    }

    private boolean offer(int slot, int kind, byte[] bytes, int offset, int length) {
        MessageRing ring = ports[portOf[slot]].messages;
        return ring.offer(
                ShardPort.head(slot, slots.generation(slot), kind), bytes, offset, length);
    }
}
