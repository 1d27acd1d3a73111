package dev.rudp.loadtest.hostile;

/// Datagrams of one size and from one address, one behind the other: what the kernel takes in one
/// call and cuts up (UDP segmentation offload). Reused. Owner: one thread.
final class Burst {
    /// What a datagram of IPv4 holds, and so one call.
    private static final int CAPACITY_BYTES = 65_507;

    final byte[] bytes = new byte[CAPACITY_BYTES];

    /// Of one datagram, 1..1,472.
    int datagramBytes;

    int count;

    /// The sender's IPv4 address.
    int source;
}
