package dev.rudp.transport.channel;

/// What became of a message whose sender asked for a receipt.
public enum DeliveryOutcome {
    /// The peer has it. On a reliable-ordered channel it may still wait there for older ones.
    DELIVERED,

    /// Its deadline passed before all of it was known to have arrived; nothing of it is sent any
    /// more. It may have arrived all the same, when only the acks were late.
    EXPIRED,

    /// A packet with it is believed lost, or was given up; an unreliable message is not sent again.
    LOST,

    /// A newer state took its place before it was known to have arrived (latest-only).
    REPLACED
}
