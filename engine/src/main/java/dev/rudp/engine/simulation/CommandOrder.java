package dev.rudp.engine.simulation;

import dev.rudp.engine.ring.MessageRing;
import java.util.Arrays;

/// The commands of one tick, in an order that depends on nothing but who gave them: by slot, those
/// of one player as they came. They stay in the rings and are only pointed at. Owner: the world
/// thread. No allocation after construction.
final class CommandOrder {
    /// Commands of one tick at most, all shards together; the rest waits a tick in its ring. Up to
    /// this number [Arrays#sort(long[], int, int)] works in place.
    static final int MAX = 4_096;

    /// Slot (16 bits) | generation (16) | arrival (16): a player has one port, so its commands
    /// arrive in order.
    private final long[] keys = new long[MAX];

    private final ShardPort[] ports;
    private final short[] portOf = new short[MAX];
    private final int[] offsets = new int[MAX];
    private final int[] lengths = new int[MAX];
    private int count;

    CommandOrder(ShardPort[] ports) {
        this.ports = ports;
    }

    void gather() {
        count = 0;
        for (int port = 0; port < ports.length; port++) {
            MessageRing ring = ports[port].commands;
            while (count < MAX && ring.poll()) {
                portOf[count] = (short) port;
                offsets[count] = ring.offset();
                lengths[count] = ring.length();
                keys[count] = (ring.head() >>> 32 << 16) | count;
                count++;
            }
        }
        Arrays.sort(keys, 0, count);
    }

    /// Gives the room in the rings back.
    void release() {
        if (count > 0) {
            for (ShardPort port : ports) {
                port.commands.release();
            }
        }
    }

    int count() {
        return count;
    }

    int slot(int i) {
        return (int) (keys[i] >>> 32);
    }

    int generation(int i) {
        return (int) (keys[i] >>> 16) & 0xFFFF;
    }

    byte[] bytes(int i) {
        return ports[portOf[arrival(i)]].commands.bytes();
    }

    int offset(int i) {
        return offsets[arrival(i)];
    }

    int length(int i) {
        return lengths[arrival(i)];
    }

    private int arrival(int i) {
        return (int) keys[i] & 0xFFFF;
    }
}
