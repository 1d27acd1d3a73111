package dev.rudp.server.session;

import dev.rudp.transport.datagram.DatagramBatch;

/// Datagrams for one shard's sessions that arrived at other shards' sockets: any shard puts them
/// in, the owner takes them all. Bounded; when full, a datagram is lost as on any network, and
/// counted. Allocates nothing. A lock is enough: only players who have changed their address come
/// this way.
final class StrayDatagrams {
    static final int CAPACITY = 128;

    private DatagramBatch filling = new DatagramBatch(CAPACITY);
    private DatagramBatch taken = new DatagramBatch(CAPACITY);
    private volatile boolean isWaiting;
    private volatile long lost;

    /// Puts a copy in. Any thread.
    synchronized void put(
            byte[] bytes, int offset, int length, long peerHi, long peerLo, int peerPort) {
        if (filling.isFull() || length > DatagramBatch.SLOT_BYTES) {
            lost = lost + 1;
            return;
        }
        System.arraycopy(bytes, offset, filling.bytes(), filling.nextOffset(), length);
        filling.commit(length, peerHi, peerLo, peerPort, 0, 0);
        isWaiting = true;
    }

    /// {@return whether there is something to take}
    boolean isWaiting() {
        return isWaiting;
    }

    /// {@return what was put in since the last call; the owner's until it calls again} The owner's
    /// thread.
    synchronized DatagramBatch take() {
        DatagramBatch full = filling;
        filling = taken;
        filling.clear();
        taken = full;
        isWaiting = false;
        return full;
    }

    /// {@return datagrams that found no room}
    long lost() {
        return lost;
    }
}
