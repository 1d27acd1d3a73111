package dev.rudp.transport.channel;

/// What a channel promises.
public enum ChannelMode {
    /// Every message arrives, once, in the order of sending.
    RELIABLE_ORDERED,

    /// A message may be lost, but none arrives after a newer one: for state that the next message
    /// replaces.
    UNRELIABLE_SEQUENCED;

    /// {@return whether messages are sent again until acknowledged}; then the channel itself splits
    /// long ones, so that only the missing piece is sent again
    public boolean isReliable() {
        return switch (this) {
            case RELIABLE_ORDERED -> true;
            case UNRELIABLE_SEQUENCED -> false;
        };
    }
}
