package dev.rudp.transport.channel;

/// What a channel promises.
public enum ChannelMode {
    /// Every message arrives, once, in the order of sending.
    RELIABLE_ORDERED,

    /// A message may be lost, but none arrives after a newer one: for state that the next message
    /// replaces.
    UNRELIABLE_SEQUENCED,

    /// Every message arrives, once, as soon as all of it is there: a lost one delays no other.
    RELIABLE_UNORDERED,

    /// A message arrives at most once, or never, in any order.
    UNRELIABLE,

    /// The channel is one state, and only its newest value matters: a newer one takes the place of
    /// one that is unsent or lost, and the newest is sent until acknowledged.
    LATEST_ONLY;

    /// {@return whether messages are cut into pieces, so that only the missing piece is sent again}
    /// The others go whole, in one packet, which is fragmented when it is long.
    public boolean isPieced() {
        return switch (this) {
            case RELIABLE_ORDERED, RELIABLE_UNORDERED -> true;
            case UNRELIABLE_SEQUENCED, UNRELIABLE, LATEST_ONLY -> false;
        };
    }
}
