package dev.rudp.transport.ack;

/// Hears what became of sent packets. *Items* are whatever the sender put into them and wants to
/// hear of, as ints of its own.
public interface PacketFate {
    /// The packet arrived; called once per packet.
    ///
    /// @param wasLost whether it was called lost before: then the network was only slow
    void onPacketAcked(long packet, int bytes, boolean wasLost, long nowNs);

    /// The packet is believed lost; called at most once per packet.
    void onPacketLost(long packet, int bytes, long nowNs);

    /// A round trip was measured; comes before the packets that the same header acknowledges.
    ///
    /// @param rttNs what the peer said of its wait is subtracted
    /// @param isExact false when the peer's wait may still be part of it
    void onRttSample(long rttNs, boolean isExact, long nowNs);

    /// The acks in the header of a packet of ours have reached the peer, bits as in [PacketHeader].
    void onReportArrived(int ack, int ackBits);

    /// The acks in the header of a packet of ours are believed lost.
    void onReportLost(int ack, int ackBits, long nowNs);

    /// Something in a packet that arrived.
    void onItemAcked(int item);

    /// Something in a packet that is believed lost.
    void onItemLost(int item);
}
