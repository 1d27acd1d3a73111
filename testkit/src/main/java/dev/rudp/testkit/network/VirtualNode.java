package dev.rudp.testkit.network;

/// Something sans-IO that lives at a [VirtualPort].
public interface VirtualNode {
    /// What [#nextDeadlineNs()] returns when time alone changes nothing.
    long NO_DEADLINE = Long.MAX_VALUE;

    /// A datagram arrived. The bytes are the node's own until it returns; it may overwrite them.
    void onDatagram(
            byte[] bytes,
            int offset,
            int length,
            long peerHi,
            long peerLo,
            int peerPort,
            long nowNs);

    /// The deadline passed. Afterwards the next deadline should lie later than `nowNs`.
    default void onDeadline(long nowNs) {}

    default long nextDeadlineNs() {
        return NO_DEADLINE;
    }
}
