package dev.rudp.transport.channel;

/// The window of a reliable-ordered channel, the same at both ends by definition of the protocol: a
/// sender stays within it, and a receiver refuses what lies beyond, so that nobody can make it hold
/// more.
public final class OrderedWindow {
    /// Pieces from the oldest unacknowledged one.
    public static final int PIECES = 256;

    /// Bytes from the oldest unacknowledged piece: the longest message.
    public static final int BYTES = 65_536;

    private OrderedWindow() {}
}
