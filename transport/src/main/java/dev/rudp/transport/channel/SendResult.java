package dev.rudp.transport.channel;

/// What became of a message given to `send`.
public enum SendResult {
    /// Copied; it leaves with the next flush that has room.
    QUEUED,

    /// The channel holds as much as it may, or the buffer pool is used up. Nothing was copied: try
    /// later, or do without.
    FULL,

    /// Longer than the channel's `maxMessageBytes`.
    TOO_LARGE,

    /// There is no connection.
    CLOSED
}
